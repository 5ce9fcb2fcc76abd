/** Nobody can be placed more finely than the cell they share with ten other postcodes, whatever is asked. */
import { existsSync } from 'node:fs'
import { getResolution, latLngToCell } from 'h3-js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  cellsAt,
  drawCells,
  finestCell,
  kmBetween,
  middleOf,
  type Point,
  publicCell,
  walkMinutes,
} from '../server/places/cells.ts'
import { loadPlaces } from '../server/places/load.ts'
import { publicCellOf, spotOfPostcode } from '../server/places/queries.ts'
import { type Cast, neighbours } from './support/cast.ts'
import { callsAs } from './support/elm-row.ts'
import { openHouse, type TestHouse } from './support/house.ts'

const fileOf = (area: string) => `../shared/data/places/NSPL_2021-11_${area}.csv`
const areas = ['SR', 'HS', 'LD']
const isHere = areas.every((area) => existsSync(fileOf(area)))
if (!isHere)
  process.stderr.write(`Cells of three areas are not tested: no ${fileOf('SR')} beside the project\n`)

type Live = Point & { postcode: string }
type Place = (point: Point) => string | Promise<string>

/** How many others each of these shares its public cell with: not those inside it who have a finer one of their own. */
async function othersOf(live: Live[], place: Place): Promise<number[]> {
  const cells = await Promise.all(live.map(async (one) => await place(one)))
  const together = new Map<string, number>()
  for (const cell of cells) together.set(cell, (together.get(cell) ?? 0) + 1)
  return cells.map((cell) => together.get(cell)! - 1)
}

const count = (cells: string[]) => {
  const counts = new Map<string, number>()
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  return counts
}

describe.runIf(isHere)('in three postcode areas', () => {
  let house: TestHouse
  let live: Live[]
  let ann: Cast
  beforeAll(async () => {
    house = await openHouse('sqlite', true)
    for (const area of areas) await loadPlaces(house.store, fileOf(area), () => {})
    const rows = await house.store.read.select().from(house.store.read.t.postcodes)
    live = rows.filter((row) => row.terminatedOn === null && row.lat !== null) as Live[]
    ;[ann] = await neighbours(house, ['Ann'])
  }, 120_000)
  afterAll(() => house?.close())

  test('every live postcode shares its public cell with ten others or more', async () => {
    const others = await othersOf(live, (point) => publicCellOf(house.store.read, point))
    const resolutions = new Map<number, number>()
    for (const one of live) {
      const resolution = getResolution(await publicCellOf(house.store.read, one))
      resolutions.set(resolution, (resolutions.get(resolution) ?? 0) + 1)
    }
    console.info(
      `${live.length} live postcodes, fewest others ${Math.min(...others)}, by resolution ${JSON.stringify(
        [...resolutions].sort(([a], [b]) => b - a),
      )}`,
    )
    expect(live).toHaveLength(9728)
    expect(others.filter((n) => n < 10)).toEqual([])
    // In town a cell is still a few streets.
    expect(resolutions.get(9)! + resolutions.get(8)!).toBeGreaterThan(live.length * 0.6)
  })

  test('counting what a cell holds, and not whom it hides, would have left hundreds with fewer', async () => {
    const chains = live.map((one) => cellsAt(one))
    const holds = count(chains.flat())
    const careless = (point: Point) => cellsAt(point).find((cell) => holds.get(cell)! > 10)!
    const exposed = (await othersOf(live, careless)).filter((n) => n < 10)
    console.info(`a cell that holds eleven, without taking finer ones away: ${exposed.length} exposed`)
    expect(exposed.length).toBeGreaterThan(100)
    expect(Math.min(...exposed)).toBe(0)
  })

  test('a thousand questions about streets, posts and places give no place but the middle of a cell', async () => {
    const as = callsAs(house)
    const step = Math.floor(live.length / 50)
    const homes = Array.from({ length: 50 }, (_, n) => live[n * step]!)
    const boards: { id: string; at: Live }[] = []
    for (const [n, at] of homes.entries()) {
      const place = n % 2 ? { postcode: at.postcode } : { lat: at.lat + 1e-5, lng: at.lng - 1e-5 }
      const made = await as(ann)('POST', '/api/boards', { name: `Street ${n}`, place })
      expect(made.statusCode, made.body).toBe(201)
      boards.push({ id: made.json().id, at })
      await as(ann)('POST', `/api/boards/${made.json().id}/posts`, { kind: 'request', title: 'Tea' })
    }
    const asked = [
      ...boards.flatMap(({ id }) => [
        `/api/boards/${id}`,
        `/api/boards/${id}/posts`,
        `/api/boards/${id}/figures`,
      ]),
      ...Array.from({ length: 850 }, (_, n) => {
        const { lat, lng, postcode } = live[(n * 7919) % live.length]!
        const point = `lat=${lat + ((n * 31) % 100) / 1e4}&lng=${lng - ((n * 17) % 100) / 1e4}`
        return `/api/boards?${[`near=${postcode}`, point, point][n % 3]}`
      }),
    ]
    expect(asked.length).toBeGreaterThanOrEqual(1000)
    let distances = 0
    for (const url of asked) {
      const { body, statusCode } = await as(ann)('GET', url)
      expect(statusCode, url).toBe(200)
      expect(body, url).not.toMatch(/"(lat|lng|lon|latitude|longitude|spot|point|distance|km|metres)"/i)
      // No number in it is a coordinate of anybody's.
      expect(body.match(/(?<!:)-?\b\d{1,2}\.\d{3,}/g) ?? [], url).toEqual([])
      distances += body.split('"walkMinutes":').length - 1
    }
    expect(distances).toBeGreaterThan(100)
  })

  test('how far a street is depends on the two cells and nothing else', async () => {
    const as = callsAs(house)
    const [home] = live
    const place = { lat: home!.lat, lng: home!.lng }
    const { id } = (await as(ann)('POST', '/api/boards', { name: 'Here', place })).json()
    const [row] = (await house.store.read.select().from(house.store.read.t.boards)).filter(
      (one) => one.id === id,
    )
    expect({ lat: row!.cellLat, lng: row!.cellLng }).toEqual(middleOf(row!.cell))
    for (const { lat, lng } of live.slice(0, 200)) {
      const { items } = (await as(ann)('GET', `/api/boards?lat=${lat}&lng=${lng}`)).json()
      const found = items.find((one: { id: string }) => one.id === id)
      const from = middleOf(await publicCellOf(house.store.read, { lat, lng }))
      const km = kmBetween(from, middleOf(row!.cell))
      if (found) expect(found.walkMinutes).toBe(walkMinutes(km))
      else expect(km).toBeGreaterThan(9.9)
    }
  })

  test('nobody is found by the name of their area either: ten others have the same name and cell', async () => {
    const said = new Map<string, string>()
    for (const { postcode } of live) {
      const { cell, area } = await spotOfPostcode(house.store.read, postcode, 'place')
      said.set(postcode, `${area} in ${cell}`)
    }
    const together = count([...said.values()])
    expect([...said].filter(([, name]) => together.get(name)! < 11)).toEqual([])
    const isOwn = ([code, name]: [string, string]) => name.startsWith(`${code.slice(0, -3)} ${code.at(-3)}`)
    const own = [...said].filter(isOwn)
    console.info(`${Math.round((100 * own.length) / live.length)} % are named after their own sector`)
    expect(own.length).toBeGreaterThan(live.length * 0.7)
  })
})

test('what is too few widens, and takes a finer neighbour along rather than stay alone', () => {
  const home = { lat: 54.9069, lng: -1.3838 }
  const [own = '', around = ''] = cellsAt(home)
  const beside = [0.002, 0.004, -0.002, -0.004]
    .map((by) => finestCell({ lat: home.lat + by, lng: home.lng }))
    .find((cell) => cell !== own && cellsAt(pointIn(cell))[1] === around)!
  expect(drawCells(new Map([[own, 11]]))).toEqual(new Map([[own, 11]]))
  const both = drawCells(
    new Map([
      [own, 1],
      [beside, 12],
    ]),
  )
  expect(both).toEqual(new Map([[around, 13]]))
  expect(publicCell(home, both)).toBe(around)
  expect(publicCell(home, new Map())).toBe(latLngToCell(home.lat, home.lng, 7))
})

const pointIn = (cell: string): Point => middleOf(cell)
