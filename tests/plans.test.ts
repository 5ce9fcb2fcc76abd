// Every statement that the whole house runs on SQLite, asked how it would find its rows: in a large table only by an index.
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contactsLately } from '../server/messages/queries.ts'
import { permissions } from '../server/permissions/table.ts'
import { days } from './support/house.ts'
import { askAt, type Spot, spotsOf } from './support/permission-matrix.ts'
import { type Asker, openScene, type Scene } from './support/permission-scene.ts'

/** What grows with every neighbour, post or evening. */
const large =
  'posts claims post_words events logs people members sessions contacts joinings sign_in_codes notices messages reveals replies'
const grows = new RegExp(`^SCAN (${large.replaceAll(' ', '|')})\\b`)

/** Scans that are meant, and why they stay small. */
const meant: [RegExp, string][] = [
  [
    /^SCAN (claims|joinings|messages|notices): delete from "\w+" where "\w+"."board_id" = \+\?$/,
    'once, with the pretend street',
  ],
  [/^SCAN replies: delete from "replies" where cast/, 'when somebody is erased: replies are kept for a day'],
  [
    /^SCAN logs: select "board_id", "seq" from "logs" limit \+\?$/,
    'one row, to see that the database answers',
  ],
]

let scene: Scene
let big: Database.Database
const statements = new Set<string>()
const { prepare } = Database.prototype

/** All that is prepared while the matrix asks each route once as a neighbour and as a steward, and time passes. */
beforeAll(async () => {
  Database.prototype.prepare = function (this: Database.Database, source: string) {
    statements.add(source)
    return prepare.call(this, source)
  } as typeof prepare
  scene = await openScene('sqlite')
  const isHere = ({ where, relation, role, call }: Spot) =>
    where === 'elm' && relation !== 'party' && (role === 'steward' || call.startsWith('GET'))
  for (const spot of spotsOf(Object.keys(permissions), ['neighbour', 'steward']).filter(isHere))
    await askAt(scene, spot)
  scene.house.clock.pass(days(400))
  await scene.house.sweep()
  big = grown(scene.house.url.slice('file:'.length))
}, 240_000)
afterAll(async () => {
  Database.prototype.prepare = prepare
  big.close()
  await scene.house.close()
})

/** The same tables with ten streets of two thousand more, of which SQLite has taken the measure. */
function grown(file: string): Database.Database {
  const copy = `${file}-grown`
  const served = new Database(file, { readonly: true })
  served.prepare('vacuum into ?').run(copy)
  served.close()
  const db = new Database(copy)
  const all = db.prepare<[], string>("select name from pragma_table_info('posts')").pluck().all()
  const others = all.filter((name) => !['number', 'id', 'board_id'].includes(name)).join(', ')
  db.exec(`create temp table n as with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000) select i from n;
    insert into posts (id, board_id, ${others}) select 'post-' || i, 'street-' || (i % 10), ${others} from n, (select ${others} from posts limit 1);
    insert into post_words select i % 10, 'word-' || w, 1000000 + i from n, (select i as w from n limit 10);
    analyze`)
  db.close()
  // Read at the opening.
  return new Database(copy, { readonly: true })
}

function planOf(db: Database.Database, source: string): string[] {
  const plan = prepare.call(db, `explain query plan ${source}`) as Database.Statement<
    unknown[],
    { detail: string }
  >
  const names = [...source.matchAll(/\?/g)].map(() => null)
  return plan.all(...names).map(({ detail }) => detail)
}

const scansIn = (db: Database.Database, source: string) =>
  planOf(db, source).filter((detail) => grows.test(detail) && !/USING (COVERING )?INDEX/.test(detail))

test('no statement reads a large table from end to end', () => {
  const db = new Database(scene.house.url.slice('file:'.length), { readonly: true })
  const asked = [...statements].filter((source) => /^\s*(select|insert|update|delete|with)/i.test(source))
  const scans = asked.flatMap((source) => scansIn(db, source).map((detail) => `${detail}: ${source}`))
  db.close()
  expect(asked.length).toBeGreaterThan(300)
  expect(scans.filter((scan) => !meant.some(([known]) => known.test(scan)))).toEqual([])
})

test('no statement that Drizzle makes has SQLite plan its joins anew for each value', () => {
  expect(
    [...statements].filter((source) => /^\s*(select|with).*[^+]\?/is.test(source) && source.includes('"')),
  ).toEqual([])
})

test('a search goes through the posts as they wait, and sorts nothing', async () => {
  const { headers } = await scene.person('neighbour', 'elm')
  const url = `/api/boards/${scene.boards.elm}/posts?q=fetch+milk`
  const reply = await scene.house.app.inject({ url, headers })
  expect(reply.statusCode).toBe(200)
  const searches = [...statements].filter((source) => /^select.*"post_words".*order by/i.test(source))
  const plans = searches.map((source) => planOf(big, source).join('; '))
  expect(plans.length).toBeGreaterThan(0)
  for (const plan of plans) {
    expect(plan).toMatch(/^SEARCH posts USING INDEX posts_waiting/)
    expect(plan).not.toContain('ORDER BY')
  }
})

test('letters taken to be carried are found one by one, and not among all that wait', () => {
  const takes = [...statements].filter((source) =>
    /^update.*"send_tries" = "\w+"\."send_tries" \+ 1/i.test(source),
  )
  const db = new Database(scene.house.url.slice('file:'.length), { readonly: true })
  const plans = takes.map((source) => planOf(db, source).join('; '))
  db.close()
  expect(plans.length).toBeGreaterThan(1)
  for (const plan of plans) expect(plan).toMatch(/USING INDEX sqlite_autoindex_\w+ \(id=\?\)/)
})

test('an earlier step of somebody on a post is found among the events of the post', () => {
  const steps = [...statements].filter((source) => /^select "type" from "events"/i.test(source))
  // As it is on every street: SQLite takes the measure of a file only when it is asked to.
  const db = new Database(scene.house.url.slice('file:'.length), { readonly: true })
  const plans = steps.map((source) => planOf(db, source).join('; '))
  db.close()
  expect(plans).toEqual(['SEARCH events USING INDEX events_of_post (post_id=? AND seq<?)'])
})

test('whom somebody has met is found by what they took on and what they posted, and not among all claims', async () => {
  const { boards, house } = scene
  const them = { boardId: boards.elm, personId: (await scene.person('neighbour', 'elm')).id, since: 0 }
  await contactsLately(house.store.read, them)
  const asked = [...statements].filter((source) =>
    /^select distinct "claims"."person_id", "posts"."author_id"/i.test(source),
  )
  // As it is on every street: of this one few claims have been measured.
  const db = new Database(house.url.slice('file:'.length), { readonly: true })
  const plans = asked.map((source) => planOf(db, source).join('; '))
  db.close()
  expect(plans).toHaveLength(2)
  for (const plan of plans)
    expect(plan).toMatch(/^SEARCH (claims|posts) USING .*; SEARCH (claims|posts) USING/)
})

test('what is still open is read as it waits, and sorted by nobody', async () => {
  const [author, first, late] = [
    await scene.person('neighbour', 'elm'),
    await scene.person('neighbour', 'elm'),
    await scene.person('neighbour', 'elm'),
  ]
  const url = `/api/posts/${await scene.post(author.id, 'elm')}/claims`
  const claim = ({ headers }: Asker) => scene.house.app.inject({ method: 'POST', url, headers, payload: {} })
  expect((await claim(first)).statusCode).toBe(201)
  expect((await claim(late)).statusCode).toBe(409)
  const asked = [...statements].filter((source) =>
    /^select.*"posts"."state" = \+\? .*order by "posts"."waiting_since" asc limit/is.test(source),
  )
  const plans = asked.map((source) => planOf(big, source).join('; '))
  expect(plans).toHaveLength(1)
  expect(plans[0]).toMatch(/^SEARCH posts USING INDEX posts_counted \(board_id=\? AND state=\? AND kind=\?\)/)
  expect(plans[0]).not.toContain('ORDER BY')
})

test('what is always found by its key is kept under that key, and not a second time by number', () => {
  const db = new Database(scene.house.url.slice('file:'.length), { readonly: true })
  const unnumbered = db.prepare(
    "select name from pragma_table_list where schema = 'main' and wr order by name",
  )
  expect(unnumbered.pluck().all()).toEqual(['events', 'logs', 'post_words'])
  db.close()
})

test('a statement that does is found', () => {
  const db = new Database(scene.house.url.slice('file:'.length), { readonly: true })
  expect(scansIn(db, 'select id from posts where title = ?')).toEqual(['SCAN posts'])
  expect(scansIn(db, 'select id from posts where board_id = ? and shelf = ?')).toEqual([])
  db.close()
})
