/** How long a steward waits for the queue of two hundred on a board of a million posts, and for letting them all up at once. */
import { performance } from 'node:perf_hooks'
import Database from 'better-sqlite3'
import type { Cases } from '#contract/cases'
import { neighbours } from '../support/cast.ts'
import { callsAs } from '../support/elm-row.ts'
import { openHouse } from '../support/house.ts'

const posts = Number(process.env.POSTS ?? 1_000_000)
const waiting = 200
const rounds = 30

const house = await openHouse('sqlite', true)
const [ann, bernard] = await neighbours(house, ['Ann', 'Bernard'])
const as = callsAs(house)
const place = { lat: 54.9069, lng: -1.3838 }
const { id: boardId } = (await as(ann)('POST', '/api/boards', { name: 'Elm Row', place })).json()
await as(bernard)('POST', `/api/boards/${boardId}/members`, {})
fill(house.url.slice('file:'.length))

const times: number[] = []
let ids: string[] = []
for (let n = 0; n < rounds; n++) {
  const began = performance.now()
  const reply = await as(ann)('GET', `/api/boards/${boardId}/cases?limit=200`)
  times.push(performance.now() - began)
  ids = (reply.json() as Cases).items.map((one) => one.id)
}
times.sort((a, b) => a - b)
const [began, cpu] = [performance.now(), process.cpuUsage()]
const reply = await as(ann)('POST', `/api/boards/${boardId}/decisions`, { caseIds: ids, deed: 'release' })
const took = performance.now() - began
const { user, system } = process.cpuUsage(cpu)
const { done } = reply.json()
const ms = (n: number) => `${n.toFixed(1)} ms`
const queue = `the queue in ${ms(times[rounds / 2]!)} (median), ${ms(times[Math.floor(rounds * 0.95)]!)} (p95)`
const together = `${done.length} let up at once in ${ms(took)}, ${ms((user + system) / 1000)} of them at work`
process.stdout.write(`${posts} posts, ${ids.length} cases: ${queue}; ${together}\n`)
await house.close()

/** Straight into the file: each post a copy of one that was made by the front door would take hours. */
function fill(path: string) {
  const db = new Database(path)
  const count = (from: number, to: number) =>
    `with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${to}) `
  const post = (
    state: string,
    shelf: string,
  ) => `insert into posts (id, board_id, author_id, kind, title, details, scope,
    parts, taken, finished, standing, state, shelf, waiting_since, created_at, version)
    select 'p' || i, '${boardId}', '${bernard.id}', 'request', 'Post ' || i || ' of the bench', 'Some more words', 'me',
    1, 0, 0, 0, '${state}', '${shelf}', ${house.clock.now()} + i, ${house.clock.now()} + i, 1 from n`
  db.exec(count(1, posts - waiting) + post('open', 'board'))
  db.exec(count(posts - waiting + 1, posts) + post('checking', 'aside'))
  db.exec(`${count(posts - waiting + 1, posts)} insert into cases (id, board_id, about_kind, about_id, person_id, kind, why,
    state, open_key, lane, sort_at, likeness, opened_at)
    select 'c' || i, '${boardId}', 'post', 'p' || i, '${bernard.id}', 'new', 'From somebody new', 'open', 'post:p' || i,
    3, ${house.clock.now()} + i, '', ${house.clock.now()} + i from n`)
  db.close()
}
