import { describe, expect, test } from 'vitest'
import { SignInNeeded } from '#contract/http'
import { deviceIn } from '../server/people/devices.ts'
import { neighbours, signIn } from './support/cast.ts'
import { foundStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { days, engines, openHouse, type TestHouse } from './support/house.ts'

type Headers = Record<string, string>
const me = ({ app }: TestHouse, headers: Headers) => app.inject({ url: '/api/me', headers })
const postOnce = ({ app }: TestHouse, boardId: string, headers: Headers) =>
  app.inject({
    method: 'POST',
    url: `/api/boards/${boardId}/posts`,
    headers: { ...headers, 'idempotency-key': 'once' },
    payload: { kind: 'request', title: 'A lift to the clinic' },
  })

describe.each(engines)('a person on %s', (engine) => {
  test('changes what neighbours call them', async () => {
    const house = await openHouse(engine)
    const [ann] = await neighbours(house, ['Ann'])
    const payload = { name: ' Annie ' }
    const edit = { method: 'PATCH', url: '/api/me', headers: ann.headers, payload } as const
    expect((await house.app.inject(edit)).json().name).toBe('Annie')
    expect((await me(house, ann.headers)).json().name).toBe('Annie')
  })

  test('signs out here, and stays signed in elsewhere', async () => {
    const house = await openHouse(engine)
    const [here] = await neighbours(house, ['Ann'])
    const [there] = await neighbours(house, ['Ann'])
    await house.app.inject({ method: 'DELETE', url: '/api/session', headers: here.headers })
    expectProblem(await me(house, here.headers), SignInNeeded)
    const { sessions } = (await me(house, there.headers)).json()
    expect(sessions).toMatchObject([{ kind: 'token', here: true }])
  })

  test('signs out everywhere', async () => {
    const house = await openHouse(engine)
    const [ann, bernard] = await neighbours(house, ['Ann', 'Bernard'])
    const [there] = await neighbours(house, ['Ann'])
    await house.app.inject({ method: 'DELETE', url: '/api/sessions', headers: ann.headers })
    expectProblem(await me(house, ann.headers), SignInNeeded)
    expectProblem(await me(house, there.headers), SignInNeeded)
    expect((await me(house, bernard.headers)).statusCode).toBe(200)
  })

  test('is forgotten by sessions and codes that are over', async () => {
    const house = await openHouse(engine)
    await neighbours(house, ['Ann'])
    house.clock.pass(days(1) + 1)
    await neighbours(house, ['Bernard'])
    const { read } = house.store
    const kept = async () => [
      (await read.select().from(read.t.sessions)).length,
      (await read.select().from(read.t.signInCodes)).length,
    ]
    await house.sweep()
    expect(await kept()).toEqual([2, 1])
    house.clock.pass(days(89))
    await house.sweep()
    expect(await kept()).toEqual([1, 0])
  })

  test('is forgotten a day later by what was kept in case they sent something twice', async () => {
    const house = await openHouse(engine)
    const kept = async () => (await house.store.read.select().from(house.store.read.t.replies)).length
    await foundStreet(house, ['Ann']).then(({ cast, boardId }) => postOnce(house, boardId, cast[0].headers))
    house.clock.pass(days(1))
    await house.sweep()
    expect(await kept()).toBe(1)
    house.clock.pass(1)
    await house.sweep()
    expect(await kept()).toBe(0)
  })

  test('takes a copy of what is known about them', async () => {
    const house = await openHouse(engine)
    house.house.exports.push(async (_db, personId) => ({ things: [personId] }))
    const [ann] = await neighbours(house, ['Ann'])
    const reply = await house.app.inject({ url: '/api/me/export', headers: ann.headers })
    expect(reply.headers['content-disposition']).toContain('attachment')
    expect(reply.json()).toMatchObject({
      me: { name: 'Ann', contacts: [{ value: ann.contact }] },
      things: [ann.id],
    })
  })

  test('leaves for good: nothing of them stays but an id, and they may come back as somebody new', async () => {
    const house = await openHouse(engine)
    const { cast, boardId } = await foundStreet(house, ['Ann'])
    const [ann] = cast
    await postOnce(house, boardId, ann.headers)
    const erased: string[] = []
    house.house.erasures.push(async (_tx, personId) => void erased.push(personId))
    const left = await house.app.inject({ method: 'DELETE', url: '/api/me', headers: ann.headers })
    expect(left.statusCode).toBe(204)
    expect(erased).toEqual([ann.id])
    expectProblem(await me(house, ann.headers), SignInNeeded)
    const { read } = house.store
    for (const table of [read.t.contacts, read.t.sessions, read.t.signInCodes, read.t.replies])
      expect(await read.select().from(table)).toEqual([])
    expect(JSON.stringify(await read.select().from(read.t.people))).not.toContain('Ann')
    const back = (await signIn(house, { contact: ann.contact, name: 'Ann' })).json()
    expect(back).toMatchObject({ first: true })
    expect(back.person.id).not.toBe(ann.id)
  })
})

test('a token that is not ours is nobody, and never an error', async () => {
  const house = await openHouse()
  for (const authorization of ['Bearer x', `Bearer ${'a'.repeat(32)}`, 'Basic YTpi', 'Bearer '])
    expectProblem(await me(house, { authorization }), SignInNeeded)
})

test.each([
  ['Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', 'Firefox, Android'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari, iPhone',
  ],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36 Edg/140.0', 'Edge, Windows'],
  ['curl/8.5.0', null],
])('a device is named from %s', (userAgent, name) => expect(deviceIn(userAgent)).toBe(name))
