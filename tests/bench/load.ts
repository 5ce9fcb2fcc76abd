import autocannon from 'autocannon'
import WebSocket from 'ws'
import { asText, pour } from './pipeline.ts'
import type { Kind, Question } from './serve.ts'
import { ask, begin, end, saidBy } from './talk.ts'

export type Served = {
  port: number
  pid: number
  ask: <T = number>(question: Question) => Promise<T>
  stop: () => Promise<void>
}

/** Starts a server in its own process, so that the load and the served do not share a loop. */
export async function serve(kind: Kind, file: string, execArgv: string[] = []): Promise<Served> {
  const child = begin('./serve.ts', [kind, file], execArgv)
  const port = await saidBy<number>(child)
  const asked = <T>(question: Question) => ask<T>(child, question)
  return { port, pid: child.pid!, ask: asked, stop: () => end(child) }
}

export type Call = { method: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: unknown }
export type Rate = { perSecond: number; p50: number; p99: number; codes: Record<string, number> }

/** As many calls as fit into `seconds`, over `connections`; each call is made afresh. Latencies in ms. */
export async function load(
  port: number,
  next: () => Call,
  { seconds = 5, connections = 100 } = {},
): Promise<Rate> {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    duration: seconds,
    requests: [{ setupRequest: (request) => ({ ...request, ...plain(next()) }) }],
  })
  const codes = Object.fromEntries(
    Object.entries(result.statusCodeStats).map(([code, { count }]) => [code, count]),
  )
  const answered = Object.values(codes).reduce((sum, count) => sum + count, 0)
  return { perSecond: answered / result.duration, p50: result.latency.p50, p99: result.latency.p99, codes }
}

/** @throws when something else was answered too, for a broken server is quick */
export function onlyAnswered({ codes }: Pick<Rate, 'codes'>, expected: number[]) {
  const others = Object.keys(codes).filter((code) => !expected.includes(Number(code)))
  if (others.length > 0 || Object.keys(codes).length === 0)
    throw new Error(`Answered ${JSON.stringify(codes)}, and only ${expected.join(' and ')} were expected`)
}

function plain({ method, path, headers, body }: Call) {
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const text = body === undefined ? {} : { body: JSON.stringify(body) }
  return { method, path, headers: { ...json, ...headers }, ...text }
}

/** One call after another on one connection: the time of each in ms, sorted. @throws unless each is answered `code` */
export async function oneByOne(
  port: number,
  next: () => Call,
  { times, code = 200 }: { times: number; code?: number },
): Promise<number[]> {
  let n = 0
  const { byCode, ms } = await pour(port, () => (n++ < times ? asText(next()) : undefined), {
    connections: 1,
    depth: 1,
  })
  onlyAnswered({ codes: Object.fromEntries(byCode) }, [code])
  return ms.sort((a, b) => a - b)
}

/** The body of one call. @throws unless it is answered `code` */
export async function answerOf(port: number, { method, path, headers = {}, body }: Call, code = 200) {
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { ...json, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await reply.text()
  if (reply.status !== code) throw new Error(`${method} ${path} was answered ${reply.status}: ${text}`)
  return JSON.parse(text)
}

export const at = (sorted: number[], quantile: number) => sorted[Math.floor((sorted.length - 1) * quantile)]!
/** The middle of some figures, in whatever order. */
export const median = (figures: number[]) =>
  at(
    figures.toSorted((a, b) => a - b),
    0.5,
  )

/** Sent away while a crowd comes, it tries again, as a page does. */
export async function openedAt(url: string, headers: Record<string, string>): Promise<WebSocket> {
  for (;;) {
    const client = new WebSocket(url, { headers, perMessageDeflate: false })
    const isOpen = await new Promise<boolean>((said) => {
      client.once('open', () => said(true)).once('error', () => said(false))
    })
    if (isOpen) return client
    await new Promise((later) => setTimeout(later, 500 + Math.random() * 1000))
  }
}
