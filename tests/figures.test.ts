import { describe, expect, test } from 'vitest'
import { NotANeighbour, StewardsOnly } from '#contract/boards'
import { type Cast, neighbours } from './support/cast.ts'
import { expectProblem } from './support/expect.ts'
import { days, engines, hours, openHouse, type TestHouse } from './support/house.ts'
import { ask, streetOf } from './support/street.ts'

const making = (house: TestHouse) => async (path: string, by: Cast, payload: object) => {
  const reply = await ask(house, 'POST', path).by(by, payload)
  expect(reply.statusCode, reply.body).toBe(201)
  return reply.json()
}

describe.each(engines)('the figures of a street on %s', (engine) => {
  test('count what was done on each of the last seven days, by the clock of the street', async () => {
    const house = await openHouse(engine)
    const [ann, bernard] = await neighbours(house, ['Ann', 'Bernard'])
    const { id } = await streetOf(house, [ann, bernard])
    const figures = async () => (await ask(house, 'GET', `/boards/${id}/figures`).by(bernard)).json()
    const errand = async () => {
      const post = await making(house)(`/boards/${id}/posts`, ann, { kind: 'request', title: 'Milk' })
      const claim = await making(house)(`/posts/${post.id}/claims`, bernard, {})
      for (const [by, step] of [
        [ann, 'acceptance'],
        [bernard, 'completion'],
      ] as const) {
        const done = await ask(house, 'PUT', `/claims/${claim.id}/${step}`).by(by, {})
        expect(done.statusCode, done.body).toBeLessThan(300)
      }
    }
    // In time a street needs somebody for when its steward is away.
    for (const by of [ann, bernard])
      expect((await ask(house, 'PUT', `/boards/${id}/leads/${bernard.id}`).by(by, {})).statusCode).toBe(200)
    // In April the clocks of the street are an hour ahead of UTC.
    house.clock.pass(days(24))
    await errand()
    house.clock.pass(days(1) + hours(13.75))
    await errand()
    await errand()
    house.clock.pass(hours(0.5))
    await errand()
    const handedBack = await making(house)(`/boards/${id}/posts`, ann, { kind: 'request', title: 'Bread' })
    const claim = await making(house)(`/posts/${handedBack.id}/claims`, bernard, {})
    expect((await ask(house, 'DELETE', `/claims/${claim.id}`).by(bernard, {})).statusCode).toBeLessThan(300)
    const { doneThisWeek, week } = await figures()
    expect(doneThisWeek).toBe(4)
    expect(week.map(({ day }: { day: string }) => day)).toEqual([
      '2026-04-01',
      '2026-04-02',
      '2026-04-03',
      '2026-04-04',
      '2026-04-05',
      '2026-04-06',
      '2026-04-07',
    ])
    expect(week.map(({ done }: { done: number }) => done)).toEqual([0, 0, 0, 0, 1, 2, 1])
    house.clock.pass(days(6))
    expect(await figures()).toMatchObject({ doneThisWeek: 1 })
    house.clock.pass(days(1))
    expect(await figures()).toMatchObject({ doneThisWeek: 0 })
  })

  test('say what waits, since when, and what could not be met', async () => {
    const house = await openHouse(engine)
    const [ann, bernard] = await neighbours(house, ['Ann', 'Bernard'])
    const { id } = await streetOf(house, [ann, bernard])
    const figures = async () => (await ask(house, 'GET', `/boards/${id}/figures`).by(ann)).json()
    const empty = { waiting: 0, longestSince: null, needs: 0, offers: 0, unmet: 0, doneThisWeek: 0 }
    expect(await figures()).toMatchObject(empty)
    const post = (payload: object) => making(house)(`/boards/${id}/posts`, ann, payload)
    const first = new Date(house.clock.now()).toISOString()
    await post({ kind: 'request', title: 'Milk' })
    house.clock.pass(hours(2))
    await post({ kind: 'request', title: 'Bread', neededBy: '2026-03-13' })
    await post({ kind: 'offer', title: 'Eggs' })
    await post({ kind: 'offer', title: 'Nothing yet', draft: true })
    const lift = await post({ kind: 'request', title: 'Lift' })
    await making(house)(`/posts/${lift.id}/claims`, bernard, {})
    expect(await figures()).toMatchObject({ waiting: 2, longestSince: first, needs: 3, offers: 1, unmet: 0 })
    house.clock.pass(days(2))
    await house.sweep()
    expect(await figures()).toMatchObject({ waiting: 2, needs: 2, unmet: 1 })
  })

  test('are for neighbours, unless the street lets others read its board', async () => {
    const house = await openHouse(engine)
    const [ann, bernard] = await neighbours(house, ['Ann', 'Bernard'])
    const { id } = await streetOf(house, [ann])
    const figures = ask(house, 'GET', `/boards/${id}/figures`)
    expectProblem(await figures.by(bernard), NotANeighbour)
    expectProblem(
      await ask(house, 'PATCH', `/boards/${id}`).by(bernard, { version: 1, visible: true }),
      StewardsOnly,
    )
    await ask(house, 'PATCH', `/boards/${id}`).by(ann, { version: 1, visible: true })
    expect((await figures.by(null)).statusCode).toBe(200)
  })
})
