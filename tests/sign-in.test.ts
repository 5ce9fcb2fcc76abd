import { describe, expect, test } from 'vitest'
import { SignInNeeded } from '#contract/http'
import { BadCode, NameNeeded } from '#contract/sign-in'
import { linkOf } from '../server/sign-in/codes.ts'
import { codeFor, neighbours, signIn } from './support/cast.ts'
import { askCode, codesOf, contact, enter, post } from './support/entering.ts'
import { expectProblem } from './support/expect.ts'
import { days, engines, minutes, openHouse, type TestHouse, testKey } from './support/house.ts'

const wrong = (code: string) => (code === '123456' ? '654321' : '123456')
const me = ({ app }: TestHouse, headers: Record<string, string>) => app.inject({ url: '/api/me', headers })

describe.each(engines)('signing in on %s', (engine) => {
  test('a newcomer enters the code and is somebody', async () => {
    const house = await openHouse(engine)
    expect((await askCode(house)).json()).toEqual({ how: 'outbox', kind: 'email', minutes: 10 })
    const reply = await enter(house, { code: await codeFor(house.store, contact), name: 'Ann' })
    expect(reply.statusCode).toBe(201)
    expect(reply.json()).toEqual({ person: { id: expect.any(String), name: 'Ann' }, first: true })
    const cookie = reply.cookies[0]!
    expect(cookie).toMatchObject({ name: 'session', httpOnly: true, sameSite: 'Lax', path: '/' })
    const asked = await me(house, { cookie: `session=${cookie.value}` })
    expect(asked.json()).toMatchObject({ name: 'Ann', contacts: [{ kind: 'email', value: contact }] })
  })

  test('the second time nobody is asked for a name, and it is the same person', async () => {
    const house = await openHouse(engine)
    const first = (await signIn(house, { contact, name: 'Ann' })).json()
    const again = (await signIn(house, { contact })).json()
    expect(again).toEqual({ person: first.person, first: false })
  })

  test('a newcomer without a name is asked for one, and the code is not used up by that', async () => {
    const house = await openHouse(engine)
    await askCode(house)
    const code = await codeFor(house.store, contact)
    for (let time = 0; time < 6; time++) expectProblem(await enter(house, { code }), NameNeeded, ['#/name'])
    expect((await enter(house, { code, name: 'Ann' })).statusCode).toBe(201)
  })

  test('a code is good once', async () => {
    const house = await openHouse(engine)
    await askCode(house)
    const code = await codeFor(house.store, contact)
    expect((await enter(house, { code, name: 'Ann' })).statusCode).toBe(201)
    expectProblem(await enter(house, { code, name: 'Ann' }), BadCode, ['#/code'])
  })

  test('of twenty at once with the same code, one gets in', async () => {
    const house = await openHouse(engine)
    await signIn(house, { contact, name: 'Ann' })
    house.clock.pass(minutes(1))
    await askCode(house)
    const code = await codeFor(house.store, contact)
    const replies = await Promise.all(Array.from({ length: 20 }, () => enter(house, { code })))
    expect(replies.filter((reply) => reply.statusCode === 201)).toHaveLength(1)
  })

  test('a code is good for ten minutes and no longer', async () => {
    const house = await openHouse(engine)
    await askCode(house)
    const code = await codeFor(house.store, contact)
    house.clock.pass(minutes(10) - 1)
    expectProblem(await enter(house, { code }), NameNeeded, ['#/name'])
    house.clock.pass(1)
    expectProblem(await enter(house, { code, name: 'Ann' }), BadCode, ['#/code'])
  })

  test('five wrong tries void a code, also when they come all at once', async () => {
    const house = await openHouse(engine)
    await askCode(house)
    const code = await codeFor(house.store, contact)
    for (let time = 0; time < 4; time++)
      expectProblem(await enter(house, { code: wrong(code) }), BadCode, ['#/code'])
    expectProblem(await enter(house, { code }), NameNeeded, ['#/name'])
    await Promise.all(Array.from({ length: 9 }, () => enter(house, { code: wrong(code) })))
    expectProblem(await enter(house, { code, name: 'Ann' }), BadCode, ['#/code'])
    expect((await codesOf(house))[0]!.triesLeft).toBe(0)
  })

  test('a new code voids the one before it', async () => {
    const house = await openHouse(engine)
    await askCode(house)
    const before = await codeFor(house.store, contact)
    await askCode(house)
    const after = await codeFor(house.store, contact)
    if (before !== after) expectProblem(await enter(house, { code: before }), BadCode, ['#/code'])
    expect((await enter(house, { code: after, name: 'Ann' })).statusCode).toBe(201)
  })

  test('the sixth code of an hour is not sent, and the answer is the same', async () => {
    const house = await openHouse(engine)
    const answers = []
    for (let time = 0; time < 6; time++) answers.push((await askCode(house)).body)
    expect(new Set(answers).size).toBe(1)
    expect(await codesOf(house)).toHaveLength(5)
    house.clock.pass(minutes(60))
    await askCode(house)
    expect(await codesOf(house)).toHaveLength(6)
  })

  test('a link opens a session once its button is pressed, and only once', async () => {
    const house = await openHouse(engine)
    await askCode(house)
    const link = linkOf(testKey, (await codesOf(house))[0]!.id)
    for (let time = 0; time < 3; time++) await house.app.inject({ url: `/sign-in/link/${link}` })
    expectProblem(await post(house, '/api/session', { link: `${link}x`, name: 'Ann' }), BadCode, ['#/link'])
    expect((await post(house, '/api/session', { link, name: 'Ann' })).statusCode).toBe(201)
    expectProblem(await post(house, '/api/session', { link, name: 'Ann' }), BadCode, ['#/link'])
  })

  test('a link of an earlier code is void', async () => {
    const house = await openHouse(engine)
    await askCode(house)
    const link = linkOf(testKey, (await codesOf(house))[0]!.id)
    await askCode(house)
    expectProblem(await post(house, '/api/session', { link, name: 'Ann' }), BadCode, ['#/link'])
  })

  test('neither the code nor anything that gives it away is in the database', async () => {
    const house = await openHouse(engine)
    await askCode(house)
    const code = await codeFor(house.store, contact)
    const [row] = await codesOf(house)
    expect(JSON.stringify({ ...row, id: '', createdAt: 0, expiresAt: 0, sendNextAt: 0 })).not.toContain(code)
    const [, proof] = linkOf(testKey, row!.id).split('.')
    expect(JSON.stringify(row)).not.toContain(proof)
  })

  test('each sign-in has a token of its own, and the session it replaces is over', async () => {
    const house = await openHouse(engine)
    const before = (await signIn(house, { contact, name: 'Ann' })).cookies[0]!.value
    await askCode(house)
    const code = await codeFor(house.store, contact)
    const headers = { cookie: `session=${before}` }
    const reply = await house.app.inject({
      method: 'POST',
      url: '/api/session',
      headers,
      payload: { contact, code },
    })
    const after = reply.cookies[0]!.value
    expect(after).not.toBe(before)
    // Six bits a sign, so more than 128 of them.
    for (const token of [before, after]) expect(token).toMatch(/^[\w-]{22,}$/)
    expectProblem(await me(house, headers), SignInNeeded)
    expect((await me(house, { cookie: `session=${after}` })).statusCode).toBe(200)
  })

  test('a session lasts ninety days', async () => {
    const house = await openHouse(engine)
    const [ann] = await neighbours(house, ['Ann'])
    house.clock.pass(days(90) - 1)
    expect((await me(house, ann.headers)).statusCode).toBe(200)
    house.clock.pass(1)
    expectProblem(await me(house, ann.headers), SignInNeeded)
  })
})
