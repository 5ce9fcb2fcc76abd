import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import WebSocket from 'ws'

export type Served = { port: number; pid: number; stop: () => Promise<void> }

/** Starts a server in its own process, so that the load and the served do not share a loop. */
export async function serve(kind: 'ours' | 'raw', file: string): Promise<Served> {
  const script = fileURLToPath(new URL('./serve.ts', import.meta.url))
  const child: ChildProcess = fork(script, [kind, file], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [port] = (await once(child, 'message')) as [number]
  const stop = async () => {
    child.disconnect()
    await once(child, 'exit')
  }
  return { port, pid: child.pid!, stop }
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

function plain({ method, path, headers, body }: Call) {
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const text = body === undefined ? {} : { body: JSON.stringify(body) }
  return { method, path, headers: { ...json, ...headers }, ...text }
}

/** One call after another on one connection: the time of each in ms, sorted. */
export async function oneByOne(port: number, call: Call, times: number): Promise<number[]> {
  const taken: number[] = []
  for (let n = 0; n < times; n++) {
    const before = performance.now()
    await (await fetch(`http://127.0.0.1:${port}${call.path}`, { headers: call.headers ?? {} })).text()
    taken.push(performance.now() - before)
  }
  return taken.sort((a, b) => a - b)
}

export const at = (sorted: number[], quantile: number) => sorted[Math.floor((sorted.length - 1) * quantile)]!

/** Opens sockets, and says how long after a call its message had reached the last of them, in ms, sorted. */
export async function fanOut(
  port: number,
  how: { sockets: number; path: string; header: Record<string, string>; rounds: number; call: Call },
) {
  const { sockets, path, header, rounds, call } = how
  const url = `ws://127.0.0.1:${port}${path}`
  const clients = await Promise.all(Array.from({ length: sockets }, () => openedAt(url, header)))
  await new Promise((later) => setTimeout(later, 1000))
  const taken: number[] = []
  for (let n = 0; n < rounds; n++) taken.push(await oneRound(port, clients, call))
  for (const client of clients) client.terminate()
  return taken.sort((a, b) => a - b)
}

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

async function oneRound(port: number, clients: WebSocket[], { path, headers, body }: Call) {
  const heard = Promise.all(clients.map((client) => once(client, 'message')))
  const before = performance.now()
  await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  await heard
  return performance.now() - before
}
