/** How long a steward's queue of two hundred takes the server, on a street of a million posts, beside the statement alone. */
import Database from 'better-sqlite3'
import type { Cases } from '#contract/cases'
import { at } from './load.ts'
import { openOurs } from './ours.ts'
import type { Line } from './report.ts'
import { boardId, seed, tokenOf } from './seed.ts'

const posts = 1_000_000
const waiting = 200
const rounds = 220
const warming = 20

export async function queue(file: string): Promise<Line> {
  await seed(file, posts)
  layCases(file)
  const { ours, raw, close } = await open(file)
  const taken = { ours: [] as number[], raw: [] as number[] }
  for (let n = 0; n < rounds; n++) {
    const [before, found] = [performance.now(), await ours()]
    const [between, same] = [performance.now(), raw()]
    if (found !== waiting || same !== waiting) throw new Error(`Found ${found} and ${same} of ${waiting}`)
    if (n < warming) continue
    taken.ours.push(between - before)
    taken.raw.push(performance.now() - between)
  }
  await close()
  for (const times of Object.values(taken)) times.sort((a, b) => a - b)
  return {
    what: 'a queue of 200 cases, 1,000,000 posts, p95',
    unit: 'ms',
    ours: at(taken.ours, 0.95),
    raw: at(taken.raw, 0.95),
    target: { of: 'ours', atMost: 50 },
    more: `p50 ${at(taken.ours, 0.5).toFixed(1)} against ${at(taken.raw, 0.5).toFixed(1)} ms; worst ${at(taken.ours, 1).toFixed(1)} ms`,
  }
}

/** The first neighbour looks after the street now, and the newest posts wait for a look. */
function layCases(file: string) {
  const db = new Database(file)
  db.transaction(() => {
    db.prepare(`update members set role = 'steward' where person_id = 'person-0'`).run()
    const newest = `select id from posts where board_id = ? order by waiting_since desc limit ${waiting}`
    db.prepare(`update posts set state = 'checking', shelf = 'aside' where id in (${newest})`).run(boardId)
    db.prepare(
      `insert into cases (id, board_id, about_kind, about_id, person_id, kind, why, state, open_key, lane, sort_at, likeness, opened_at)
        select 'case-' || id, board_id, 'post', id, author_id, 'new', 'From somebody new', 'open', 'post:' || id, 3,
        waiting_since, '', waiting_since from posts where shelf = 'aside'`,
    ).run()
  })()
  db.close()
}

async function open(file: string) {
  const { app, close: closeOurs } = await openOurs(file)
  const db = new Database(file, { readonly: true })
  const statement = db.prepare(
    `select c.*, p.title, p.details, n.name from cases c join posts p on p.id = c.about_id
      left join people n on n.id = c.person_id where c.board_id = ? and c.state = 'open' order by c.lane, c.sort_at, c.id`,
  )
  const ours = async () => {
    const url = `/api/boards/${boardId}/cases?limit=${waiting}`
    const reply = await app.inject({ url, headers: { authorization: `Bearer ${tokenOf(0)}` } })
    if (reply.statusCode !== 200) throw new Error(reply.body)
    return (reply.json() as Cases).items.length
  }
  const raw = () => JSON.parse(JSON.stringify(statement.all(boardId))).length
  const close = async () => {
    await closeOurs()
    db.close()
  }
  return { ours, raw, close }
}
