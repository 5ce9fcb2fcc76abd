/** Posts over a network that drops answers: pressed again until somebody says yes, each is there once. */
import { request } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import { KeyUsedTwice } from '#contract/http'
import type { BoardEvent } from '#contract/live'
import { openStore, type Store } from '#db'
import { buildApp } from '../server/app.ts'
import { lastSeq } from '../server/live/queries.ts'
import { LiveSocket } from '../web/live/socket.ts'
import { type Fate, openProxy } from './support/chaos-proxy.ts'
import { foundStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { keepsRepliesLater } from './support/faults.ts'
import { type Engine, engines, openHouse } from './support/house.ts'
import { often, patient } from './support/often.ts'

const wanted = often('RETRIED', { suite: 60, long: 10_000 })
const senders = 6
const fates: Fate[] = ['drop', 'half', 'well', 'refuse', 'drop', 'well', 'half']

async function openStreetBehind(engine: Engine, next: () => Fate, change = (store: Store) => store) {
  const house = await openHouse(engine, false, { change })
  const { boardId, cast } = await foundStreet(house, ['Ann', 'Bernard'])
  const { port } = new URL(await house.app.listen({ host: '127.0.0.1', port: 0 }))
  const proxy = await openProxy(Number(port), next)
  return { ...house, boardId, token: cast[0].headers.authorization, proxy }
}
type Street = Awaited<ReturnType<typeof openStreetBehind>>

/** One try, on a connection of its own: the id of what was made, or null when no answer came. */
function tryPost({ boardId, token, proxy }: Street, title: string, key: string | undefined) {
  return new Promise<string | null>((resolve) => {
    const sent = { authorization: token, 'content-type': 'application/json', connection: 'close' }
    const headers = key ? { ...sent, 'idempotency-key': key } : sent
    const path = `/api/boards/${boardId}/posts`
    const call = request(
      { host: '127.0.0.1', port: proxy.port, path, method: 'POST', headers },
      async (reply) => {
        const parts = await reply.toArray().catch(() => null)
        resolve(parts && reply.complete ? JSON.parse(Buffer.concat(parts).toString()).id : null)
      },
    )
    call.on('error', () => resolve(null))
    call.end(JSON.stringify({ kind: 'request', title }))
  })
}

/** Everybody posts, and presses again for as long as there is no answer. */
async function postAll(street: Street, keyFor: (title: string) => string | undefined) {
  const titles = Array.from({ length: wanted }, (_, n) => `Bread, number ${n}`)
  const answered = new Map<string, string>()
  let tries = 0
  const sender = async () => {
    for (let title = titles.pop(); title; title = titles.pop()) {
      let id: string | null = null
      while (!id) {
        tries++
        id = await tryPost(street, title, keyFor(title))
      }
      answered.set(title, id)
    }
  }
  await Promise.all(Array.from({ length: senders }, sender))
  const { posts } = street.store.read.t
  const found = await street.store.read.select({ id: posts.id, title: posts.title }).from(posts)
  return { answered, found, tries }
}

const inTurn = () => {
  let n = 0
  return () => fates[n++ % fates.length]!
}

describe.each(engines)('over a network that drops answers, on %s', (engine) => {
  test(`${wanted} posts pressed again and again are each there once`, patient, async () => {
    const { answered, found, tries } = await postAll(
      await openStreetBehind(engine, inTurn()),
      (title) => title,
    )
    console.info(`${engine}: ${wanted} posts in ${tries} tries`)
    expect(tries).toBeGreaterThan(wanted * 1.5)
    expect(found.length).toBe(wanted)
    expect(new Map(found.map(({ id, title }) => [title, id]))).toEqual(answered)
  })
})

test('without a key they are there twice, which is found out', patient, async () => {
  const { found } = await postAll(await openStreetBehind('sqlite', inTurn()), () => undefined)
  expect(found.length).toBeGreaterThan(wanted)
})

test('an answer that is kept after the change, and not with it, is found out', patient, async () => {
  const careless = (store: Store) => keepsRepliesLater(store, 200)
  const street = await openStreetBehind('sqlite', inTurn(), careless)
  const { found } = await postAll(street, (title) => title)
  expect(found.length).toBeGreaterThan(wanted)
})

test('a key is known again by the next process, and the same text under it is there once', async () => {
  const house = await openHouse('sqlite', true)
  onTestFinished(house.drop)
  const { boardId, cast } = await foundStreet(house, ['Ann'])
  const [{ headers }] = cast
  const call = { method: 'POST', url: `/api/boards/${boardId}/posts` } as const
  const press = (app: typeof house.app, title = 'Bread') =>
    app.inject({
      ...call,
      headers: { ...headers, 'idempotency-key': 'k' },
      payload: { kind: 'request', title },
    })
  const before = (await press(house.app)).json()
  await house.shut()
  const store = await openStore(house.url)
  const { clock, key, publicUrl, mail } = house.house
  const { app } = await buildApp({ store, clock, key, publicUrl, mail })
  expect((await press(app)).json()).toEqual(before)
  expectProblem(await press(app, 'Milk'), KeyUsedTwice)
  expect(await store.read.select().from(store.read.t.posts)).toHaveLength(1)
  await app.close()
  await store.close()
})

/** A page on a street behind a proxy, which asks again `askMs` after it last heard anything. */
async function openPageBehind(street: Street, askMs: number) {
  const heard: string[] = []
  let opened = 0
  const open = (since: number) => {
    opened++
    const url = `ws://127.0.0.1:${street.proxy.port}/api/boards/${street.boardId}/live?since=${since}`
    return new WebSocket(url, { headers: { authorization: street.token } }) as never
  }
  const live = new LiveSocket<BoardEvent>({
    ...{ open, since: await lastSeq(street.store.read, street.boardId), again: { type: 'board.refetch' } },
    onevent: ({ type }) => void heard.push(type),
    onstate: () => {},
    silenceMs: { ask: askMs, giveUp: 1500 },
  })
  onTestFinished(() => live.close())
  await expect.poll(() => street.house.live.listeners(street.boardId)).toBe(1)
  return { heard, opened: () => opened }
}

/** From now on the connections there are carry nothing, and neither end is told. */
const stopCarrying = ({ proxy }: Street) => {
  for (const line of proxy.lines) line.pause()
}
const never = 2 ** 31 - 1

test.each([
  ['asks, and comes back', 100, ['post.published']],
  ['does not ask hears nothing, which is found out', never, []],
])('a page whose line has gone silent and that %s', patient, async (_, askMs, told) => {
  const street = await openStreetBehind('sqlite', () => 'well')
  const page = await openPageBehind(street, askMs)
  // As long as it is answered it stays where it is.
  await new Promise((later) => setTimeout(later, 1000))
  expect(page.opened()).toBe(1)
  stopCarrying(street)
  await tryPost(street, 'Bread', 'once')
  if (askMs === never) await new Promise((later) => setTimeout(later, 3000))
  await expect.poll(() => page.heard).toEqual(told)
  expect(page.opened()).toBe(askMs === never ? 1 : 2)
})

test('a socket behind which nobody is any more ends at the second heartbeat', async () => {
  const street = await openStreetBehind('sqlite', () => 'silence')
  const url = `ws://127.0.0.1:${street.proxy.port}/api/boards/${street.boardId}/live`
  const socket = new WebSocket(url, { headers: { authorization: street.token } })
  socket.on('error', () => {})
  await expect.poll(() => street.house.live.listeners(street.boardId)).toBe(1)
  street.house.live.beat()
  expect(street.house.live.listeners(street.boardId)).toBe(1)
  street.house.live.beat()
  await expect.poll(() => street.house.live.listeners(street.boardId)).toBe(0)
  socket.terminate()
})
