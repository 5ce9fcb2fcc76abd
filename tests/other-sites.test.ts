/** A page of another website may not act, nor listen, with the cookie of somebody who lives here. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import { OtherSite } from '#contract/http'
import { isOurSite } from '../server/http/sites.ts'
import type { Cast } from './support/cast.ts'
import { foundStreet } from './support/elm-row.ts'
import { openHouse, type TestHouse } from './support/house.ts'
import { unsafeRoutes } from './support/wrong-bodies.ts'

const publicUrl = 'https://board.example'
const cookieOf = ({ headers }: Cast) => `__Host-session=${headers.authorization.slice('Bearer '.length)}`

let house: TestHouse
let ann: Cast
let boardId: string
let port: number
beforeAll(async () => {
  house = await openHouse('sqlite', true, { publicUrl })
  const street = await foundStreet(house, ['Ann'])
  ann = street.cast[0]
  boardId = street.boardId
  port = Number(new URL(await house.app.listen({ host: '127.0.0.1', port: 0 })).port)
})
afterAll(() => house.close())

const ours = { host: 'board.example', origin: publicUrl, 'sec-fetch-site': 'same-origin' }
const shapes: Record<string, Record<string, string>> = {
  'a script of another site': { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  'a page beside ours': { origin: 'https://other.board.example', 'sec-fetch-site': 'same-site' },
  'a hidden page in an old browser': { origin: 'null' },
  'a page that looks like ours in an old browser': { origin: 'https://board.example.evil.example' },
}

test('every call that changes something is refused in all four shapes, and with nothing changed', async () => {
  const routes = await unsafeRoutes(house.app)
  expect(routes.length).toBeGreaterThan(38)
  const { people, boards, sessions, events } = house.store.read.t
  const tables = [people, boards, sessions, events]
  const everything = () => Promise.all(tables.map((table) => house.store.read.select().from(table)))
  const before = await everything()
  const surprises: string[] = []
  for (const { method, path } of routes) {
    const url = path.replace(':boardId', boardId).replace(':personId', ann.id)
    for (const [name, more] of Object.entries(shapes)) {
      const headers = { host: 'board.example', cookie: cookieOf(ann), ...more }
      const reply = await house.app.inject({ method: method as 'POST', url, headers, payload: {} })
      if (reply.statusCode !== 403 || reply.json().type !== OtherSite.type)
        surprises.push(`${method} ${path}, ${name}: ${reply.statusCode}`)
    }
  }
  console.info(`${routes.length} unsafe routes × ${Object.keys(shapes).length} shapes`)
  expect(surprises).toEqual([])
  expect(await everything()).toEqual(before)
})

test('the same call from our own page goes through, also when a proxy calls us by another name', async () => {
  const edit = (more: Record<string, string>) =>
    house.app.inject({
      method: 'PATCH',
      url: '/api/me',
      headers: { ...ours, cookie: cookieOf(ann), ...more },
      payload: { name: 'Ann' },
    })
  expect((await edit({})).statusCode).toBe(200)
  expect((await edit({ host: '127.0.0.1:3000' })).statusCode).toBe(200)
  expect((await edit({ host: '127.0.0.1:3000', origin: 'https://127.0.0.1:3000' })).statusCode).toBe(200)
  expect((await edit({ origin: 'http://board.example' })).statusCode).toBe(403)
})

const listen = async (headers: Record<string, string>) => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/boards/${boardId}/live`, { headers })
  onTestFinished(() => socket.terminate())
  socket.on('error', () => {})
  return await new Promise<number>((tell) => {
    socket.once('open', () => tell(101))
    socket.once('unexpected-response', (_, reply) => tell(reply.statusCode ?? 0))
  })
}

describe('a socket with the cookie of a neighbour', () => {
  const strangers = [
    undefined,
    'null',
    '',
    'https://evil.example',
    'https://board.example.evil.example',
    'https://evil-board.example',
    'https://board.example:8443',
    'https://board.examp1e',
    'https://xn--bord-5na.example',
    'http://board.example',
    'https://board.example@evil.example',
    'file://',
  ]

  test.each(strangers)('from %o is refused', async (origin) => {
    const headers = {
      host: 'board.example',
      cookie: cookieOf(ann),
      ...(origin === undefined ? {} : { origin }),
    }
    expect(await listen(headers)).toBe(403)
  })

  test('from our own page is heard', async () => {
    expect(strangers).toHaveLength(12)
    expect(await listen({ host: 'board.example', cookie: cookieOf(ann), origin: publicUrl })).toBe(101)
  })
})

test('a program that says who it is needs no origin, and is refused with that of another site', async () => {
  expect(await listen(ann.headers)).toBe(101)
  expect(await listen({ ...ann.headers, origin: 'https://evil.example' })).toBe(403)
})

test('a check that only looks how an address begins would have let four in', () => {
  const careless = (origin: string) => origin.startsWith('https://board.example')
  const alike = [
    'https://board.example.evil.example',
    'https://board.example@evil.example',
    'https://board.example:8443',
    'https://board.examples',
  ]
  expect(alike.map(careless)).toEqual([true, true, true, true])
  expect(alike.map((origin) => isOurSite(origin, 'board.example', publicUrl))).toEqual(alike.map(() => false))
})
