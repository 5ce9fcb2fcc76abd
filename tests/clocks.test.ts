/** Of all the processes that serve one PostgreSQL, one does what time brings; and when it dies another does. */
import { expect, onTestFinished, test } from 'vitest'
import { type Fault, type Front, killFront, startFront } from './support/fronts.ts'
import { freshDatabase } from './support/house.ts'

/** Two servers have to start, which is long on a busy machine. */
const limit = { timeout: 240_000 }

type Line = { who: number; sweep: 'began' | 'ended' | 'died' }

async function twoClocks(fault?: Fault) {
  const { url, drop } = await freshDatabase('postgres')
  onTestFinished(drop)
  const lines: Line[] = []
  const fronts = await Promise.all([startFront(url, fault), startFront(url, fault)])
  for (const [who, front] of fronts.entries())
    front.onSaid(({ sweep }) => sweep && lines.push({ who, sweep }))
  return { fronts: fronts as [Front, Front], lines }
}

const began = (lines: Line[]) => lines.filter(({ sweep }) => sweep === 'began')

/** Sweeps that began while another was in the middle. */
function overlaps(lines: Line[]): number {
  let busy: number | undefined
  let found = 0
  for (const { who, sweep } of lines) {
    if (sweep === 'began' && busy !== undefined && busy !== who) found++
    busy = sweep === 'began' ? who : undefined
  }
  return found
}

test('one sweeps; killed in the middle of it, the other takes over', limit, async () => {
  const { fronts, lines } = await twoClocks()
  await expect.poll(() => began(lines).length, { timeout: 60_000 }).toBeGreaterThan(3)
  const [{ who: first }] = began(lines) as [Line]
  expect(new Set(began(lines).map(({ who }) => who))).toEqual(new Set([first]))
  const died = new Promise<void>((resolve) =>
    fronts[first]!.onSaid(({ sweep }) => {
      if (sweep !== 'began') return
      lines.push({ who: first, sweep: 'died' })
      void killFront(fronts[first]!).then(resolve)
    }),
  )
  await died
  const after = lines.length
  await expect.poll(() => began(lines.slice(after)).length, { timeout: 60_000 }).toBeGreaterThan(2)
  expect(new Set(lines.slice(after).map(({ who }) => who))).toEqual(new Set([1 - first]))
  expect(lines.slice(0, after - 1).at(-1)).toEqual({ who: first, sweep: 'began' })
  expect(overlaps(lines)).toBe(0)
})

test('two clocks at once would be seen', limit, async () => {
  const { lines } = await twoClocks('two-clocks')
  await expect.poll(() => overlaps(lines), { timeout: 60_000 }).toBeGreaterThan(0)
})
