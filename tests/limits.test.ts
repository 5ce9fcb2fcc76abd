/** Slow for somebody who tries too much, and for nobody who happens to live beside them. */
import { expect, test } from 'vitest'
import { TooMany } from '#contract/http'
import { mostPerNetwork, networkOf } from '../server/http/limits.ts'
import { codeFor, neighbours } from './support/cast.ts'
import { foundStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { minutes, openHouse, type TestHouse } from './support/house.ts'
import { lettersIn } from './support/letters.ts'

const cafe = '203.0.113.7'

const from =
  ({ app }: TestHouse, remoteAddress: string) =>
  (url: string, payload: object, headers = {}) =>
    app.inject({ method: 'POST', url, payload, headers, remoteAddress })

test('two hundred people join a street from one café, in one evening', async () => {
  const house = await openHouse()
  const { boardId } = await foundStreet(house, ['Ann'])
  const post = from(house, cafe)
  for (let n = 0; n < 200; n++) {
    const contact = `guest${n}@example.org`
    const asked = await post(`/api/boards/${boardId}/members`, { name: `Guest ${n}`, contact })
    expect(asked.statusCode, contact).toBe(202)
    const entered = await post('/api/session', { contact, code: await codeFor(house.store, contact) })
    expect(entered.statusCode, contact).toBe(201)
  }
  const { members } = house.store.read.t
  expect(await house.store.read.$count(members)).toBe(201)
})

test('one address that asks for ever more letters is stopped, and those signed in there are not', async () => {
  const house = await openHouse()
  const { boardId } = await foundStreet(house, ['Ann'])
  const [bernard, chandra] = await neighbours(house, ['Bernard', 'Chandra'])
  const post = from(house, cafe)
  const join = (n: number) =>
    post(`/api/boards/${boardId}/members`, { name: 'Mallory', contact: `stranger${n}@example.org` })
  for (let n = 0; n < mostPerNetwork; n++) expect((await join(n)).statusCode).toBe(202)
  const refused = await join(mostPerNetwork)
  expectProblem(refused, TooMany)
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  for (const { headers } of [bernard, chandra])
    expect((await post(`/api/boards/${boardId}/members`, {}, headers)).statusCode).toBe(201)
  expect(
    (await from(house, '203.0.113.8')('/api/sign-in-codes', { contact: 'dell@example.org' })).statusCode,
  ).toBe(202)
})

test('somebody signed in is counted for themselves, wherever they sit', async () => {
  const house = await openHouse()
  const [ann, bernard] = await neighbours(house, ['Ann', 'Bernard'])
  const card = (who: typeof ann, at: string) => from(house, at)('/api/cards', { name: 'Nell' }, who.headers)
  for (let n = 0; n < 30; n++) expect((await card(ann, `203.0.113.${n}`)).statusCode).toBe(201)
  expectProblem(await card(ann, '198.51.100.1'), TooMany)
  expect((await card(bernard, '203.0.113.1')).statusCode).toBe(201)
})

test('many keys do not help at the first door: it counts the network, whoever knocks', async () => {
  const house = await openHouse()
  const people = await neighbours(house, ['Ann', 'Bernard', 'Chandra'])
  const tries = async (n: number) =>
    (
      await from(house, cafe)(
        '/api/session',
        { contact: 'dell@example.org', code: '000000' },
        people[n % 3]!.headers,
      )
    ).statusCode
  for (let n = 0; n < mostPerNetwork; n++) expect(await tries(n)).toBe(422)
  expect(await tries(0)).toBe(429)
})

test('the demo is stepped into often, and not without end', async () => {
  const house = await openHouse()
  const post = from(house, cafe)
  const { boardId } = (await post('/api/demo', {})).json()
  expect(boardId).toBe('demo')
  const { people } = (await house.app.inject('/api/demo')).json()
  for (let n = 0; n < mostPerNetwork; n++)
    expect((await post('/api/demo/session', { as: people[0].id })).statusCode).toBe(201)
  expectProblem(await post('/api/demo/session', { as: people[0].id }), TooMany)
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:aaaa::1', '2001:db8:1:2'],
  ['2001:0DB8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('%s is of the network %s', (ip, network) => expect(networkOf(ip)).toBe(network))

test('no address is kept, in any table, of anybody', async () => {
  const house = await openHouse()
  const { boardId } = await foundStreet(house, ['Ann'])
  const post = from(house, '198.51.100.77')
  await post(
    `/api/boards/${boardId}/members`,
    { name: 'Nell', contact: 'nell@example.org' },
    { 'idempotency-key': 'k1' },
  )
  const code = await codeFor(house.store, 'nell@example.org')
  const entered = await post('/api/session', { contact: 'nell@example.org', code, as: 'token' })
  const headers = { authorization: `Bearer ${entered.json().token}`, 'idempotency-key': 'k2' }
  await post(`/api/boards/${boardId}/posts`, { kind: 'request', title: 'Tea' }, headers)
  await house.sweep()
  const tables = Object.values(house.store.read.t)
  const all = await Promise.all(tables.map((table) => house.store.read.select().from(table)))
  expect(tables.length).toBeGreaterThan(15)
  expect(JSON.stringify(all)).toContain('nell@example.org')
  expect(JSON.stringify(all)).not.toContain('198.51.100.77')
})

test('a letter says which street it is about, unless its name could pass for something else', async () => {
  const house = await openHouse()
  const { boardId, as, cast } = await foundStreet(house, ['Ann'])
  const join = async (contact: string) => {
    house.clock.pass(minutes(1))
    await from(house, cafe)(`/api/boards/${boardId}/members`, { name: 'Nell', contact })
    await house.sweep()
    return (await lettersIn(house.outbox)).find(({ to }) => to === contact)?.text ?? ''
  }
  expect(await join('nell@example.org')).toContain('asked to join Elm Row.')
  const { version } = (await as(cast[0])('GET', `/api/boards/${boardId}`)).json()
  await as(cast[0])('PATCH', `/api/boards/${boardId}`, { version, name: 'You won! See prize.example/now' })
  const other = await join('dell@example.org')
  expect(other).toContain('Your code is')
  expect(other).not.toContain('prize')
})
