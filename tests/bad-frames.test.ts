import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import WebSocket from 'ws'
import { mostFrames, tooMany } from '../server/live/pace.ts'
import { foundStreet } from './support/elm-row.ts'
import { openHouse } from './support/house.ts'
import { often } from './support/often.ts'

/** `FUZZ=10000` for the whole of it: as many that are none, and ten times as many of nonsense. */
const frames = often('FRAMES', { suite: 2000, long: 100_000 })
const limit = { timeout: 120_000 + frames * 15 }
type Address = { port: number; path: string; token: string }

async function openStreet() {
  const house = await openHouse()
  const street = await foundStreet(house, ['Ann', 'Bernard'])
  const port = Number(new URL(await house.app.listen({ host: '127.0.0.1', port: 0 })).port)
  const token = street.cast[0].headers.authorization
  return { house, ...street, address: { port, path: `/api/boards/${street.boardId}/live?since=0`, token } }
}

/** A socket that has shaken hands as a neighbour, and may now send whatever bytes it likes. */
function shakeHands({ port, path, token }: Address): Promise<Socket> {
  const headers = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    `Authorization: ${token}`,
  ]
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${headers.join('\r\n')}\r\n\r\n`))
    socket.on('error', () => {})
    socket.once('close', () => reject(new Error('The server hung up at once')))
    socket.once('data', (reply) => {
      if (reply.toString('latin1').startsWith('HTTP/1.1 101')) resolve(socket)
      else reject(new Error(reply.toString('latin1')))
    })
  })
}

/** First bytes of frames that no reader should send: odd opcodes, reserved bits, unmasked, too long, cut short. */
const frame = fc.tuple(
  fc.constantFrom(0x80, 0x81, 0x82, 0x83, 0x88, 0x89, 0x8a, 0x8f, 0xc1, 0xf1, 0x01, 0x00),
  fc.constantFrom(0x00, 0x05, 0x7e, 0x7f, 0x80, 0x85, 0xfe, 0xff),
  fc.uint8Array({ maxLength: 300 }),
)

test(`${frames} frames that are none leave the street as it was`, limit, async () => {
  const { address, house, as, cast, boardId } = await openStreet()
  const seed = Date.now() | 0
  const waiting = fc.sample(frame, { numRuns: frames, seed })
  let hungUp = 0
  const sendAll = async () => {
    for (let bytes = waiting.pop(); bytes; bytes = waiting.pop()) {
      const socket = await shakeHands(address)
      const over = new Promise((done) => socket.once('close', done))
      const [first, second, rest] = bytes
      socket.end(Buffer.from([first, second, ...rest]))
      await over
      hungUp++
    }
  }
  await Promise.all(Array.from({ length: 200 }, sendAll))
  expect(hungUp, `seed ${seed}`).toBe(frames)
  expect(await heardNext({ address, as, cast, boardId })).toBe('post.published')
  await expect.poll(() => house.house.live.listeners(boardId)).toBe(0)
})

/** A whole frame with nothing in it that anybody understands: masked, as a client sends it. */
const nonsense = fc
  .tuple(fc.constantFrom(0x81, 0x82, 0x89, 0x8a), fc.uint8Array({ maxLength: 120, max: 127 }))
  .map(([kind, words]) => {
    const mask = [1, 2, 3, 4]
    return Buffer.from([kind, 0x80 | words.length, ...mask, ...words.map((byte, at) => byte ^ mask[at % 4]!)])
  })

test(
  `${10 * frames} frames of nonsense, a hundred and one at a time, are not waited for`,
  limit,
  async () => {
    const { address, house, as, cast, boardId } = await openStreet()
    const one = fc.sample(nonsense, { numRuns: mostFrames + 1 })
    let hungUp = 0
    const waiting = Array.from({ length: (10 * frames) / mostFrames }, (_, n) => n)
    const sendAll = async () => {
      while (waiting.pop() !== undefined) {
        const socket = await shakeHands(address)
        const over = new Promise((done) => socket.once('close', done))
        socket.end(Buffer.concat(one.sort(() => Math.random() - 0.5)))
        await over
        hungUp++
      }
    }
    await Promise.all(Array.from({ length: 50 }, sendAll))
    expect(hungUp).toBe((10 * frames) / mostFrames)
    expect(await heardNext({ address, as, cast, boardId })).toBe('post.published')
    await expect.poll(() => house.house.live.listeners(boardId)).toBe(0)
  },
)

test('words on the socket that nobody asked for are not heard, and do no harm', limit, async () => {
  const { address, as, cast, boardId } = await openStreet()
  const socket = new WebSocket(`ws://127.0.0.1:${address.port}${address.path}`, {
    headers: { authorization: address.token },
  })
  await new Promise((open) => socket.once('open', open))
  for (const words of ['', '{', '{"seq":-1}', '\u0000', 'null', 'a'.repeat(1000)]) socket.send(words)
  expect(socket.readyState).toBe(WebSocket.OPEN)
  expect(await heardNext({ address, as, cast, boardId })).toBe('post.published')
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  socket.send('a'.repeat(65 * 1024))
  expect(await closed, 'a frame of 65 kB is too long').toBe(1009)
})

test('whoever says more than a hundred things in a minute is hung up on, and nobody else', async () => {
  const { address, as, cast, boardId } = await openStreet()
  const headers = { authorization: address.token }
  const open = async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${address.port}${address.path}`, { headers })
    await new Promise((done) => socket.once('open', done))
    return socket
  }
  const [calm, loud, pinging] = [await open(), await open(), await open()]
  const closed = (socket: WebSocket) => new Promise<number>((tell) => socket.once('close', tell))
  const ends = Promise.all([closed(loud), closed(pinging)])
  for (let n = 0; n <= mostFrames; n++) {
    loud.send('{}')
    pinging.ping()
    if (n < mostFrames) calm.send('{}')
  }
  expect(await ends).toEqual([tooMany, expect.any(Number)])
  expect(calm.readyState).toBe(WebSocket.OPEN)
  expect(await heardNext({ address, as, cast, boardId })).toBe('post.published')
  calm.close()
})

type Street = Pick<Awaited<ReturnType<typeof openStreet>>, 'address' | 'as' | 'cast' | 'boardId'>

/** What a neighbour who listens properly hears when somebody posts. */
async function heardNext({ address, as, cast, boardId }: Street): Promise<string> {
  const { body } = await as(cast[1])('GET', `/api/boards/${boardId}/posts`)
  const path = address.path.replace('since=0', `since=${JSON.parse(body).seq}`)
  const socket = new WebSocket(`ws://127.0.0.1:${address.port}${path}`, {
    headers: { authorization: address.token },
  })
  const heard = new Promise<string>((resolve) =>
    socket.once('message', (data) => resolve(JSON.parse(String(data)).event.type)),
  )
  await new Promise((open) => socket.once('open', open))
  await as(cast[1])('POST', `/api/boards/${boardId}/posts`, { kind: 'request', title: 'Tea' })
  const type = await heard
  socket.close()
  return type
}
