import { describe, expect, test } from 'vitest'
import { NotFound, SignInNeeded, TooMany } from '#contract/http'
import { BadContact } from '#contract/people'
import { BadCode, NameNeeded, ProofNeeded } from '#contract/sign-in'
import { mostPerNetwork } from '../server/http/limits.ts'
import { codeFor, neighbours } from './support/cast.ts'
import { askCode, codesOf, contact, enter, post } from './support/entering.ts'
import { expectProblem } from './support/expect.ts'
import { engines, openHouse } from './support/house.ts'

describe.each(engines)('a card on %s', (engine) => {
  test('a printed card signs in the one it is for, as often as they like, until it is taken back', async () => {
    const house = await openHouse(engine)
    const [ann] = await neighbours(house, ['Ann'])
    const make = { method: 'POST', url: '/api/cards', payload: { name: 'Nell' } } as const
    expectProblem(await house.app.inject(make), SignInNeeded)
    const card = (await house.app.inject({ ...make, headers: ann.headers })).json()
    expect(card.code).toMatch(/^\w{4} \w{4} \w{4}$/)
    expect(card.qr).toContain('<svg')
    const paper = { url: `/api/printed-cards/${encodeURIComponent(card.code)}`, headers: ann.headers }
    expect((await house.app.inject(paper)).json()).toEqual({ code: card.code, url: card.url, qr: card.qr })
    for (const typed of [
      card.code,
      card.code.toLowerCase().replaceAll(' ', '-'),
      card.code.replaceAll(' ', ''),
    ]) {
      const reply = await post(house, '/api/session', { card: typed })
      expect(reply.json()).toEqual({ person: card.person, first: false })
    }
    const [bernard] = await neighbours(house, ['Bernard'])
    const made = async () =>
      (await house.app.inject({ url: '/api/me', headers: ann.headers })).json().cardsMade
    expect(await made()).toMatchObject([{ id: card.id, for: 'Nell' }])
    const revoke = { method: 'DELETE', url: `/api/cards/${card.id}` } as const
    expect((await house.app.inject({ ...revoke, headers: bernard.headers })).statusCode).toBe(404)
    expect((await house.app.inject({ ...revoke, headers: ann.headers })).statusCode).toBe(204)
    expect(await made()).toEqual([])
    expectProblem(await post(house, '/api/session', { card: card.code }), BadCode, ['#/card'])
  })

  test('a card that is stopped ends what it has opened, but for the session it is stopped from', async () => {
    const house = await openHouse(engine)
    const [ann] = await neighbours(house, ['Ann'])
    const payload = { name: 'Nell' }
    const make = { method: 'POST', url: '/api/cards', payload, headers: ann.headers } as const
    const open = async (code: string) => {
      const reply = await post(house, '/api/session', { card: code, as: 'token' })
      return { authorization: `Bearer ${reply.json().token}` }
    }
    const stop = (id: string, headers: Record<string, string>) =>
      house.app.inject({ method: 'DELETE', url: `/api/cards/${id}`, headers })
    const isIn = async (headers: Record<string, string>) =>
      (await house.app.inject({ url: '/api/me', headers })).statusCode === 200
    const [lost, other] = [(await house.app.inject(make)).json(), (await house.app.inject(make)).json()]
    const [nell, thief, elsewhere] = [await open(lost.code), await open(lost.code), await open(other.code)]
    expect((await stop(lost.id, nell)).statusCode).toBe(204)
    expect(await Promise.all([nell, thief, elsewhere, ann.headers].map(isIn))).toEqual([
      true,
      false,
      true,
      true,
    ])
    expect((await stop(other.id, ann.headers)).statusCode).toBe(204)
    expect(await Promise.all([elsewhere, ann.headers].map(isIn))).toEqual([false, true])
  })
})

test('a mobile is the same however it is typed, and so is an address', async () => {
  const house = await openHouse()
  for (const to of ['07700 900123', '+44 7700 900123', '0044 7700-900-123', ' Ann@Example.ORG ', contact])
    expect((await askCode(house, to)).statusCode).toBe(202)
  expect((await codesOf(house)).map((code) => code.contact).sort()).toEqual([
    ...Array(3).fill('+447700900123'),
    contact,
    contact,
  ])
})

test('an address of another script is the one its mail server has', async () => {
  const house = await openHouse()
  for (const to of ['ann@Bücher.example', 'ann@xn--bcher-kva.example'])
    expect((await askCode(house, to)).statusCode).toBe(202)
  expect((await codesOf(house)).map((code) => code.contact)).toEqual(
    Array(2).fill('ann@xn--bcher-kva.example'),
  )
})

test.each([
  'ann',
  'ann@',
  '@example.org',
  'ann@example',
  'ann@b@example.org',
  'ann@exa mple.org',
  '12',
  '07700',
  'ring 07700900123',
])('what is no way to be reached is refused: %s', async (to) => {
  const house = await openHouse()
  expectProblem(await askCode(house, to), BadContact, ['#/contact'])
})

test('a code typed with a space, or in the figures of another script, is the same code', async () => {
  const house = await openHouse()
  await askCode(house)
  const code = await codeFor(house.store, contact)
  const arabic = code.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)))
  expectProblem(await enter(house, { code: `${code.slice(0, 3)} ${code.slice(3)}` }), NameNeeded, ['#/name'])
  expectProblem(await enter(house, { code: arabic }), NameNeeded, ['#/name'])
})

test('the browser that asked for a code need not say again whom it is for', async () => {
  const house = await openHouse()
  const asked = await askCode(house)
  const cookie = `code-for=${encodeURIComponent(asked.cookies[0]!.value)}`
  expect(asked.cookies[0]).toMatchObject({ name: 'code-for', httpOnly: true, maxAge: 600 })
  const url = '/api/sign-in-codes/waiting'
  const waiting = await house.app.inject({ url, headers: { cookie } })
  expect(waiting.json()).toEqual({ contact, kind: 'email', how: 'outbox', minutes: 10 })
  for (const headers of [{}, { cookie: 'code-for=nobody' }])
    expectProblem(await house.app.inject({ url, headers }), NotFound)
  const payload = { code: await codeFor(house.store, contact), name: 'Ann' }
  const enter = { method: 'POST', url: '/api/session', payload } as const
  expectProblem(await house.app.inject(enter), ProofNeeded, ['#/contact'])
  expect((await house.app.inject({ ...enter, headers: { cookie } })).statusCode).toBe(201)
})

test('a network that tries too often is asked to wait, and told how long', async () => {
  const house = await openHouse()
  const attempt = () => enter(house, { code: '000000' })
  for (let time = 0; time < mostPerNetwork; time++) expectProblem(await attempt(), BadCode, ['#/code'])
  const reply = await attempt()
  expectProblem(reply, TooMany)
  expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0)
  const next = { method: 'POST', url: '/api/session', remoteAddress: '10.9.9.9' } as const
  expectProblem(await house.app.inject({ ...next, payload: { contact, code: '000000' } }), BadCode, [
    '#/code',
  ])
})
