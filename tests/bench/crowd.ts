/**
 * Many open pages for the least that a machine can spend on them, in a process of their own: bare sockets that count what
 * they hear, and answer a heartbeat. The same for whatever server is measured.
 */
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Asked, Heard, Seat } from './gather.ts'
import { ticks } from './ticks.ts'

type Line = { socket: Socket; isOpen: boolean; rest: Buffer; heard: number; say: (code: string) => void }
type Frame = { opcode: number; from: number; to: number }

const lanes = 32
const tryAgainMs = 500
const nothing = Buffer.alloc(0)
const inbox = Buffer.allocUnsafe(64 * 1024)
const endOfHead = Buffer.from('\r\n\r\n')
/** Masked with zeros, which the standard allows and which costs nothing. */
const pong = Buffer.from([0x8a, 0x80, 0, 0, 0, 0])
const opcodes = { text: 1, close: 8, ping: 9 }

const lines: Line[] = []
let [each, done, tooMany, sample] = [0, 0, 0, '']

process.on('message', async (asked: Asked) => {
  if ('seats' in asked) {
    await openAll(asked.port, asked.seats)
    return process.send?.({ open: lines.length })
  }
  if (each > 0 && tooMany > 0) throw new Error('More was heard than was said')
  ;[each, done, tooMany, sample] = [asked.each, 0, 0, '']
  for (const line of lines) line.heard = 0
  process.send?.({ ready: true })
})
process.once('disconnect', () => {
  // Without a farewell, so that no port is kept waiting for one.
  for (const { socket } of lines) socket.resetAndDestroy()
  process.exit(0)
})

async function openAll(port: number, seats: Seat[]) {
  const waiting = seats.values()
  const lane = async () => {
    for (const seat of waiting) lines.push(await opened(port, seat))
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

/** Sent away while a crowd comes, it tries again, as a page does. */
async function opened(port: number, seat: Seat): Promise<Line> {
  for (;;) {
    const { line, code } = await knock(port, seat)
    if (code === '101') {
      if (seat.first) line.socket.write(framed(seat.first))
      return line
    }
    if (code !== '503') throw new Error(`A socket at ${seat.path} was answered ${code}`)
    await wait(tryAgainMs * (1 + Math.random()))
  }
}

/** Up to 65,535 bytes, masked with zeros as well. */
function framed(text: string): Buffer {
  const payload = Buffer.from(text)
  const head = Buffer.from([0x81, 0x80 | 126, 0, 0, 0, 0, 0, 0])
  head.writeUInt16BE(payload.length, 2)
  return Buffer.concat([head, payload])
}

function knock(port: number, { path, headers = {} }: Seat): Promise<{ line: Line; code: string }> {
  return new Promise((resolve, reject) => {
    const hear = (bytes: number) => {
      onBytes(line, inbox.subarray(0, bytes))
      return true
    }
    const socket = connect({ port, host: '127.0.0.1', onread: { buffer: inbox, callback: hear } })
    const say = (code: string) => resolve({ line, code })
    const line: Line = { socket, isOpen: false, rest: nothing, heard: 0, say }
    socket.on('error', reject).setNoDelay(true)
    const own = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.write(
      `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: Upgrade\r\nupgrade: websocket\r\n` +
        `sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${own.join('')}\r\n`,
    )
  })
}

function onBytes(line: Line, bytes: Buffer) {
  let data = line.rest.length > 0 ? Buffer.concat([line.rest, bytes]) : bytes
  if (!line.isOpen) {
    const head = data.indexOf(endOfHead)
    if (head < 0) return keepRest(line, data)
    line.isOpen = true
    const code = data.toString('latin1', 9, 12)
    line.say(code)
    if (code !== '101') return void line.socket.destroy()
    data = data.subarray(head + endOfHead.length)
  }
  let at = 0
  for (let frame = frameAt(data, at); frame; frame = frameAt(data, at)) {
    at = frame.to
    onFrame(line, data, frame)
  }
  keepRest(line, data.subarray(at))
}

/** Copied, for the room it is in is soon another socket's. */
function keepRest(line: Line, data: Buffer) {
  line.rest = data.length > 0 ? Buffer.from(data) : nothing
}

/** A whole frame, when all of it has come. */
function frameAt(data: Buffer, at: number): Frame | undefined {
  const left = data.length - at
  if (left < 2) return undefined
  const short = data[at + 1]! & 0x7f
  const head = short < 126 ? 2 : short === 126 ? 4 : 10
  if (left < head) return undefined
  const length =
    short < 126 ? short : short === 126 ? data.readUInt16BE(at + 2) : Number(data.readBigUInt64BE(at + 2))
  const to = at + head + length
  return to > data.length ? undefined : { opcode: data[at]! & 0x0f, from: at + head, to }
}

function onFrame(line: Line, data: Buffer, { opcode, from, to }: Frame) {
  if (opcode === opcodes.ping) line.socket.write(pong)
  if (opcode === opcodes.close) throw new Error(`A socket was closed with ${data.readUInt16BE(from)}`)
  if (opcode !== opcodes.text) return
  line.heard++
  if (line.heard > each) tooMany++
  if (line.heard !== each || ++done < lines.length) return
  sample = data.toString('utf8', from, to)
  const said: Heard = { lastAt: ticks(), sample, tooMany }
  process.send?.(said)
}
