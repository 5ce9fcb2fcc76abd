/** Of all the processes that serve one PostgreSQL, one does what time brings; and when it dies another does. */
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { keepSweeping } from '../server/sweeping.ts'
import { sweepsAlways } from './support/faults.ts'
import { type Front, killFront, startFront } from './support/fronts.ts'
import { freshDatabase, openHouse } from './support/house.ts'

/** Two servers have to start, which is long on a busy machine. */
const limit = { timeout: 240_000 }

type Line = { who: number; sweep: 'began' | 'ended' | 'died' }

async function twoClocks() {
  const { url, drop } = await freshDatabase('postgres')
  onTestFinished(drop)
  const lines: Line[] = []
  const fronts = await Promise.all([startFront(url), startFront(url)])
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
  fronts[first]!.child.send('stay')
  const isQuiet = async () => {
    const before = lines.length
    await pause(400)
    return lines.length === before && lines.at(-1)
  }
  await expect.poll(isQuiet, { timeout: 60_000 }).toEqual({ who: first, sweep: 'began' })
  const after = lines.push({ who: first, sweep: 'died' })
  await killFront(fronts[first]!)
  await expect.poll(() => began(lines.slice(after)).length, { timeout: 60_000 }).toBeGreaterThan(2)
  expect(new Set(lines.slice(after).map(({ who }) => who))).toEqual(new Set([1 - first]))
  expect(overlaps(lines)).toBe(0)
})

test('two clocks at once would be seen', async () => {
  const lines: Line[] = []
  const stops = [0, 1].map(async (who) => {
    const { house, store } = await openHouse('postgres')
    const sweeps = [
      async () => {
        lines.push({ who, sweep: 'began' })
        await pause(20)
        lines.push({ who, sweep: 'ended' })
      },
    ]
    const careless = { ...house, sweeps, ownSweeps: [], store: sweepsAlways(store) }
    onTestFinished(keepSweeping(careless, { everyMs: 20, onTrouble: () => {} }))
  })
  await Promise.all(stops)
  await expect.poll(() => overlaps(lines), { timeout: 20_000 }).toBeGreaterThan(0)
})
