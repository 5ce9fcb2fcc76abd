import type { House } from './http/room.ts'

const everyMs = 15_000

/** Does every few seconds what the rooms do because time has passed. One that fails does not keep the others. */
export function keepSweeping({ sweeps, clock }: House, onTrouble: (error: unknown) => void) {
  let running = Promise.resolve()
  const sweep = async () => {
    for (const one of sweeps) await one(clock.now()).catch(onTrouble)
  }
  const timer = setInterval(() => {
    running = running.then(sweep)
  }, everyMs)
  running = sweep()
  return async function stop() {
    clearInterval(timer)
    await running
  }
}
