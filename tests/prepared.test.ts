// What a prepared statement answers here is what Drizzle would have answered, column for column.
import { eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import type { Db } from '#db'
import { days, openHouse, type TestHouse } from './support/house.ts'

let house: TestHouse
const now = Date.now()
beforeEach(async () => {
  house = await openHouse('sqlite')
  await house.store.write(async (tx) => {
    await tx.insert(tx.t.people).values({ id: 'ada', name: 'Ada', createdAt: now })
    await tx.insert(tx.t.sessions).values([
      { id: 'one', personId: 'ada', kind: 'token', createdAt: now, expiresAt: now + days(1) },
      { id: 'two', personId: 'ada', kind: 'cookie', label: 'phone', createdAt: now, expiresAt: now },
    ])
  })
})

const street: Db['t']['boards']['$inferInsert'] = {
  ...{
    id: 'elm',
    name: 'Elm Row',
    welcome: 'Hello',
    languages: ['en', 'cy'],
    joining: 'open',
    categories: [],
  },
  ...{ lat: 54.9, lng: -1.4, cell: '89', cellLat: 54.9, cellLng: -1.4, timeZone: 'Europe/London' },
  ...{
    acceptHours: 24,
    doneHours: 72,
    visible: true,
    checking: 'nobody',
    demo: false,
    version: 1,
    createdAt: now,
  },
}

/** The same question to both; the answers are compared as they stand. */
async function asked(
  build: (db: Db) => { execute(values: Record<string, unknown>): PromiseLike<unknown> },
  values = {},
) {
  const prepared = build(house.store.read)
  const quick = house.store.read.swift!(prepared, false)
  expect(quick).not.toBe(prepared)
  const [ours, theirs] = [await quick.execute(values), await prepared.execute(values)]
  expect(ours).toEqual(theirs)
  return ours as unknown[]
}

test('whole rows, with what is not there and what is', async () => {
  const rows = await asked(
    (db) =>
      db
        .select()
        .from(db.t.sessions)
        .where(eq(db.t.sessions.personId, sql.placeholder('who')))
        .prepare('a'),
    { who: 'ada' },
  )
  expect(rows).toHaveLength(2)
})

test('a join that finds nobody is null, and one that finds somebody is an object', async () => {
  const build = (db: Db) =>
    db
      .select({
        person: db.t.people,
        session: db.t.sessions,
        n: sql<number>`count(*) over ()`.mapWith(String),
      })
      .from(db.t.people)
      .leftJoin(db.t.sessions, eq(db.t.sessions.id, sql.placeholder('id')))
      .prepare('b')
  expect(await asked(build, { id: 'none' })).toMatchObject([{ person: { id: 'ada' }, session: null, n: '1' }])
  expect(await asked(build, { id: 'two' })).toMatchObject([{ session: { label: 'phone' } }])
})

test('yes and no, and what is kept as JSON', async () => {
  const made = await house.store.write(async (tx) => {
    const [board] = await tx.insert(tx.t.boards).values(street).returning()
    return board!
  })
  const rows = await asked((db) => db.select().from(db.t.boards).prepare('c'))
  expect(rows).toEqual([made])
  expect(rows).toMatchObject([{ demo: false, visible: true, languages: ['en', 'cy'], helplines: null }])
})

test('a value that is missing is said, and nothing is asked', async () => {
  const build = (db: Db) =>
    db
      .select()
      .from(db.t.people)
      .where(eq(db.t.people.id, sql.placeholder('id')))
      .prepare('d')
  const quick = house.store.read.swift!(build(house.store.read), false)
  await expect(quick.execute({})).rejects.toThrow('No value for placeholder "id"')
})
