/** Many calls over few connections, several on their way at once: the least a load can cost the machine it shares. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export type Answers = { byCode: Map<number, number>; ms: number[]; refused: string[] }
type Line = { socket: Socket; waiting: number[]; rest: Buffer }
const endOfHead = Buffer.from('\r\n\r\n')

/**
 * Sends what `next` gives, as raw HTTP, until it gives nothing more and everything is answered.
 *
 * @param depth calls on their way on each connection
 * @returns how many answers had which code, how long a part of them took in ms, and the first that were neither 2xx nor 409
 */
export async function pour(
  port: number,
  next: () => string | undefined,
  {
    connections = 32,
    depth = 8,
    onAnswer = () => {},
  }: { connections?: number; depth?: number; onAnswer?: () => void } = {},
): Promise<Answers> {
  const answers: Answers = { byCode: new Map(), ms: [], refused: [] }
  const lines = Array.from({ length: connections }, () => pourOne(port, next, { depth, answers, onAnswer }))
  await Promise.all(lines)
  return answers
}

type How = { depth: number; answers: Answers; onAnswer: () => void }

async function pourOne(port: number, next: () => string | undefined, { depth, answers, onAnswer }: How) {
  const socket = connect(port, '127.0.0.1').setNoDelay(true)
  await once(socket, 'connect')
  const line: Line = { socket, waiting: [], rest: Buffer.alloc(0) }
  let isOver = false
  const fill = () => {
    let text = ''
    while (!isOver && line.waiting.length < depth) {
      const call = next()
      if (call === undefined) isOver = true
      else {
        text += call
        line.waiting.push(performance.now())
      }
    }
    if (text) socket.write(text)
    if (isOver && line.waiting.length === 0) socket.end()
  }
  socket.on('data', (data) => {
    readAnswers(line, data, (code, body) => {
      count(answers, { code, body, ms: performance.now() - line.waiting.shift()! })
      onAnswer()
    })
    fill()
  })
  fill()
  await once(socket, 'close')
}

function count(answers: Answers, { code, body, ms }: { code: number; body: () => string; ms: number }) {
  answers.byCode.set(code, (answers.byCode.get(code) ?? 0) + 1)
  if (answers.ms.length < 1_000_000) answers.ms.push(ms)
  if (code >= 300 && code !== 409 && answers.refused.length < 3) answers.refused.push(`${code} ${body()}`)
}

/** Whole answers of what has come in; the beginning of one more waits for the rest of it. */
function readAnswers(line: Line, data: Buffer, say: (code: number, body: () => string) => void) {
  let all = line.rest.length > 0 ? Buffer.concat([line.rest, data]) : data
  for (;;) {
    const head = all.indexOf(endOfHead)
    if (head < 0) break
    const text = all.toString('latin1', 0, head)
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0)
    const end = head + 4 + length
    if (all.length < end) break
    const whole = all
    say(Number(text.slice(9, 12)), () => whole.toString('utf8', head + 4, end))
    all = all.subarray(end)
  }
  line.rest = all
}

export function asText(call: {
  method: string
  path: string
  headers?: Record<string, string>
  body?: unknown
}): string {
  const body = call.body === undefined ? '' : JSON.stringify(call.body)
  const own = Object.entries(call.headers ?? {}).map(([name, value]) => `${name}: ${value}\r\n`)
  const length = body
    ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
    : ''
  return `${call.method} ${call.path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${own.join('')}${length}\r\n${body}`
}
