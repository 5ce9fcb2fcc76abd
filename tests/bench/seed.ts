/** A street with as many open posts as asked for, and neighbours who are signed in. Written with plain SQL. */
import Database from 'better-sqlite3'
import { councilLines } from '#contract/helplines'
import { openStore } from '#db'
import { digestOf } from '../../server/http/digest.ts'

export const boardId = 'bench-board'
/** So many that nobody has more in hand than one may have, however often they win. */
export const people = 5000
export const tokenOf = (n: number) => `bench-token-of-neighbour-${n}`

const words =
  'milk bread lift dog ladder chemist garden bulb parcel soup chat phone form fence hedge kettle'.split(' ')

export async function seed(file: string, posts: number) {
  await fill(file, (db, now) => {
    addBoard(db, boardId, now)
    for (let n = 0; n < people; n++) addPerson(db, n, { boardId, now, role: roleOf(n) })
    addPosts(db, posts, { now, boardFor: () => boardId })
  })
}

/** Many streets with `each` neighbours; the nth person lives on street n modulo `boards`, and so does the nth post. */
export async function seedTown(
  file: string,
  { boards, each, posts = 0 }: { boards: number; each: number; posts?: number },
) {
  await fill(file, (db, now) => {
    for (let n = 0; n < boards; n++) addBoard(db, boardOf(n), now)
    for (let n = 0; n < boards * each; n++)
      addPerson(db, n, { boardId: boardOf(n % boards), now, role: roleOf(Math.floor(n / boards)) })
    addPosts(db, posts, { now, boardFor: (n) => boardOf(n % boards) })
  })
}
export const boardOf = (n: number) => `bench-board-${n}`

export async function fill(file: string, work: (db: Database.Database, now: number) => void) {
  await (await openStore(`file:${file}`)).close()
  const db = new Database(file)
  // A power cut would cost a bench, and nothing else.
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -400000')
  db.transaction(() => work(db, Date.now()))()
  db.pragma('optimize')
  db.close()
}

const roleOf = (n: number) => (['lead', 'deputy'] as const)[n]

export function addBoard(db: Database.Database, id: string, now: number) {
  db.prepare(
    `insert into boards (id, name, welcome, languages, joining, categories, lat, lng, cell, cell_lat, cell_lng, area, time_zone,
        accept_hours, done_hours, visible, demo, checking, vouches_wanted, version, created_at, helplines) values (?, 'Bench Row', 'Hello', '["en"]',
        'open', '[]', 54.9, -1.38, '89', 54.9, -1.38, 'SR1 1', 'Europe/London', 24, 72, 0, 0, 'nobody', 0, 1, ?, ?)`,
  ).run(id, now, JSON.stringify(Object.values(councilLines)))
}

type Living = { boardId: string; now: number; role: 'lead' | 'deputy' | undefined }

export function addPerson(db: Database.Database, n: number, { boardId, now, role }: Living) {
  const id = `person-${n}`
  db.prepare('insert into people (id, name, created_at) values (?, ?, ?)').run(id, `Neighbour ${n}`, now)
  db.prepare(
    `insert into members (board_id, person_id, role, state, since) values (?, ?, 'neighbour', 'active', ?)`,
  ).run(boardId, id, now)
  db.prepare('insert into standings (board_id, person_id, trusted_at) values (?, ?, ?)').run(boardId, id, now)
  if (role)
    db.prepare(
      'insert into leads (board_id, person_id, role, asked_by_id, asked_at, accepted_at) values (?, ?, ?, ?, ?, ?)',
    ).run(boardId, id, role, id, now, now)
  db.prepare(
    `insert into sessions (id, person_id, kind, created_at, expires_at) values (?, ?, 'token', ?, ?)`,
  ).run(digestOf(tokenOf(n)), id, now, now + 90 * 86_400_000)
}

type Laying = { now: number; boardFor: (n: number) => string }

function addPosts(db: Database.Database, posts: number, { now, boardFor }: Laying) {
  const insert = db.prepare(
    `insert into posts (id, board_id, author_id, kind, title, details, scope, parts, taken, finished, standing, state,
      shelf, waiting_since, created_at, version) values (?, ?, ?, ?, ?, ?, 'me', 1, 0, 0, 0, 'open', 'board', ?, ?, 1)`,
  )
  const index = db.prepare('insert into post_words (board_number, word, post_number) values (?, ?, ?)')
  const numberOf = db.prepare<[string], number>('select number from boards where id = ?').pluck()
  for (let n = 0; n < posts; n++) {
    const id = `post-${String(n).padStart(8, '0')}`
    const pair = [words[n % words.length]!, words[(n * 7 + 3) % words.length]!]
    const at = now - (posts - n) * 1000
    const title = `Could somebody help with ${pair.join(' and ')}, number ${n}`
    const boardId = boardFor(n)
    const { lastInsertRowid: number } = insert.run(
      id,
      boardId,
      `person-${n % people}`,
      n % 3 ? 'request' : 'offer',
      title,
      'Any time this week.',
      at,
      at,
    )
    for (const word of new Set([...pair, String(n)])) index.run(numberOf.get(boardId), word, number)
  }
}
