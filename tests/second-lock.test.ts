/** Whoever acts as a steward shows two locks: what stolen mail, or a stolen session, is not enough for. */
import { describe, expect, test } from 'vitest'
import { SignInNeeded, TooMany } from '#contract/http'
import { BadLockCode, type LockCodes, type SecondLock, SecondLockNeeded } from '#contract/second-lock'
import { type Cast, neighbours, signIn } from './support/cast.ts'
import { callsAs } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { days, type Engine, engines, hours, minutes, openHouse, type TestHouse } from './support/house.ts'

const place = { lat: 54.9069, lng: -1.3838 }

/** Signed in with a code and nothing else. */
async function byCode(house: TestHouse, name: string): Promise<Cast> {
  const contact = `${name.toLowerCase()}@example.org`
  const { person, token } = (await signIn(house, { contact, name, as: 'token' })).json()
  return { id: person.id, name, contact, headers: { authorization: `Bearer ${token}` } }
}

async function openStreet(engine: Engine) {
  const house = await openHouse(engine)
  const as = callsAs(house)
  const ann = await byCode(house, 'Ann')
  const [bernard] = await neighbours(house, ['Bernard'])
  const { id: boardId } = (await as(ann)('POST', '/api/boards', { name: 'Elm Row', place })).json()
  await as(bernard)('POST', `/api/boards/${boardId}/members`, {})
  const board = `/api/boards/${boardId}`
  const rename = async (by: Cast) => {
    const { version } = (await as(by)('GET', board)).json()
    return as(by)('PATCH', board, { version, name: 'Elm Street' })
  }
  const askToLeave = (by: Cast) => as(by)('DELETE', `${board}/members/${bernard.id}`)
  const copy = (by: Cast) => as(by)('GET', `${board}/export.csv`)
  const lock = async (by: Cast): Promise<SecondLock> => (await as(by)('GET', '/api/me/second-lock')).json()
  const makeCodes = (by: Cast) => as(by)('POST', '/api/me/lock-codes', {})
  const open = (by: Cast, code: string) => as(by)('PUT', '/api/session/second-lock', { code })
  const codesOf = async (by: Cast) =>
    ((await makeCodes(by)).json() as LockCodes).items.map(({ code }) => code)
  return { house, as, ann, bernard, board, rename, askToLeave, copy, lock, makeCodes, codesOf, open }
}

describe.each(engines)('a second lock on %s', (engine) => {
  test('is not needed in a new street, but for what cannot be taken back', async () => {
    const { house, ann, rename, askToLeave, copy, lock } = await openStreet(engine)
    expect((await rename(ann)).statusCode).toBe(200)
    expectProblem(await askToLeave(ann), SecondLockNeeded)
    expectProblem(await copy(ann), SecondLockNeeded)
    expect(await lock(ann)).toMatchObject({ needed: true, passkeys: 0, codesLeft: 0, strongUntil: null })
    expect(Date.parse((await lock(ann)).graceUntil!) - house.clock.now()).toBe(days(14))
    house.clock.pass(days(14) - 1)
    expect((await rename(ann)).statusCode).toBe(200)
    house.clock.pass(1)
    expectProblem(await rename(ann), SecondLockNeeded)
    expect((await lock(ann)).graceUntil).toBeNull()
  })

  test('leaves a steward all that a neighbour may', async () => {
    const { house, as, ann, bernard, board, copy, lock } = await openStreet(engine)
    house.clock.pass(days(20))
    // From afar, as nobody here looks after worries yet.
    const asks = await as(ann)('POST', `${board}/posts`, { kind: 'request', title: 'Ring me', tier: 0 })
    expect(asks.statusCode).toBe(201)
    expect((await as(ann)('GET', `${board}/members`)).statusCode).toBe(200)
    expect((await as(ann)('DELETE', `${board}/members/${ann.id}`)).statusCode).not.toBe(403)
    expect((await copy(bernard)).statusCode).toBe(200)
    expect(await lock(bernard)).toMatchObject({ needed: false, graceUntil: null })
  })

  test('is made of printed codes, and opens this session with the first ones', async () => {
    const { house, ann, rename, askToLeave, lock, codesOf, as } = await openStreet(engine)
    const codes = await codesOf(ann)
    expect(new Set(codes).size).toBe(8)
    for (const code of codes) expect(code).toMatch(/^[2-9A-Z]{5} [2-9A-Z]{5}$/)
    expect(await lock(ann)).toMatchObject({ codesLeft: 8, strongUntil: expect.any(String) })
    expect((await askToLeave(ann)).statusCode).toBe(202)
    house.clock.pass(days(29))
    expect((await rename(ann)).statusCode).toBe(200)
    house.clock.pass(days(1))
    expectProblem(await rename(ann), SecondLockNeeded)
    const rows = await house.store.read.select().from(house.store.read.t.lockCodes)
    const kept = JSON.stringify(rows)
    for (const code of codes) expect(kept).not.toContain(code.replace(' ', ''))
    expect((await as(ann)('GET', '/api/me/export')).body).not.toContain(codes[0])
  })

  test('is asked for wherever somebody signs in with a code alone, from the day they have it', async () => {
    const { house, ann, rename, codesOf, open, lock } = await openStreet(engine)
    const [first = '', second = ''] = await codesOf(ann)
    house.clock.pass(minutes(61))
    const thief = await byCode(house, 'Ann')
    expectProblem(await rename(thief), SecondLockNeeded)
    expectProblem(await open(thief, 'ABCDE FGHJK'), BadLockCode, ['#/code'])
    expectProblem(await rename(thief), SecondLockNeeded)
    expect((await open(thief, ` ${first.toLowerCase().replace(' ', '-')}`)).statusCode).toBe(200)
    expect((await rename(thief)).statusCode).toBe(200)
    expectProblem(await open(thief, first), BadLockCode, ['#/code'])
    expect(await lock(ann)).toMatchObject({ codesLeft: 7 })
    expect((await open(ann, second)).statusCode).toBe(200)
  })

  test('cannot be changed from a session that has not opened it', async () => {
    const { house, ann, makeCodes, codesOf, open, as } = await openStreet(engine)
    const [code = ''] = await codesOf(ann)
    house.clock.pass(minutes(61))
    const thief = await byCode(house, 'Ann')
    expectProblem(await makeCodes(thief), SecondLockNeeded)
    expect((await as(thief)('GET', '/api/me/lock-codes')).statusCode).toBe(404)
    expectProblem(await as(thief)('DELETE', '/api/passkeys/any'), {
      type: '/problems/not-found',
      status: 404,
    })
    await open(thief, code)
    const fresh = await codesOf(thief)
    expectProblem(await open(ann, code), BadLockCode, ['#/code'])
    expect((await open(ann, fresh[0]!)).statusCode).toBe(200)
  })

  test('shows its codes for ten minutes, and opens for nobody else', async () => {
    const { house, as, ann, codesOf, open } = await openStreet(engine)
    const codes = await codesOf(ann)
    const read = () => as(ann)('GET', '/api/me/lock-codes')
    expect((await read()).json().items.map(({ code }: { code: string }) => code)).toEqual(codes)
    const chandra = await byCode(house, 'Chandra')
    expectProblem(await open(chandra, codes[0]!), BadLockCode, ['#/code'])
    house.clock.pass(minutes(10))
    expect((await read()).statusCode).toBe(404)
    expectProblem(await as(null)('GET', '/api/me/lock-codes'), SignInNeeded)
    await as(ann)('DELETE', '/api/me')
    expect(await house.store.read.$count(house.store.read.t.lockCodes)).toBe(0)
  })

  test('is not opened by trying', async () => {
    const { ann, codesOf, open } = await openStreet(engine)
    const codes = await codesOf(ann)
    for (let n = 0; n < 10; n++) expectProblem(await open(ann, 'AAAAA AAAAA'), BadLockCode, ['#/code'])
    const refused = await open(ann, codes[0]!)
    expectProblem(refused, TooMany)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(60)
  })

  test('two who press at once with one code open one session', async () => {
    const { house, ann, codesOf, open } = await openStreet(engine)
    const [code = ''] = await codesOf(ann)
    house.clock.pass(hours(2))
    const [one, other] = [await byCode(house, 'Ann'), await byCode(house, 'Ann')]
    const replies = await Promise.all([open(one, code), open(other, code)])
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422])
  })
})

test('is asked of those who look after worries too, before they read one', async () => {
  const { house, as, ann, bernard, board, rename } = await openStreet('sqlite')
  await as(ann)('PUT', `${board}/leads/${bernard.id}`, {})
  await as(bernard)('PUT', `${board}/leads/${bernard.id}`, {})
  house.clock.pass(days(15))
  const listed = () => as(bernard)('GET', `${board}/concerns`)
  expect((await listed()).statusCode).toBe(200)
  const { sessions } = house.store.read.t
  await house.store.write(async (tx) => void (await tx.update(sessions).set({ strongUntil: null })))
  expectProblem(await listed(), SecondLockNeeded)
  expectProblem(await rename(ann), SecondLockNeeded)
})
