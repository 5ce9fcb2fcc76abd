import { describe, expect, test } from 'vitest'
import { StewardsOnly } from '#contract/boards'
import { InvalidInput, NotFound, SignInNeeded, StaleEdit } from '#contract/http'
import { NoPosition, UnknownPostcode } from '#contract/places'
import { neighbours } from './support/cast.ts'
import { expectAnnounced, expectProblem } from './support/expect.ts'
import { engines, openHouse } from './support/house.ts'
import { ask, elmPlace, startStreet, streetOf } from './support/street.ts'

describe.each(engines)('a board on %s', (engine) => {
  test('is started by somebody with an account, who is its first steward', async () => {
    const house = await openHouse(engine)
    const [ann] = await neighbours(house, ['Ann'])
    expectProblem(
      await ask(house, 'POST', '/boards').by(null, { name: 'Elm Street', place: elmPlace }),
      SignInNeeded,
    )
    const street = await startStreet(house, ann)
    expect(street).toMatchObject({
      name: 'Elm Street',
      joining: 'open',
      you: { role: 'steward', state: 'active' },
    })
    expect(street).toMatchObject({ stewards: 1, asking: 0, visible: false, demo: false, version: 1 })
    expect(street.categories.length).toBeGreaterThan(8)
    await expectAnnounced(house, street.id, ['member.joined'])
  })

  test('keeps its exact spot to itself', async () => {
    const house = await openHouse(engine)
    const [ann] = await neighbours(house, ['Ann'])
    const place = { lat: 54.912345, lng: -1.387654 }
    const { id } = await startStreet(house, ann, { place })
    const [row] = await house.store.read.select().from(house.store.read.t.boards)
    expect(row).toMatchObject(place)
    for (const reply of [
      await ask(house, 'GET', `/boards/${id}`).by(ann),
      await ask(house, 'GET', '/boards?mine=true').by(ann),
    ])
      expect(reply.body).not.toMatch(/54\.91|1\.38/)
  })

  test('is refused where nobody lives, with a pointer to the field', async () => {
    const house = await openHouse(engine)
    const [ann] = await neighbours(house, ['Ann'])
    const start = (place: unknown) => ask(house, 'POST', '/boards').by(ann, { name: 'Elm Street', place })
    expectProblem(await start({ lat: 0, lng: 0 }), NoPosition, ['#/place'])
    expectProblem(await start({ postcode: 'SR1 1AE' }), UnknownPostcode, ['#/place/postcode'])
    expectProblem(await start({ lat: 99.999999, lng: 0 }), InvalidInput, ['#/place/lat'])
    expectProblem(await start({}), InvalidInput, ['#/place'])
    expect(await house.store.read.select().from(house.store.read.t.boards)).toEqual([])
  })

  test('is started once when the same call comes twice', async () => {
    const house = await openHouse(engine)
    const [ann] = await neighbours(house, ['Ann'])
    const headers = { ...ann.headers, 'idempotency-key': 'one' }
    const payload = { name: 'Elm Street', place: elmPlace }
    const call = () => house.app.inject({ method: 'POST', url: '/api/boards', headers, payload })
    const replies = await Promise.all([call(), call()])
    expect(replies[0].json().id).toBe(replies[1].json().id)
    expect(await house.store.read.select().from(house.store.read.t.boards)).toHaveLength(1)
  })

  test('is changed by a steward who has seen its last version, and by nobody else', async () => {
    const house = await openHouse(engine)
    const [ann, bernard, chandra] = await neighbours(house, ['Ann', 'Bernard', 'Chandra'])
    const { id } = await streetOf(house, [ann, bernard])
    const edit = ask(house, 'PATCH', `/boards/${id}`)
    expectProblem(await edit.by(bernard, { version: 1, name: 'Oak' }), StewardsOnly)
    expectProblem(await edit.by(chandra, { version: 1, name: 'Oak' }), StewardsOnly)
    expect((await edit.by(ann, { version: 1, welcome: 'Come in', acceptHours: 6 })).json()).toMatchObject({
      welcome: 'Come in',
      acceptHours: 6,
      version: 2,
      name: 'Elm Street',
    })
    for (const version of [1, 2 ** 31 - 1])
      expectProblem(await edit.by(ann, { version, name: 'Ash' }), StaleEdit)
    await expectAnnounced(house, id, ['member.joined', 'member.joined', 'board.changed'])
  })

  test('has its own list of kinds of help, each with its own id', async () => {
    const house = await openHouse(engine)
    const [ann] = await neighbours(house, ['Ann'])
    const { id } = await startStreet(house, ann)
    const categories = [{ id: 'bees', name: 'Bees', words: ['hive', 'honey'] }]
    const edit = (list: object[], version: number) =>
      ask(house, 'PATCH', `/boards/${id}`).by(ann, { version, categories: list })
    expect((await edit(categories, 1)).json()).toMatchObject({ categories })
    expectProblem(await edit([...categories, ...categories], 2), InvalidInput, ['#/categories/1/id'])
    const grown = [
      ...categories,
      { name: 'Bees' },
      { name: '養蜂' },
      { id: 'gone' },
      { name: 'Café & tea', words: ['tea'] },
    ]
    expect((await edit(grown, 2)).json().categories).toEqual([
      ...categories,
      { id: 'bees-2', name: 'Bees', words: [] },
      { id: 'kind', name: '養蜂', words: [] },
      { id: 'cafe-tea', name: 'Café & tea', words: ['tea'] },
    ])
  })

  test('is not found by an id nobody has', async () => {
    const house = await openHouse(engine)
    const [ann] = await neighbours(house, ['Ann'])
    for (const path of ['/boards/nowhere', '/boards/nowhere/members'])
      expectProblem(await ask(house, 'GET', path).by(ann), NotFound)
    expectProblem(await ask(house, 'PATCH', '/boards/nowhere').by(ann, { version: 1 }), NotFound)
    expectProblem(await ask(house, 'POST', '/boards/nowhere/members').by(ann, {}), NotFound)
  })
})
