/** From nothing to the first answer, on a file that holds a million posts; not the first start, which compiles. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { answerOf, median, serve } from './load.ts'
import { streetOf } from './million.ts'
import type { Line } from './report.ts'
import { tokenOf } from './seed.ts'

const rounds = 7
const street = 0
const headers = { authorization: `Bearer ${tokenOf(street)}` }
const list = { method: 'GET', path: `/api/boards/${streetOf(street)}/posts`, headers } as const

export async function start(file: string): Promise<Line> {
  const taken = { ours: [] as number[], pages: [] as number[], raw: [] as number[] }
  // The first start of each is not counted.
  for (let n = -1; n < rounds; n++) {
    const raw = await startRaw(file)
    const { answerMs, pageMs } = await startOurs(file)
    if (n < 0) continue
    taken.raw.push(raw)
    taken.ours.push(answerMs)
    taken.pages.push(pageMs)
  }
  const all = taken.ours.map((ms) => Math.round(ms)).join(', ')
  return {
    what: 'start to first answer, 1,000,000 posts',
    unit: 'ms',
    ours: median(taken.ours),
    raw: median(taken.raw),
    target: { of: 'ours', atMost: 1000 },
    more: `the board's page, drawn, ${Math.round(median(taken.pages))} ms after it was started; starts ${all}`,
  }
}

/** As it is started by whoever runs a board; its daily copy is not what is measured. */
async function startOurs(file: string) {
  const env = { ...process.env, DATABASE_URL: `file:${file}`, PORT: '0', BACKUP_FOLDER: 'none' }
  const began = performance.now()
  const child = spawn(process.execPath, ['server/start.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const leave = () => child.kill()
  process.once('exit', leave)
  const port = await portOf(child)
  const { items } = await answerOf(port, list)
  const answerMs = performance.now() - began
  if (items.length !== 50) throw new Error(`The first answer shows ${items.length} posts`)
  const page = await fetch(`http://127.0.0.1:${port}/boards/${streetOf(street)}`, { headers })
  const html = await page.text()
  const pageMs = performance.now() - began
  if (page.status !== 200 || !html.includes('Could somebody help'))
    throw new Error(`The page was answered ${page.status}`)
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
  process.off('exit', leave)
  return { answerMs, pageMs }
}

/** The first line it says names its address. */
async function portOf(child: ChildProcess): Promise<number> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const port = /:(\d+)/.exec(line)?.[1]
    if (port) return Number(port)
  }
  throw new Error('The server ended before it said where it is')
}

/** The same framework and driver on the same file, with one prepared list. */
async function startRaw(file: string): Promise<number> {
  const began = performance.now()
  const server = await serve('raw', file)
  await answerOf(server.port, { method: 'GET', path: '/list' })
  const ms = performance.now() - began
  await server.stop()
  return ms
}
