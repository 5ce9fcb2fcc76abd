/**
 * How often a test repeats what chance decides: in `npm test` as often as a change may cost, in `npm run test:long` as a
 * night may. A variable of its name says another number.
 */
export function often(name: string, { suite, long }: { suite: number; long: number }): number {
  const said = process.env[name]
  if (said !== undefined) return Number(said)
  return process.env.LONG ? long : suite
}

/** For a test that repeats what it does so often. */
export const patient = { timeout: process.env.LONG ? 8 * 3_600_000 : 600_000 }
