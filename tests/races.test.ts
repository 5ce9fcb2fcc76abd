import { describe, expect, onTestFinished, test } from 'vitest'
import { openStore } from '#db'
import { buildApp } from '../server/app.ts'
import type { Cast } from './support/cast.ts'
import { foundStreet } from './support/elm-row.ts'
import { type Engine, engines, openHouse, type Store, type TestHouse } from './support/house.ts'
import { often, patient } from './support/often.ts'
import { judge, newPost, race, type Track, withoutGuard } from './support/race.ts'

/** On PostgreSQL each loser is a transaction of its own, so a change pays for fewer. */
const races = {
  sqlite: often('RACES', { suite: 100, long: 1000 }),
  postgres: often('RACES', { suite: 15, long: 1000 }),
}
const names = ['Ann', ...Array.from({ length: 50 }, (_, n) => `Runner ${n + 1}`)]

/** Another server on the same database, as a second process would be. */
async function anotherApp(house: TestHouse, change: (store: Store) => Store = (store) => store) {
  const store = await openStore(house.url)
  const { clock, key, publicUrl, mail } = house.house
  const setting = { store: change(store), clock, key, publicUrl, mail }
  const { app } = await buildApp(setting)
  await app.ready()
  onTestFinished(async () => {
    await app.close()
    await store.close()
  })
  return app
}

async function openTrack(engine: Engine, house: TestHouse): Promise<Track> {
  const { boardId, cast } = await foundStreet(house, names)
  const [author, ...runners] = cast as unknown as [Cast, ...Cast[]]
  const apps = engine === 'sqlite' ? [house.app] : [house.app, await anotherApp(house)]
  const track = { apps, boardId, author, runners }
  for (let n = 1; n <= 12; n++) await newPost(track, `Waiting ${n}`)
  return track
}

describe.each(engines)('races on %s', (engine) => {
  test(`of fifty taps at once one wins, ${races[engine]} times`, patient, async () => {
    const house = await openHouse(engine)
    const track = await openTrack(engine, house)
    const faults: string[] = []
    const from = performance.now()
    for (let number = 1; number <= races[engine]; number++) faults.push(...(await race(track, number)))
    const seconds = (performance.now() - from) / 1000
    console.info(
      `${engine}: ${races[engine]} races of ${track.runners.length} over ${track.apps.length} server(s), ${seconds.toFixed(1)} s`,
    )
    expect(faults).toEqual([])
  })

  test('without the guard in the WHERE the judge finds doubles', patient, async () => {
    const house = await openHouse(engine)
    const track = await openTrack(engine, house)
    const careless = { ...track, apps: [await anotherApp(house, withoutGuard)] }
    const faults: string[] = []
    for (let number = 1; number <= 3; number++) faults.push(...(await race(careless, number)))
    expect(faults.filter((fault) => /\d+ winners/.test(fault))).toHaveLength(3)
    expect(faults.some((fault) => /the post says (\d\d) taken/.test(fault))).toBe(true)
  })
})

test('the judge finds a loser who was not shown where they are wanted', () => {
  const won = { statusCode: 201, json: () => ({}) }
  const lost = (next?: object[]) => {
    const problem = { type: '/problems/already-claimed', title: 'x', status: 409, next }
    return { statusCode: 409, json: () => problem }
  }
  expect(judge([won, lost([{}]), lost([{}])])).toEqual([])
  expect(judge([won, lost([{}]), lost([])])).toEqual(['1 of 3 were answered otherwise'])
  expect(judge([won, lost(), { statusCode: 500, json: () => ({}) }])).toEqual([
    '2 of 3 were answered otherwise',
  ])
  expect(judge([won, won, lost([{}])])).toEqual(['2 winners'])
  expect(judge([lost([{}])])).toEqual(['0 winners'])
})
