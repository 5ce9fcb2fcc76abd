import { existsSync } from 'node:fs'
import { getResolution } from 'h3-js'
import { beforeAll, describe, expect, test } from 'vitest'
import type { NearBoard } from '#contract/boards'
import { NoPosition, NotAPostcode, TerminatedPostcode, UnknownPostcode } from '#contract/places'
import { loadPlaces } from '../server/places/load.ts'
import { type Cast, neighbours } from './support/cast.ts'
import { expectProblem } from './support/expect.ts'
import { type Engine, engines, openHouse, type TestHouse } from './support/house.ts'
import { ask, startStreet } from './support/street.ts'

const fileOf = (area: string) => `../shared/data/places/NSPL_2021-11_${area}.csv`
const areas = ['SR', 'HS', 'LD']
const isHere = areas.every((area) => existsSync(fileOf(area)))

if (!isHere) process.stderr.write(`Places are not tested: no ${fileOf('SR')} beside the project\n`)

describe.runIf(isHere).each(engines)('three postcode areas on %s', (engine) => {
  const { house, people } = openMap(engine)

  test('count 8,765 postcodes of Sunderland, and the same when loaded again', async () => {
    const { store } = house()
    const tables = async () => [await store.read.$count(store.read.t.postcodes), await cellsOf(house())]
    const before = await tables()
    const tally = await loadPlaces(store, fileOf('SR'), () => {})
    expect(tally).toEqual({ live: 6545, terminated: 2143, withoutPosition: 77, unread: 0 })
    expect(await tables()).toEqual(before)
    expect(before[0]).toBe(8765 + 1099 + 2667)
  })

  test('place a street by its postcode, named after a sector that enough of its cell have', async () => {
    const [ann] = people()
    const street = await startStreet(house(), ann, { place: { postcode: 'sr2 7pl' } })
    // It stands at the edge: in its cell fewer than eleven have SR2 7.
    expect(street.area).toBe('SR4 7')
    const twin = await startStreet(house(), ann, { place: { postcode: 'SR27PL' } })
    expect(twin.cell).toBe(street.cell)
  })

  test('name a street that is only a point after the sector that most of its cell have', async () => {
    const [ann] = people()
    // Where SR1 1BP was, until it ended, across the river.
    const street = await startStreet(house(), ann, { place: { lat: 54.913328, lng: -1.3807 } })
    expect(street.area).toBe('SR5 1')
    const atSea = await startStreet(house(), ann, { place: { lat: 56.5, lng: 3 } })
    expect(atSea).toMatchObject({ area: null })
    expect(getResolution(atSea.cell)).toBe(7)
  })

  test('explain a postcode that cannot be placed, and place nothing there', async () => {
    const [ann] = people()
    const { store } = house()
    const count = () => store.read.$count(store.read.t.boards)
    const before = await count()
    const start = (postcode: string) =>
      ask(house(), 'POST', '/boards').by(ann, { name: 'Elm Street', place: { postcode } })
    const problems = {
      'SR1 1AA': TerminatedPostcode,
      'SR43 2AA': NoPosition,
      'SR1 9ZZ': UnknownPostcode,
      Elm: NotAPostcode,
    }
    for (const [postcode, problem] of Object.entries(problems))
      expectProblem(await start(postcode), problem, ['#/place/postcode'])
    expect((await start('SR1 1AA')).json().errors[0].detail).toContain('1999-12')
    expect(await count()).toBe(before)
  })

  test('say what a postcode is without a board', async () => {
    const say = async (postcode: string) =>
      (await ask(house(), 'GET', `/places/${encodeURIComponent(postcode)}`).by(null)).json()
    expect(await say('sr27pl')).toEqual({
      postcode: 'SR2 7PL',
      state: 'live',
      area: 'SR2 7',
      terminatedOn: null,
    })
    expect(await say('SR1 1AA')).toMatchObject({ state: 'terminated', terminatedOn: '1999-12' })
    expect(await say('SR43 2AA')).toMatchObject({ state: 'no-position' })
    expect(await say('SR1 9ZZ')).toMatchObject({ state: 'unknown', area: null })
    expect(await say('Elm Street')).toMatchObject({ state: 'not-a-postcode', postcode: 'Elm Street' })
  })

  test('put no board at 0,0 or at 99.99', async () => {
    const { store } = house()
    const rows = await store.read.select().from(store.read.t.boards)
    expect(rows.length).toBeGreaterThan(0)
    for (const { lat, lng, cellLat, cellLng } of rows) {
      expect(Math.max(Math.abs(lat), Math.abs(cellLat))).toBeLessThan(90)
      expect(Math.abs(lat) + Math.abs(lng)).toBeGreaterThan(1)
      expect(Math.abs(cellLat) + Math.abs(cellLng)).toBeGreaterThan(1)
    }
  })
})

describe.runIf(isHere).each(engines)('finding a street on %s', (engine) => {
  const { house, people } = openMap(engine)

  test('shows those within ten kilometres, nearest first, in minutes on foot', async () => {
    const [ann, bernard] = people()
    const at = (name: string, postcode: string) => startStreet(house(), ann, { name, place: { postcode } })
    await at('Far', 'HS1 2AD')
    await at('Across town', 'SR5 3FH')
    await at('Here', 'SR2 7PL')
    const find = async (query: string) => (await ask(house(), 'GET', `/boards?${query}`).by(bernard)).json()
    const { items, place, any } = await find('near=sr2%207pl')
    expect(items.map(({ name }: NearBoard) => name)).toEqual(['Here', 'Across town'])
    expect(items[0].walkMinutes).toBe(5)
    expect(items[1].walkMinutes % 5).toBe(0)
    expect(items[1].walkMinutes).toBeGreaterThan(20)
    expect({ any, state: place.state }).toEqual({ any: true, state: 'live' })
    const byPoint = await find('lat=54.8999&lng=-1.3729')
    expect(byPoint.items.map(({ name }: NearBoard) => name)).toEqual(['Here', 'Across town'])
    expect(await find('')).toEqual({ items: [], place: null, any: true })
    expect(await find('near=SR1%209ZZ')).toMatchObject({ items: [], place: { state: 'unknown' } })
    expect(await find('near=nowhere')).toMatchObject({ items: [], place: { state: 'not-a-postcode' } })
  })

  test('answers alike from anywhere in one cell', async () => {
    const [ann] = people()
    const find = async (lat: number) =>
      (await ask(house(), 'GET', `/boards?lat=${lat}&lng=-1.3729`).by(ann)).body
    expect(await find(54.8999)).toBe(await find(54.89995))
  })

  test('lists the streets one belongs to, and no others', async () => {
    const [ann, bernard] = people()
    const mine = async (by: Cast | null) =>
      (await ask(house(), 'GET', '/boards?mine=true').by(by)).json().items
    expect((await mine(ann)).map(({ you }: NearBoard) => you?.role)).toEqual([
      'steward',
      'steward',
      'steward',
    ])
    expect(await mine(bernard)).toEqual([])
    expect(await mine(null)).toEqual([])
  })
})

/** One house with the three areas loaded, for all tests of a suite. */
function openMap(engine: Engine) {
  let house: TestHouse
  let people: readonly [Cast, Cast]
  beforeAll(async () => {
    house = await openHouse(engine, true)
    for (const area of areas) await loadPlaces(house.store, fileOf(area), () => {})
    people = await neighbours(house, ['Ann', 'Bernard'])
    return () => house.close()
  })
  return { house: () => house, people: () => people }
}

async function cellsOf({ store }: TestHouse) {
  const rows = await store.read.select().from(store.read.t.cells)
  return new Map(rows.map(({ cell, postcodes }) => [cell, postcodes]))
}
