/**
 * A county: 1,000,000 posts on 10,000 streets, most of them small and one of 10,000 posts, with every word of every post in the
 * index and ids as long as real ones. Written as fast as a file can be, without a thought for a power cut.
 */
import type Database from 'better-sqlite3'
import { wordsOf } from '../../server/search/words.ts'
import { addBoard, addPerson, fill } from './seed.ts'

export const posts = 1_000_000
export const boards = 10_000
/** How many streets have how many posts; the last share what is left. */
const sizes = [
  { streets: 1, each: 10_000 },
  { streets: 100, each: 1000 },
  { streets: 900, each: 300 },
]
const long = (kind: string, n: number) => `01900000-0000-7${kind}-8000-${String(n).padStart(12, '0')}`
export const streetOf = (n: number) => long('b00', n)
const postOf = (n: number) => long('a00', n)

/** Of each street how many posts it has; the first has most. */
export function sizesOfAll(): number[] {
  const large = sizes.flatMap(({ streets, each }) => Array<number>(streets).fill(each))
  const left = posts - large.reduce((sum, n) => sum + n, 0)
  const small = boards - large.length
  return [...large, ...Array.from({ length: small }, (_, n) => Math.floor((left + n) / small))]
}

const things =
  'milk bread lift dog ladder chemist garden bulb parcel soup chat phone form fence hedge kettle'.split(' ')
/** Two thousand words that nobody has in mind, the first of them often used and the last hardly ever. */
const rarely = 2000
const rareWord = (n: number) =>
  [...String(n).padStart(4, '0')]
    .map((digit) => 'ba ce di fo gu ha ke li mo nu'.split(' ')[Number(digit)])
    .join('')

/** What the nth post says: words that stand in every post, some of sixteen, and a rare one. */
export function textOf(n: number) {
  const pair = `${things[n % things.length]} and ${things[(n * 7 + 3) % things.length]}`
  const often = rareWord(Math.floor(rarely ** (((n * 7919) % rarely) / rarely)))
  return {
    title: `Could somebody help with ${pair}`,
    details: `For ${often} and ${rareWord((n * 31) % rarely)}`,
  }
}

export async function seedCounty(file: string, say: (text: string) => void) {
  await fill(file, (db, now) => {
    for (let n = 0; n < boards; n++) {
      addBoard(db, streetOf(n), now)
      addPerson(db, n, { boardId: streetOf(n), now, role: undefined })
    }
    withoutIndexes(db, ['posts', 'post_words'], () => addAll(db, { now, say }))
  })
}

type Writing = { now: number; say: (text: string) => void }
type Street = { boardId: string; authorId: string; first: number; size: number; now: number }

function addAll(db: Database.Database, { now, say }: Writing) {
  const add = adding(db)
  let first = 0
  for (const [n, size] of sizesOfAll().entries()) {
    add({ boardId: streetOf(n), authorId: `person-${n}`, first, size, now })
    first += size
    if (n % 1000 === 0) say(`  … ${first.toLocaleString('en')} posts written`)
  }
}

function adding(db: Database.Database) {
  const insert = db.prepare(
    `insert into posts (id, board_id, author_id, kind, title, details, scope, parts, taken, finished, standing, state,
      shelf, waiting_since, created_at, version) values (?, ?, ?, ?, ?, ?, 'me', 1, 0, 0, 0, 'open', 'board', ?, ?, 1)`,
  )
  const index = db.prepare('insert into post_words (board_number, word, post_number) values (?, ?, ?)')
  const numberOf = db.prepare<[string], number>('select number from boards where id = ?').pluck()
  const addPost = ({ boardId, authorId, now }: Street, n: number) => {
    const { title, details } = textOf(n)
    const kind = n % 3 ? 'request' : 'offer'
    const at = now - (posts - n) * 1000
    const { lastInsertRowid } = insert.run(postOf(n), boardId, authorId, kind, title, details, at, at)
    return wordsOf(title, details).map((word) => ({ word, number: Number(lastInsertRowid) }))
  }
  return (street: Street) => {
    const found = new Map<string, number[]>()
    for (let n = street.first; n < street.first + street.size; n++)
      for (const { word, number } of addPost(street, n)) put(found, word, number)
    const board = numberOf.get(street.boardId)
    // In the order of the index, so that each page of it is written once.
    for (const word of [...found.keys()].sort())
      for (const number of found.get(word)!) index.run(board, word, number)
  }
}

function put(found: Map<string, number[]>, word: string, number: number) {
  const known = found.get(word)
  if (known) known.push(number)
  else found.set(word, [number])
}

/** An index is made far quicker of what is there than with each row. */
function withoutIndexes(db: Database.Database, tables: string[], work: () => void) {
  const all = db.prepare<[string], { name: string; sql: string }>(
    `select name, sql from sqlite_master where type = 'index' and tbl_name = ? and sql is not null`,
  )
  const indexes = tables.flatMap((table) => all.all(table))
  for (const { name } of indexes) db.exec(`drop index ${name}`)
  work()
  for (const { sql } of indexes) db.exec(sql)
}
