/** `npm run bench:scale`: the same work by one, two and three processes on one PostgreSQL, and how much news it carries. */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { move } from '../../db/moving/move.ts'
import { startPostgres } from '../support/postgres.ts'
import { cpuOf, type Spent } from './cpu.ts'
import { type Call, load, type Served, serve } from './load.ts'
import { notifying } from './notify.ts'
import { boardId, people, seed, tokenOf } from './seed.ts'

const seconds = Number(process.env.LASTING ?? 4)
const posts = Number(process.env.POSTS ?? 10_000)
const most = Number(process.env.FRONTS ?? 3)
const rivals = 50
const connections = 30

const dir = mkdtempSync(join(tmpdir(), 'doorstep-scale-'))
// As a real one is: every commit is on the disk.
const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=']
const server = await startPostgres(settings, mkdtempSync(join(tmpdir(), 'doorstep-scale-pg-')))
const say = (text: string) => process.stderr.write(`${text}\n`)
const as = (n: number) => ({ authorization: `Bearer ${tokenOf(n % people)}` })
const path = `/api/boards/${boardId}/posts`
const lines: string[] = []

await seed(join(dir, 'seed.db'), posts)
await move(`file:${join(dir, 'seed.db')}`, server.url, () => {})

let made = 0
let claimed = 0
const works: Record<string, () => Call> = {
  'first page of a board': () => ({ method: 'GET', path, headers: as(made++) }),
  'durable creates': () => ({
    method: 'POST',
    path,
    headers: as(made),
    body: { kind: 'request', title: `Bread ${made++}` },
  }),
  'claims, 50 rivals a post': () => {
    const id = `post-${String(Math.floor(claimed / rivals)).padStart(8, '0')}`
    return { method: 'POST', path: `/api/posts/${id}/claims`, headers: as(claimed++), body: {} }
  },
}

for (let fronts = 1; fronts <= most; fronts++) {
  const served = await Promise.all(Array.from({ length: fronts }, () => serve('ours', server.url)))
  await warmUp(served)
  for (const [what, next] of Object.entries(works)) await measure(served, what, next)
  for (const one of served) await one.stop()
}
lines.push(await exactly())
const news = await notifying(server.url, seconds)
lines.push('', '| commits/s, 8 sessions | without NOTIFY | with it, 3 listen |', '|---|---|---|')
lines.push(`| an insert each | ${news.without.toFixed(0)} | ${news.with.toFixed(0)} |`)
await server.stop()
rmSync(dir, { recursive: true, force: true })
process.stdout.write(`${head()}\n${lines.join('\n')}\n`)
process.exit(0)

/** What was never run is compiled first, and that is not what is measured. */
async function warmUp(served: Served[]) {
  say(`warming ${served.length} process(es) up …`)
  for (const next of Object.values(works))
    await Promise.all(served.map(({ port }) => load(port, next, { seconds, connections })))
}

async function measure(served: Served[], what: string, next: () => Call) {
  say(`${what}, ${served.length} process(es), ${seconds} s …`)
  const pids = { fronts: served.map(({ pid }) => pid), postgres: server.pid() }
  const before = cpuOf(pids)
  const share = Math.ceil(connections / served.length)
  const rates = await Promise.all(served.map(({ port }) => load(port, next, { seconds, connections: share })))
  const spent = cpuOf(pids)
  const perSecond = rates.reduce((sum, rate) => sum + rate.perSecond, 0)
  const p99 = Math.max(...rates.map((rate) => rate.p99))
  const codes = rates.map((rate) => rate.codes).reduce(added, {})
  const answers = Object.values(codes).reduce((sum, n) => sum + n, 0)
  const each = (of: keyof Spent) => (((spent[of] - before[of]) * 1000) / answers).toFixed(2)
  const cost = `${each('fronts')} | ${each('postgres')} | ${each('load')}`
  const said = JSON.stringify(codes)
  lines.push(`| ${what} | ${served.length} | ${perSecond.toFixed(0)} | ${p99} | ${cost} | ${said} |`)
}

function added(sum: Record<string, number>, codes: Record<string, number>) {
  for (const [code, n] of Object.entries(codes)) sum[code] = (sum[code] ?? 0) + n
  return sum
}

/** Whatever the speed: no place was given twice. */
async function exactly(): Promise<string> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  const { rows } = await client.query(`select count(*)::int as n, count(distinct post_id)::int as posts,
    (select count(*)::int from posts where taken > 1) as over from claims where state = 'held'`)
  await client.end()
  const [{ n, posts: on, over }] = rows
  return `\n${n} claims held on ${on} posts, ${over} posts with more than their one place taken.`
}

function head() {
  return `${availableParallelism()} cores, the load and PostgreSQL on the same machine; ${posts} posts, ${seconds} s each.

| what | processes | answers/s | p99 ms | core ms a call: fronts | PostgreSQL | load | answers |
|---|---|---|---|---|---|---|---|`
}
