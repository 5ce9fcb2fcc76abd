// R7: whatever happened while a line was away, it hears afterwards what its reader may hear now, and nothing else.
import { describe, expect, test, vi } from 'vitest'
import type { Audience } from '../server/live/describing.ts'
import { lastSeq } from '../server/live/queries.ts'
import type { Cast } from './support/cast.ts'
import { foundStreet } from './support/elm-row.ts'
import { chanceFrom, History, leaksIn, openLine, type Place } from './support/histories.ts'
import { type Engine, engines, openHouse } from './support/house.ts'
import { often, patient } from './support/often.ts'

const runs = often('HISTORIES', { suite: 60, long: 1000 })
const steps = 12
/** Fewer may happen to hold next to nothing that is to be kept back. */
const fewest = 30

async function openPlace(engine: Engine): Promise<Place & { witness: Cast }> {
  const house = await openHouse(engine)
  const street = await foundStreet(house, ['Ann', 'Bernard', 'Chandra', 'Dell', 'Efua'])
  const [witness, ...cast] = street.cast as unknown as [Cast, ...Cast[]]
  return { house, street, cast, witness }
}

type Told = { leaks: string[]; heard: number; kept: number }

/** One history: `away` comes back after it, `here` listens all along. */
async function tellOne(place: Place & { witness: Cast }, seed: number): Promise<Told> {
  const { house, street, cast, witness } = place
  const chance = chanceFrom(seed)
  const history = new History(place, chance)
  await house.store.write(async (tx) => void (await tx.delete(tx.t.blocks)))
  const since = await lastSeq(house.store.read, street.boardId)
  const here = cast[Math.floor(chance() * cast.length)]!
  const [line, all] = [await openLine(place, here, since), await openLine(place, witness, since)]
  const leaks: string[] = []
  for (let n = 0, known = 0; n < steps; n++) {
    await history.step()
    const seq = await lastSeq(house.store.read, street.boardId)
    await vi.waitFor(() => expect(seqOf(all.heard.at(-1)) ?? since).toBe(seq), { interval: 1 })
    leaks.push(...(await leaksIn(line.heard.slice(known), here, history)))
    known = line.heard.length
  }
  let heard = 0
  for (const away of cast) {
    const late = await openLine(place, away, since)
    leaks.push(...(await leaksIn(late.heard, away, history)))
    heard += late.heard.length
    late.close()
  }
  const kept = all.heard.length * cast.length - heard
  for (const one of [line, all]) one.close()
  return { leaks: leaks.map((leak) => `history ${seed}: ${leak}`), heard, kept }
}

async function tell(place: Place & { witness: Cast }, histories: number): Promise<Told> {
  const told: Told = { leaks: [], heard: 0, kept: 0 }
  for (let seed = 1; seed <= histories; seed++) {
    const one = await tellOne(place, seed)
    told.leaks.push(...one.leaks)
    told.heard += one.heard
    told.kept += one.kept
  }
  return told
}

describe.each(engines)('a line on %s', (engine) => {
  // PostgreSQL asks the same questions of the same tables; a tenth of the histories shows that it answers alike.
  const histories = Math.max(fewest, engine === 'sqlite' ? runs : Math.ceil(runs / 10))
  test(`tells nothing across a block, over ${histories} histories`, patient, async () => {
    const told = await tell(await openPlace(engine), histories)
    console.info(`${engine}: ${histories} histories, ${told.heard} frames heard, ${told.kept} kept back`)
    expect(told.leaks).toEqual([])
    expect(told.heard).toBeGreaterThan(histories * 10)
    expect(told.kept).toBeGreaterThan(histories)
  })
})

test('what may be heard is not what might have been heard when it happened', async () => {
  const place = await openPlace('sqlite')
  const live = place.house.house.live
  const now = live.audience
  const then = new Map<number, Awaited<ReturnType<Audience>>>()
  live.audience = async (db, rows, events) => {
    const heardBy = await now(db, rows, events)
    for (const { seq } of rows) if (!then.has(seq)) then.set(seq, heardBy)
    return then.get(rows[0]!.seq)
  }
  expect((await tell(place, 30)).leaks.length).toBeGreaterThan(5)
  live.audience = async () => undefined
  expect((await tell(place, 30)).leaks.length).toBeGreaterThan(30)
})

const seqOf = (text: string | undefined): number | undefined => (text ? JSON.parse(text).seq : undefined)
