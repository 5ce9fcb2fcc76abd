/** A street that goes on and on: what the server keeps in memory, its open files and its journal do not grow with the day. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import WebSocket from 'ws'
import { often } from './support/often.ts'
import { type ServedStreet, serve, streetToServe, tell } from './support/served.ts'

const seconds = often('SOAK_SECONDS', { suite: 6, long: 3600 })
const limit = { timeout: 240_000 + seconds * 2000 }
const mebibyte = 1024 * 1024
const names = ['Ann', 'Bernard', 'Chandra', 'Dell'] as const
const canLook = existsSync('/proc/self/fd')
if (!canLook) console.info('/proc is not here: what a server keeps open is not watched')

/** Loaded before the server: says what it keeps once everything that nobody needs has been thrown away, and leaks if told to. */
const scales = (file: string, leak: string) => `
import { writeFileSync } from 'node:fs'
import { createServer, Server } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
setFlagsFromString('--expose_gc')
const collect = runInNewContext('gc')
process.on('SIGUSR2', () => {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  writeFileSync(${JSON.stringify(file)}, String(heapUsed + external))
})
${leak}`

/** What must be caught: something of each connection that stays when it is gone. */
const leaking = `
const { emit } = Server.prototype
const kept = []
Server.prototype.emit = function (what, ...words) {
  if (what === 'connection') kept.push(Array.from({ length: 20_000 }, (_, n) => n), createServer().listen(0))
  return emit.call(this, what, ...words)
}`

type Busy = { street: ServedStreet; port: number; isOver: () => boolean }

/** An errand from asking to withdrawing, over and over, each with a page that is opened and left. */
async function keepBusy({ street, port, isOver }: Busy, who: number) {
  const [token, other] = [street.tokens[who]!, street.tokens[(who + 1) % names.length]!]
  const ask = async (by: string, what: string, body?: object) => {
    const [method, path] = what.split(' ') as [string, string]
    const headers = { authorization: by, 'content-type': 'application/json', connection: 'close' }
    const how = body ? { body: JSON.stringify(body) } : {}
    const reply = await fetch(`http://127.0.0.1:${port}/api/${path}`, { method, headers, ...how })
    expect(reply.status, what).toBeLessThan(300)
    return (await reply.json()) as { id: string }
  }
  for (let n = 0; ; n++) {
    if (isOver()) return n
    const page = new WebSocket(`ws://127.0.0.1:${port}/api/boards/${street.boardId}/live?since=0`, {
      headers: { authorization: token },
    })
    await new Promise((ready) => page.once('open', ready))
    const { id } = await ask(token, `POST boards/${street.boardId}/posts`, {
      kind: 'request',
      title: 'Bread',
    })
    const claim = await ask(other, `POST posts/${id}/claims`, {})
    await ask(other, `POST claims/${claim.id}/messages`, { text: 'On my way' })
    await ask(token, `GET boards/${street.boardId}/posts?q=bread`)
    await ask(other, `DELETE claims/${claim.id}`, {})
    await ask(token, `DELETE posts/${id}`, {})
    // Some say goodbye, and some do not.
    if (n % 2) page.terminate()
    else page.close()
  }
}

/** What is kept and open after a third of the time, and at the end of it; and the longest the journal ever was. */
async function soak(lasting: number, leak = '') {
  const street = await streetToServe(names)
  const file = join(street.dir, 'kept')
  const first = join(street.dir, 'scales.mjs')
  writeFileSync(first, scales(file, leak))
  const { child, port } = await serve(street, { first })
  let isOver = false
  let longest = 0
  const watch = setInterval(() => {
    const journal = statSync(`${street.file}-wal`, { throwIfNoEntry: false })
    longest = Math.max(longest, journal?.size ?? 0)
  }, 200)
  const busy = names.map((_, who) => keepBusy({ street, port, isOver: () => isOver }, who))
  const look = async () => {
    rmSync(file, { force: true })
    child.kill('SIGUSR2')
    await expect
      .poll(() => existsSync(file) && readFileSync(file, 'utf8') !== '', { timeout: 30_000 })
      .toBe(true)
    return { kept: Number(readFileSync(file, 'utf8')), open: readdirSync(`/proc/${child.pid}/fd`).length }
  }
  await pause((lasting * 1000) / 3)
  const early = await look()
  await pause((lasting * 2000) / 3)
  const late = await look()
  isOver = true
  const errands = (await Promise.all(busy)).reduce((sum, n) => sum + n, 0)
  clearInterval(watch)
  expect(await tell(child, 'SIGTERM')).toBe(0)
  return { errands, grown: late.kept - early.kept, opened: late.open - early.open, longest }
}

/** What one look may differ from another by, more while the server is still warming up; an hour may add a mebibyte. */
const noise = seconds < 600 ? 8 : 2
const most = { grown: (noise + seconds / 3600) * mebibyte, opened: 16, longest: 64 * mebibyte }

test.runIf(canLook)(`${seconds} seconds of errands leave nothing behind in the server`, limit, async () => {
  const { errands, grown, opened, longest } = await soak(seconds)
  const mib = (bytes: number) => `${(bytes / mebibyte).toFixed(2)} MiB`
  console.info(
    `${errands} errands in ${seconds} s: ${mib(grown)} more kept, ${opened} more open, journal up to ${mib(longest)}`,
  )
  expect(errands).toBeGreaterThan(names.length)
  expect(grown).toBeLessThan(most.grown)
  expect(opened).toBeLessThan(most.opened)
  expect(longest).toBeLessThan(most.longest)
})

test.runIf(canLook)('a server that keeps something of each connection is found out', limit, async () => {
  const { grown, opened } = await soak(6, leaking)
  expect(grown).toBeGreaterThan(most.grown)
  expect(opened).toBeGreaterThan(most.opened)
})
