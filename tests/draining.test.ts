/** A server that is told to stop answers everybody who had asked, says goodbye, and leaves its file in order. */
import { existsSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import { drain } from '../server/closing.ts'
import { foundStreet } from './support/elm-row.ts'
import { openHouse } from './support/house.ts'
import { lookInto } from './support/kill-loop.ts'
import { often } from './support/often.ts'
import { type ServedStreet, serve, streetToServe, tell } from './support/served.ts'

const cycles = often('STOPS', { suite: 2, long: 100 })
const names = ['Ann', 'Bernard', 'Chandra', 'Dell', 'Esme', 'Femi', 'Grace', 'Hugh'] as const
const limit = { timeout: 60_000 + cycles * 10_000 }

type Answer = { status: number; id?: string } | 'nobody there' | 'unanswered'
type Writer = { street: ServedStreet; port: number; who: number }

/** One call on a connection that is kept; what was sent along an open connection and got no answer is `unanswered`. */
function post({ street, port, who }: Writer, { agent, title }: { agent: Agent; title: string }) {
  return new Promise<Answer>((resolve) => {
    const headers = { authorization: street.tokens[who], 'content-type': 'application/json' }
    const path = `/api/boards/${street.boardId}/posts`
    const call = request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent }, async (reply) => {
      const parts = await reply.toArray().catch(() => null)
      if (!parts) return resolve('unanswered')
      resolve({ status: reply.statusCode!, id: JSON.parse(Buffer.concat(parts).toString()).id })
    })
    call.on('error', () => resolve(call.reusedSocket ? 'unanswered' : 'nobody there'))
    call.end(JSON.stringify({ kind: 'request', title }))
  })
}

/** Posts without a pause until nobody is there any more. */
async function keepPosting(writer: Writer, answers: Answer[]) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (let n = 0; ; n++) {
    const answer = await post(writer, { agent, title: `Bread for ${names[writer.who]}, number ${n}` })
    answers.push(answer)
    if (typeof answer === 'string') return agent.destroy()
  }
}

const listen = ({ boardId, tokens }: ServedStreet, port: number) =>
  new Promise<{ closed: Promise<number> }>((ready) => {
    const headers = { authorization: tokens[0]! }
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/boards/${boardId}/live`, { headers })
    const closed = new Promise<number>((done) => socket.once('close', done))
    socket.once('open', () => ready({ closed }))
  })

/** One life that ends in the middle of the day. */
async function stopUnderLoad(street: ServedStreet, first?: string) {
  const { child, port } = await serve(street, first ? { first } : {})
  const sockets = await Promise.all([listen(street, port), listen(street, port)])
  const answers: Answer[] = []
  const writers = names.map((_, who) => keepPosting({ street, port, who }, answers))
  while (answers.length < names.length) await new Promise(setImmediate)
  await new Promise((later) => setTimeout(later, 20 + Math.random() * 120))
  const code = await tell(child, 'SIGTERM')
  await Promise.all(writers)
  const codes = await Promise.all(sockets.map(({ closed }) => closed))
  const acked = answers.flatMap((one) => (typeof one === 'object' && one.status === 201 ? one.id! : []))
  const odd = answers.filter((one) => one === 'unanswered' || (typeof one === 'object' && one.status !== 201))
  return { code, codes, acked, odd }
}

test(`nobody who had asked is left without an answer, ${cycles} times`, limit, async () => {
  const street = await streetToServe(names)
  const promised: string[] = []
  for (let n = 0; n < cycles; n++) {
    const { acked, ...life } = await stopUnderLoad(street)
    promised.push(...acked)
    expect(life).toEqual({ code: 0, codes: [1001, 1001], odd: [] })
    // Everything is in the file itself: the journal has been written into it.
    expect(existsSync(`${street.file}-wal`)).toBe(false)
  }
  const { posts, check, unheard, orphans, gaps } = lookInto(street.file)
  console.info(`${cycles} stops: ${promised.length} posts acknowledged`)
  expect(promised.filter((id) => !posts.has(id))).toEqual([])
  expect({ check, unheard, orphans, gaps }).toEqual({ check: 'ok', unheard: [], orphans: [], gaps: [] })
})

test('a server that just ends is found out', limit, async () => {
  const street = await streetToServe(names)
  const first = join(street.dir, 'abrupt.mjs')
  writeFileSync(first, `process.once('SIGTERM', () => process.exit(0))\n`)
  const { odd, codes } = await stopUnderLoad(street, first)
  expect(odd).toContain('unanswered')
  expect(codes).toContain(1006)
  expect(existsSync(`${street.file}-wal`)).toBe(true)
})

/** A house that listens, and one connection to it that says `words` and then no more. */
async function openTo(words: (token: string, boardId: string) => string) {
  const house = await openHouse()
  const { boardId, cast } = await foundStreet(house, ['Ann'])
  const { port } = new URL(await house.app.listen({ host: '127.0.0.1', port: 0 }))
  const line = connect(Number(port), '127.0.0.1')
  onTestFinished(() => void line.destroy())
  const heard: string[] = []
  line.on('data', (bytes) => heard.push(bytes.toString('latin1')))
  const gone = new Promise((done) => line.once('close', done))
  const isHere = new Promise((done) =>
    ['request', 'upgrade'].map((what) => house.app.server.once(what, done)),
  )
  line.write(words(cast[0].headers.authorization, boardId))
  await isHere
  return { ...house, line, heard, gone }
}

test('a socket that has gone without a word is hung up on', limit, async () => {
  const { app, heard, gone } = await openTo((token, boardId) =>
    [
      ...[`GET /api/boards/${boardId}/live HTTP/1.1`, 'host: 127.0.0.1', `authorization: ${token}`],
      ...['connection: upgrade', 'upgrade: websocket', 'sec-websocket-version: 13'],
      ...['sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==', '', ''],
    ].join('\r\n'),
  )
  await expect.poll(() => heard.join('')).toMatch(/^HTTP\/1.1 101/)
  await drain(app, 30_000)
  await gone
  // The frame that says "going away": a close of two bytes, 1001.
  expect(heard.join('')).toContain('\x88\x02\x03\xe9')
})

test(
  'a call that never ends is not waited for beyond the grace, and one that does is answered',
  limit,
  async () => {
    const half =
      'PATCH /api/me HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 2\r\n'
    const never = await openTo((token) => `${half}authorization: ${token}\r\n\r\n{`)
    await drain(never.app, 400)
    await never.gone
    expect(never.heard).toEqual([])

    const late = await openTo((token) => `${half}authorization: ${token}\r\n\r\n{`)
    const drained = drain(late.app, 30_000)
    setTimeout(() => late.line.write('}'), 600)
    await Promise.all([drained, late.gone])
    expect(late.heard.join('')).toMatch(/^HTTP\/1.1 200/)
    expect(late.heard.join('')).toMatch(/connection: close/i)
  },
)
