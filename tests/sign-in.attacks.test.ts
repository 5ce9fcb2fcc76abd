/** What somebody may try who should not get in. */

import { describe, expect, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import { openStore } from '#db'
import { buildApp } from '../server/app.ts'
import { mostPerNetwork } from '../server/http/limits.ts'
import { serializers } from '../server/http/log.ts'
import { closeCodes } from '../server/live/hub.ts'
import { codeFor, neighbours } from './support/cast.ts'
import { openStreet } from './support/elm-row.ts'
import { engines, minutes, openHouse, type TestHouse } from './support/house.ts'

const network = (n: number) => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`
const post = ({ app }: TestHouse, url: string, call: { payload: object; from: number }) =>
  app.inject({ method: 'POST', url, payload: call.payload, remoteAddress: network(call.from) })

const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1]!

describe.each(engines)('on %s', (engine) => {
  test('nobody can tell a known contact from an unknown one, by what is said or by how long it takes', async () => {
    const house = await openHouse(engine)
    await neighbours(house, ['Ann'])
    const timed = async (contact: string, from: number) => {
      const before = performance.now()
      const { body, statusCode } = await post(house, '/api/sign-in-codes', { payload: { contact }, from })
      return { ms: performance.now() - before, said: `${statusCode} ${body}` }
    }
    const pairs: Awaited<ReturnType<typeof timed>>[][] = []
    for (let n = 0; n < 200; n++) {
      house.clock.pass(minutes(13))
      pairs.push([await timed('ann@example.org', n), await timed(`nobody${n}@example.org`, n)])
    }
    expect(new Set(pairs.flat().map(({ said }) => said)).size).toBe(1)
    const gap = median(pairs.map(([known]) => known!.ms)) - median(pairs.map(([, other]) => other!.ms))
    expect(Math.abs(gap)).toBeLessThan(5)
  }, 60_000)

  test('guesses from hundreds of networks use up the tries of five codes, and then hit nothing', async () => {
    const house = await openHouse(engine)
    const contact = 'ann@example.org'
    await neighbours(house, ['Ann'])
    house.clock.pass(minutes(61))
    for (let n = 0; n < 400; n++) {
      if (n % 20 === 0) await post(house, '/api/sign-in-codes', { payload: { contact }, from: n })
      const right = await codeFor(house.store, contact)
      const code = n % 20 < 5 ? right.replace(/./, (first) => String((Number(first) + 1) % 10)) : right
      const { statusCode } = await post(house, '/api/session', { payload: { contact, code }, from: n })
      expect(statusCode, `guess ${n}`).toBe(422)
    }
    const { signInCodes } = house.store.read.t
    const codes = await house.store.read.select().from(signInCodes)
    expect(codes.filter(({ endedAt }) => endedAt === null).map(({ triesLeft }) => triesLeft)).toEqual([
      0, 0, 0, 0, 0,
    ])
  }, 60_000)
})

describe.each(engines)('a page left open on %s', (engine) => {
  type Headers = Record<string, string>
  const listen = async (app: TestHouse['app'], path: string, headers: Headers) => {
    const socket = new WebSocket(`ws://127.0.0.1:${(app.server.address() as { port: number }).port}${path}`, {
      headers,
    })
    await new Promise((open) => socket.once('open', open))
    return { socket, closed: new Promise<number>((tell) => socket.once('close', tell)) }
  }

  test.each([
    ['signs out there', 'DELETE', '/api/session'],
    ['signs out everywhere', 'DELETE', '/api/sessions'],
    ['leaves for good', 'DELETE', '/api/me'],
  ] as const)('is closed at once when somebody %s, in another process too', async (_, method, url) => {
    const { house, as, boardId, cast } = await openStreet(engine, ['Ann', 'Bernard'])
    const store = engine === 'postgres' ? await openStore(house.url) : house.store
    const { app, house: twin } = await buildApp({ ...house.house, store })
    onTestFinished(async () => {
      await app.close()
      if (store !== house.store) await store.close()
    })
    await app.listen({ host: '127.0.0.1', port: 0 })
    const path = `/api/boards/${boardId}/live`
    const bernard = await listen(app, path, cast[1].headers)
    const ann = await listen(app, path, cast[0].headers)
    await expect.poll(() => twin.live.listeners(boardId)).toBe(2)
    await as(cast[1])(method, url)
    expect(await bernard.closed).toBe(closeCodes.signedOut)
    expect(ann.socket.readyState).toBe(WebSocket.OPEN)
    ann.socket.close()
  })
})

test('only a proxy on this machine may say whom it speaks for', async () => {
  const house = await openHouse()
  const tries = async (remoteAddress: string, n: number) => {
    const headers = { 'x-forwarded-for': `198.51.100.${n % 250}` }
    const payload = { contact: 'ann@example.org', code: '000000' }
    return (await house.app.inject({ method: 'POST', url: '/api/session', remoteAddress, headers, payload }))
      .statusCode
  }
  for (let n = 0; n < mostPerNetwork; n++) await tries('203.0.113.7', n)
  expect(await tries('203.0.113.7', 101)).toBe(429)
  for (let n = 0; n < mostPerNetwork; n++) await tries('127.0.0.1', n)
  expect(await tries('127.0.0.1', 101)).toBe(422)
})

test.each([
  ['/sign-in/link/abc.def?lang=cy', '/sign-in/link/…'],
  ['/sign-in/card/ABCDEFGHJKMN', '/sign-in/card/…'],
  ['/api/printed-cards/ABCD%20EFGH', '/api/printed-cards/…'],
  ['/api/invitations/t0k3n', '/api/invitations/…'],
  ['/api/boards?near=SR2+7PL', '/api/boards'],
  ['/api/boards/b1/posts', '/api/boards/b1/posts'],
])('a log holds nothing of %s that lets anybody in', (url, url2) =>
  expect(serializers.req({ method: 'GET', url })).toEqual({ method: 'GET', url: url2 }),
)
