/** Nobody can lay a session in wait for another: each sign-in makes a new one, and ends the one that came along. */
import { describe, expect, test } from 'vitest'
import { codeFor, signIn } from './support/cast.ts'
import { engines, minutes, openHouse, type TestHouse } from './support/house.ts'

const tokenIn = (reply: { cookies: { name: string; value: string }[] }) => reply.cookies[0]!.value

/** Signs in in a browser that sends this cookie along. */
async function signInWith({ app, store, clock }: TestHouse, contact: string, token: string) {
  clock.pass(minutes(13))
  const headers = { cookie: `session=${token}` }
  const post = (url: string, payload: object) => app.inject({ method: 'POST', url, payload, headers })
  await post('/api/sign-in-codes', { contact })
  return await post('/api/session', { contact, code: await codeFor(store, contact), name: 'Bernard' })
}

describe.each(engines)('on %s', (engine) => {
  const meBy = async ({ app }: TestHouse, token: string) =>
    (await app.inject({ url: '/api/me', headers: { cookie: `session=${token}` } })).statusCode

  test('a session of somebody else ends when a neighbour signs in over it', async () => {
    const house = await openHouse(engine)
    const mallory = tokenIn(await signIn(house, { contact: 'mallory@example.org', name: 'Mallory' }))
    const bernard = tokenIn(await signInWith(house, 'bernard@example.org', mallory))
    expect(bernard).not.toBe(mallory)
    expect([await meBy(house, mallory), await meBy(house, bernard)]).toEqual([401, 200])
  })

  test('a made-up session is not taken over', async () => {
    const house = await openHouse(engine)
    const made = 'A'.repeat(32)
    const bernard = tokenIn(await signInWith(house, 'bernard@example.org', made))
    expect(bernard).not.toBe(made)
    expect(bernard).toMatch(/^[\w-]{32}$/)
    expect(await meBy(house, made)).toBe(401)
  })

  test('signing in again ends the session before, and the names of two are never alike', async () => {
    const house = await openHouse(engine)
    const tokens = [tokenIn(await signIn(house, { contact: 'ann@example.org', name: 'Ann' }))]
    for (let n = 0; n < 20; n++)
      tokens.push(tokenIn(await signInWith(house, 'ann@example.org', tokens.at(-1)!)))
    expect(new Set(tokens).size).toBe(21)
    const answers = await Promise.all(tokens.map((token) => meBy(house, token)))
    expect(answers).toEqual([...Array(20).fill(401), 200])
  })
})
