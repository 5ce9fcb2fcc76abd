/** Pages that stop reading, as phones do in a pocket: nobody else waits for them, and what is kept for them is bounded. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, onTestFinished, test, vi } from 'vitest'
import WebSocket from 'ws'
import { closeCodes } from '../server/live/hub.ts'
import { announce, lastSeq } from '../server/live/queries.ts'
import { foundStreet } from './support/elm-row.ts'
import { openHouse } from './support/house.ts'
import { often, patient } from './support/often.ts'

const stopped = 200
const events = often('EVENTS', { suite: 2000, long: 20_000 })
const mebibyte = 1024 * 1024
const longest = 'It is about the garden. '.repeat(160)

async function openStreet() {
  const house = await openHouse()
  const { boardId, cast, post } = await foundStreet(house, ['Ann', 'Bernard'])
  const { id: postId } = await post(cast[0], { details: longest })
  const { port } = new URL(await house.app.listen({ host: '127.0.0.1', port: 0 }))
  const since = await lastSeq(house.store.read, boardId)
  const open = async (from = since) => {
    const url = `ws://127.0.0.1:${port}/api/boards/${boardId}/live?since=${from}`
    const socket = new WebSocket(url, { headers: cast[1].headers })
    onTestFinished(() => socket.terminate())
    socket.on('error', () => {})
    const seqs: number[] = []
    const closed = new Promise<number>((tell) => socket.once('close', tell))
    socket.on('message', (data) => seqs.push(JSON.parse(String(data)).seq))
    await new Promise((ready) => socket.once('open', ready))
    return { socket, seqs, closed }
  }
  /** Something happens to one long post, ten times in a commit. */
  const happen = () =>
    house.store.write(async (tx) => {
      for (let n = 0; n < 10; n++)
        await announce(tx, boardId, { type: 'post.edited', postId, at: house.clock.now() })
    })
  return { ...house, boardId, since, open, happen }
}

type Street = Awaited<ReturnType<typeof openStreet>>

/** What is really kept, whatever a socket may say of itself. */
const reallyHeld = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'bufferedAmount')!.get!
const heldFor = ({ app }: Street): number[] =>
  [...app.websocketServer.clients].map((one) => reallyHeld.call(one))

setFlagsFromString('--expose_gc')
const collect = runInNewContext('gc') as () => void
/** What the process keeps once everything that nobody needs has been thrown away. */
function keptBytes() {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Everybody has their page open, `phones` are put away, and much happens. */
async function putAway(street: Street, phones: number) {
  const lively = await street.open()
  const away = await Promise.all(Array.from({ length: phones }, () => street.open()))
  await expect.poll(() => street.house.live.listeners(street.boardId)).toBe(phones + 1)
  for (const { socket } of away) socket.pause()
  const before = keptBytes()
  const most = { held: 0, grown: 0 }
  const tookMs: number[] = []
  for (let n = 10; n <= events; n += 10) {
    const from = performance.now()
    await street.happen()
    await vi.waitFor(() => expect(lively.seqs).toHaveLength(n), { timeout: 30_000, interval: 1 })
    tookMs.push(performance.now() - from)
    most.held = Math.max(most.held, ...heldFor(street))
    if (n % 500 === 0) most.grown = Math.max(most.grown, keptBytes() - before)
  }
  tookMs.sort((a, b) => a - b)
  const took = (part: number) => tookMs[Math.floor((tookMs.length - 1) * part)]!
  return { lively, away, ...most, took }
}

const mib = (bytes: number) => `${(bytes / mebibyte).toFixed(1)} MiB`
const upTo = (from: number, many: number) => Array.from({ length: many }, (_, n) => from + 1 + n)

test(
  `${stopped} pages that stop reading keep nobody waiting, and little is kept for them`,
  patient,
  async () => {
    const street = await openStreet()
    const { lively, away, held, grown, took } = await putAway(street, stopped)
    const waited = `live within ${took(0.5).toFixed(0)} ms, p99 ${took(0.99).toFixed(0)} ms`
    console.info(
      `${stopped} stopped, ${events} events: ${mib(held)} kept for one, ${mib(grown)} grown, ${waited}`,
    )
    expect(lively.seqs).toEqual(upTo(street.since, events))
    expect(held).toBeGreaterThan(mebibyte)
    expect(held).toBeLessThan(mebibyte + 2 * longest.length)
    // What all hear is one text for all of them, however many it waits for.
    expect(grown).toBeLessThan(64 * mebibyte)
    expect(process.env.LONG ? took(0.99) : took(0.5)).toBeLessThan(500)

    // Taken out of the pocket again, it learns that it is behind, and where to go on.
    const [phone] = away
    phone!.socket.resume()
    expect([closeCodes.tooSlow, 1006]).toContain(await phone!.closed)
    expect(phone!.seqs).toEqual(upTo(street.since, phone!.seqs.length))
    expect(phone!.seqs.length).toBeLessThan(events)
    const again = await street.open(phone!.seqs.at(-1))
    await expect.poll(() => again.seqs.at(-1)).toBe(street.since + events)
  },
)

test('a hub that never looks how much waits is found out', patient, async () => {
  const street = await openStreet()
  street.app.websocketServer.on('connection', (socket) =>
    Object.defineProperty(socket, 'bufferedAmount', { value: 0 }),
  )
  const { held } = await putAway(street, 2)
  expect(held).toBeGreaterThan(2 * mebibyte)
})
