// A person's own line: what passes between them and others, over a real socket, by the page's own code.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import { SignInNeeded } from '#contract/http'
import { type MyEvent, MyEventType } from '#contract/live'
import type { Messages, News } from '#contract/messages'
import { closeCodes } from '../server/live/hub.ts'
import { announce, lastSeq, lineOf } from '../server/live/queries.ts'
import { LiveSocket } from '../web/live/socket.ts'
import { type Cast, neighbours, signIn } from './support/cast.ts'
import { callsAs } from './support/elm-row.ts'
import { engines, openHouse, type TestHouse } from './support/house.ts'
import { often } from './support/often.ts'

const lost = often('CUTS', { suite: 100, long: 2000 })
/** About no claim, so that nothing of it closes. */
const aside: MyEventType[] = ['contact.seen', 'receipt.seen', 'notice.made']

describe.each(engines)("a person's own line on %s", (engine) => {
  let house: TestHouse
  let url: string
  let ann: Cast
  let bernard: Cast
  let chandra: Cast
  let as: ReturnType<typeof callsAs>
  beforeAll(async () => {
    house = await openHouse(engine, true)
    url = (await house.app.listen({ host: '127.0.0.1', port: 0 })).replace('http', 'ws')
    ;[ann, bernard, chandra] = await neighbours(house, ['Ann', 'Bernard', 'Chandra'])
    as = callsAs(house)
  })
  afterAll(() => house.close())

  const words = ({ heard }: { heard: MyEvent[] }) => heard.filter(({ type }) => type === 'message.sent')

  /** A new street with a post of Ann's that Bernard holds. */
  async function held() {
    const place = { lat: 54.9069, lng: -1.3838 }
    const { id: boardId } = (await as(ann)('POST', '/api/boards', { name: 'Elm Row', place })).json()
    for (const one of [bernard, chandra]) await as(one)('POST', `/api/boards/${boardId}/members`, {})
    const body = { kind: 'request', title: 'Walk the dog', parts: 3, tier: 0 }
    const { id: postId } = (await as(ann)('POST', `/api/boards/${boardId}/posts`, body)).json()
    const { id: claimId } = (await as(bernard)('POST', `/api/posts/${postId}/claims`, {})).json()
    const write = (who: Cast, text = 'Hello') => as(who)('POST', `/api/claims/${claimId}/messages`, { text })
    return { boardId, postId, claimId, write }
  }

  /** A page of this person: hears by the page's own socket, from where their news said it goes on. */
  async function openPage(who: Cast) {
    const news = async (): Promise<News> => (await as(who)('GET', '/api/me/news')).json()
    const first = await news()
    const page = { heard: [] as MyEvent[], seqs: [] as number[], lines: [] as WebSocket[] }
    const open = (since: number) => {
      const line = new WebSocket(`${url}/api/me/live?since=${since}`, { headers: who.headers })
      line.on('error', () => {})
      line.on('message', (data) => page.seqs.push(JSON.parse(String(data)).seq))
      page.lines.push(line)
      return line as never
    }
    const onevent = (event: MyEvent) => page.heard.push(event)
    const connect = () =>
      new LiveSocket<MyEvent>({
        open,
        onevent,
        since: first.seq,
        onstate: () => {},
        pauseMs: () => 2,
        again: { type: 'me.refetch' },
      })
    return Object.assign(page, { connect, news, from: first.seq })
  }
  const caughtUp = async (who: Cast, page: { seqs: number[] }) => {
    const last = await lastSeq(house.store.read, lineOf(who.id))
    await vi.waitFor(() => expect(page.seqs.at(-1)).toBeGreaterThanOrEqual(last), {
      timeout: 20_000,
      interval: 5,
    })
  }

  test('brings each message to both of them, with nothing of what it says', async () => {
    const { postId, claimId, write } = await held()
    const [hers, his, other] = [await openPage(ann), await openPage(bernard), await openPage(chandra)]
    const lines = [hers, his, other].map((page) => page.connect())
    const sent = [{ type: 'message.sent', claimId, postId }]
    await write(bernard, 'The key is under the pot')
    await vi.waitFor(() => expect(words(hers)).toEqual(sent))
    await vi.waitFor(() => expect(words(his)).toEqual(sent))
    expect(words(other)).toEqual([])
    for (const line of lines) line.close()
  })

  test('through lost connections misses nothing and says nothing twice', async () => {
    const { claimId, write } = await held()
    const page = await openPage(ann)
    const line = page.connect()
    for (let n = 0; n < lost; n++) {
      const cut = page.lines.length - 1
      await Promise.all([write(bernard, `Word ${n}`), write(ann, 'Yes')])
      page.lines[cut]?.terminate()
      await write(bernard, `Away ${n}`)
      await vi.waitFor(() => expect(page.lines.length).toBeGreaterThan(cut + 1), { interval: 1 })
    }
    await caughtUp(ann, page)
    const to = page.seqs.at(-1)!
    expect(to - page.from).toBeGreaterThanOrEqual(3 * lost)
    expect(page.seqs).toEqual(Array.from({ length: to - page.from }, (_, n) => page.from + 1 + n))
    expect(page.heard.filter(({ type }) => type === 'me.refetch')).toEqual([])
    const told: Messages = (await as(ann)('GET', `/api/claims/${claimId}/messages?limit=100`)).json()
    expect(told.items.length).toBe(Math.min(100, 3 * lost))
    line.close()
  })

  test.each(MyEventType.options)('a replay of %s tells only what may be read now', async (type) => {
    const { postId, claimId } = await held()
    const page = await openPage(bernard)
    const about = { aboutId: claimId, personId: ann.id, otherId: bernard.id, at: house.clock.now() }
    await house.store.write((tx) => announce(tx, lineOf(bernard.id), { type, ...about }))
    const before = page.connect()
    const told = aside.includes(type) ? { type } : { type, claimId, postId }
    await vi.waitFor(() => expect(page.heard).toContainEqual(told))
    before.close()
    await as(ann)('DELETE', `/api/claims/${claimId}`, {})
    page.heard.length = 0
    page.seqs.length = 0
    const after = page.connect()
    await caughtUp(bernard, page)
    after.close()
    const isStill = [...aside, 'reveal.closed'].includes(type)
    expect(page.heard).toContainEqual(isStill ? told : { type: 'me.gone' })
    if (!isStill) expect(page.heard).not.toContainEqual(told)
  })

  test('a line that was away for too long is told to read anew', async () => {
    const { write } = await held()
    const page = await openPage(ann)
    for (let n = 0; n < 510; n += 30) await Promise.all(Array.from({ length: 30 }, () => write(bernard)))
    const line = page.connect()
    await caughtUp(ann, page)
    expect(page.heard[0]).toEqual({ type: 'me.refetch' })
    expect(words(page)).toEqual([])
    line.close()
  })

  test('is for whoever is signed in, and closes within a second of the end of their session', async () => {
    const refused = new WebSocket(`${url}/api/me/live?since=0`)
    const status = await new Promise((resolve) =>
      refused.once('unexpected-response', (_, reply) => resolve(reply.statusCode)),
    )
    expect(status).toBe(SignInNeeded.status)
    const { token } = (await signIn(house, { contact: bernard.contact, as: 'token' })).json()
    const headers = { authorization: `Bearer ${token}` }
    const socket = new WebSocket(`${url}/api/me/live?since=0`, { headers })
    await new Promise((resolve) => socket.once('open', resolve))
    await vi.waitFor(() => expect(house.house.live.listeners(lineOf(bernard.id))).toBeGreaterThan(0))
    const closed = new Promise<number>((resolve) => socket.once('close', resolve))
    const began = performance.now()
    await house.app.inject({ method: 'DELETE', url: '/api/session', headers })
    expect(await closed).toBe(closeCodes.signedOut)
    expect(performance.now() - began).toBeLessThan(1000)
  })
})
