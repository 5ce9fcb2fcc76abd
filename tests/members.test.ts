import { describe, expect, test } from 'vitest'
import { AlreadyHere, InvitationNeeded, NotANeighbour, StewardsOnly } from '#contract/boards'
import { InvalidInput, NotFound } from '#contract/http'
import { LastSteward, RemovalWaits } from '#contract/members'
import { type Cast, neighbours } from './support/cast.ts'
import { expectAnnounced, expectProblem } from './support/expect.ts'
import { engines, minutes, openHouse } from './support/house.ts'
import { ask, join, startStreet, streetOf } from './support/street.ts'

describe.each(engines)('belonging on %s', (engine) => {
  test('begins at once where joining is open, and only once', async () => {
    const house = await openHouse(engine)
    const [ann, bernard] = await neighbours(house, ['Ann', 'Bernard'])
    const { id } = await startStreet(house, ann)
    house.clock.pass(minutes(1))
    expect((await join(house, id, bernard)).json()).toEqual({ state: 'active', boardId: id })
    expectProblem(await join(house, id, bernard), AlreadyHere)
    expect((await ask(house, 'GET', `/boards/${id}/members`).by(bernard)).json().items).toMatchObject([
      { person: { name: 'Ann' }, role: 'steward' },
      { person: { name: 'Bernard' }, role: 'neighbour' },
    ])
    await expectAnnounced(house, id, ['member.joined', 'member.joined'])
  })

  test('waits for a steward where joining is approved', async () => {
    const house = await openHouse(engine)
    const [ann, bernard] = await neighbours(house, ['Ann', 'Bernard'])
    const { id } = await startStreet(house, ann, { joining: 'approved' })
    expect((await join(house, id, bernard)).json()).toMatchObject({ state: 'asking' })
    expect((await join(house, id, bernard)).json()).toMatchObject({ state: 'asking' })
    expectProblem(await ask(house, 'GET', `/boards/${id}/members`).by(bernard), NotANeighbour)
    expect((await ask(house, 'GET', `/boards/${id}`).by(ann)).json()).toMatchObject({ asking: 1 })
    expect((await ask(house, 'GET', `/boards/${id}`).by(bernard)).json()).toMatchObject({
      asking: 0,
      you: { state: 'asking' },
    })
    const { items } = (await ask(house, 'GET', `/boards/${id}/members?state=asking`).by(ann)).json()
    expect(items).toMatchObject([{ person: { id: bernard.id } }])
    const edit = ask(house, 'PUT', `/boards/${id}/members/${bernard.id}`)
    expectProblem(await edit.by(bernard, { state: 'active' }), StewardsOnly)
    expectProblem(await edit.by(ann, { role: 'steward' }), InvalidInput, ['#/role'])
    expect((await edit.by(ann, { state: 'active' })).json()).toMatchObject({
      state: 'active',
      role: 'neighbour',
    })
    await expectAnnounced(house, id, ['member.joined', 'member.changed', 'member.joined'])
  })

  test('needs an invitation where the street says so', async () => {
    const house = await openHouse(engine)
    const [ann, bernard] = await neighbours(house, ['Ann', 'Bernard'])
    const { id } = await startStreet(house, ann, { joining: 'invited' })
    expectProblem(await join(house, id, bernard), InvitationNeeded)
    await expectAnnounced(house, id, ['member.joined'])
  })

  test('ends at once when a neighbour leaves by themselves', async () => {
    const house = await openHouse(engine)
    const [ann, bernard, chandra] = await neighbours(house, ['Ann', 'Bernard', 'Chandra'])
    const { id } = await streetOf(house, [ann, bernard, chandra])
    const end = (whom: Cast) => ask(house, 'DELETE', `/boards/${id}/members/${whom.id}`)
    expectProblem(await end(chandra).by(bernard), StewardsOnly)
    expect((await end(bernard).by(bernard)).statusCode).toBe(204)
    expectProblem(await end(bernard).by(ann), NotFound)
    expect((await ask(house, 'GET', `/boards/${id}/members`).by(ann)).json().items).toHaveLength(2)
    expectProblem(await ask(house, 'GET', `/boards/${id}/members`).by(bernard), NotANeighbour)
  })

  describe('is ended by two stewards and never by one', () => {
    async function elmStreet() {
      const house = await openHouse(engine)
      const [ann, bernard, chandra] = await neighbours(house, ['Ann', 'Bernard', 'Chandra'])
      const { id } = await streetOf(house, [ann, bernard, chandra])
      const sendAway = (by: Cast, whom: Cast = chandra) =>
        ask(house, 'DELETE', `/boards/${id}/members/${whom.id}`).by(by)
      const make = (role: string, whom: Cast = bernard) =>
        ask(house, 'PUT', `/boards/${id}/members/${whom.id}`).by(ann, { role })
      const belongs = async () =>
        (await ask(house, 'GET', `/boards/${id}/members`).by(chandra)).statusCode === 200
      return { house, id, ann, bernard, chandra, sendAway, make, belongs }
    }

    test('the second says the same, and they are gone', async () => {
      const { house, id, ann, bernard, chandra, sendAway, make, belongs } = await elmStreet()
      await make('steward')
      const asked = await sendAway(ann)
      expect([asked.statusCode, asked.json()]).toEqual([202, { waits: 'second-steward' }])
      expect(await belongs()).toBe(true)
      expectProblem(await sendAway(ann), RemovalWaits)
      expect(await belongs()).toBe(true)
      expect((await sendAway(bernard)).statusCode).toBe(204)
      expect(await belongs()).toBe(false)
      const joined = ['member.joined', 'member.joined', 'member.joined']
      await expectAnnounced(house, id, [...joined, 'member.changed', 'member.left'])
      // Like anybody who was removed: they come back only by a steward's yes.
      expect((await join(house, id, chandra)).json()).toMatchObject({ state: 'asking' })
    })

    test('the second may say no in the queue, and they stay', async () => {
      const { house, id, ann, bernard, sendAway, make, belongs } = await elmStreet()
      await make('steward')
      await sendAway(ann)
      const { items } = (await ask(house, 'GET', `/boards/${id}/actions`).by(bernard)).json()
      expect(items).toMatchObject([{ deed: 'remove', state: 'proposed', maySecond: true }])
      await ask(house, 'PUT', `/actions/${items[0].id}/second`).by(bernard, { agree: false })
      expect(await belongs()).toBe(true)
    })

    test('a lone steward waits for another, and no steward decides about themselves', async () => {
      const { house, id, ann, bernard, sendAway, make, belongs } = await elmStreet()
      expect((await sendAway(ann)).statusCode).toBe(202)
      expectProblem(await sendAway(ann), RemovalWaits)
      await make('steward')
      expect((await sendAway(ann, bernard)).statusCode).toBe(202)
      // Of what is asked about him Bernard sees nothing.
      const { items } = (await ask(house, 'GET', `/boards/${id}/actions`).by(bernard)).json()
      expect(items.map(({ person }: { person: { name: string } }) => person.name)).toEqual(['Chandra'])
      expect(await belongs()).toBe(true)
    })

    test('two who press at once are two', async () => {
      const { ann, bernard, sendAway, make, belongs } = await elmStreet()
      await make('steward')
      const codes = (await Promise.all([sendAway(ann), sendAway(bernard)])).map((reply) => reply.statusCode)
      expect(codes.toSorted()).toEqual([202, 204])
      expect(await belongs()).toBe(false)
    })
  })

  test('keeps at least one steward, also when two leave at once', async () => {
    const house = await openHouse(engine)
    const [ann, bernard] = await neighbours(house, ['Ann', 'Bernard'])
    const { id } = await streetOf(house, [ann, bernard])
    const leave = (whom: Cast) => ask(house, 'DELETE', `/boards/${id}/members/${whom.id}`).by(whom)
    const stepDown = (whom: Cast) =>
      ask(house, 'PUT', `/boards/${id}/members/${whom.id}`).by(whom, { role: 'neighbour' })
    expectProblem(await leave(ann), LastSteward)
    expectProblem(await stepDown(ann), LastSteward)
    for (let round = 0; round < 10; round++) {
      await ask(house, 'PUT', `/boards/${id}/members/${bernard.id}`).by(ann, { role: 'steward' })
      const replies = await Promise.all([stepDown(ann), stepDown(bernard)])
      expect(replies.map((reply) => reply.statusCode).sort()).toEqual([200, 409])
      const steward = replies[0].statusCode === 409 ? ann : bernard
      await ask(house, 'PUT', `/boards/${id}/members/${ann.id}`).by(steward, { role: 'steward' })
    }
  })

  test('of the last steward, who leaves for good, passes the street to whoever has been there longest', async () => {
    const house = await openHouse(engine)
    const [ann, bernard, chandra] = await neighbours(house, ['Ann', 'Bernard', 'Chandra'])
    const { id } = await startStreet(house, ann)
    for (const neighbour of [chandra, bernard]) {
      house.clock.pass(minutes(1))
      await join(house, id, neighbour)
    }
    expect((await ask(house, 'GET', '/me/export').by(ann)).json().streets).toMatchObject([
      { board: 'Elm Street' },
    ])
    expect((await ask(house, 'DELETE', '/me').by(ann)).statusCode).toBe(204)
    expect((await ask(house, 'GET', `/boards/${id}/members`).by(bernard)).json().items).toMatchObject([
      { person: { id: chandra.id }, role: 'steward' },
      { person: { id: bernard.id }, role: 'neighbour' },
    ])
    const joined = ['member.joined', 'member.joined', 'member.joined']
    await expectAnnounced(house, id, [...joined, 'member.left', 'member.changed'])
  })

  test('is read a page at a time', async () => {
    const house = await openHouse(engine)
    const names = ['Ann', 'Bernard', 'Chandra', 'Dolores', 'Efua'] as const
    const cast = await neighbours(house, names)
    const { id } = await streetOf(house, cast)
    const seen: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const url: string = `/boards/${id}/members?limit=2${next && `&cursor=${next}`}`
      const page = (await ask(house, 'GET', url).by(cast[0])).json()
      expect(page.items.length).toBeLessThanOrEqual(2)
      seen.push(...page.items.map(({ person }: { person: { name: string } }) => person.name))
      next = page.next
    }
    expect(seen.toSorted()).toEqual(names.toSorted())
  })

  test('to one street shows nothing of another', async () => {
    const house = await openHouse(engine)
    const [ann, bernard] = await neighbours(house, ['Ann', 'Bernard'])
    await startStreet(house, ann)
    const oak = await startStreet(house, bernard, { name: 'Oak Road' })
    expectProblem(await ask(house, 'GET', `/boards/${oak.id}/members`).by(ann), NotANeighbour)
    expectProblem(
      await ask(house, 'PATCH', `/boards/${oak.id}`).by(ann, { version: 1, name: 'x' }),
      StewardsOnly,
    )
    expectProblem(await ask(house, 'DELETE', `/boards/${oak.id}/members/${bernard.id}`).by(ann), StewardsOnly)
  })
})
