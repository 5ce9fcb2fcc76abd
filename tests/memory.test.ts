// What SQLite has answered before is answered again without it, and never once it has changed.
import Database from 'better-sqlite3'
import { eq, sql } from 'drizzle-orm'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { type Db, remembered } from '#db'
import { Memory } from '../db/memory.ts'
import { openHouse, type TestHouse } from './support/house.ts'

let house: TestHouse
const now = Date.now()
const byId = remembered((db: Db) =>
  db
    .select()
    .from(db.t.people)
    .where(eq(db.t.people.id, sql.placeholder('id')))
    .prepare('e'),
)
const byOne = { count: 1, telling: [0], shape: '' }
const plain = { count: 0, telling: [], shape: '' }
const seen = async (db: Db = house.store.read, id = 'ada') => await byId(db).execute({ id })
const rename = (tx: Db, name: string) => tx.update(tx.t.people).set({ name }).where(eq(tx.t.people.id, 'ada'))

beforeEach(async () => {
  house = await openHouse('sqlite')
  await house.store.write(async (tx) => {
    await tx.insert(tx.t.people).values({ id: 'ada', name: 'Ada', createdAt: now })
  })
})

test('the same question twice is the same answer, until something is written', async () => {
  const first = await seen()
  expect(await seen()).toBe(first)
  await house.store.write(async (tx) => void (await rename(tx, 'Ada L')))
  expect(await seen()).toMatchObject([{ name: 'Ada L' }])
})

test('a write to another table, or one that changes nothing, leaves it', async () => {
  const first = await seen()
  await house.store.write(async (tx) => {
    await tx.insert(tx.t.logs).values({ boardId: 'elm', seq: 1 })
    await tx.update(tx.t.people).set({ name: 'Nobody' }).where(eq(tx.t.people.id, 'nobody'))
  })
  expect(await seen()).toBe(first)
})

test('a transaction sees what it has written, others see it after the commit, and nothing of one that fails', async () => {
  await seen()
  const failed = house.store.write(async (tx) => {
    await rename(tx, 'Wrong')
    expect(await seen(tx)).toMatchObject([{ name: 'Wrong' }])
    expect(await seen()).toMatchObject([{ name: 'Ada' }])
    throw new Error('not this time')
  })
  await expect(failed).rejects.toThrow('not this time')
  expect(await seen()).toMatchObject([{ name: 'Ada' }])
  expect(await house.store.write((tx) => seen(tx))).toMatchObject([{ name: 'Ada' }])
})

test('somebody who was not there is not remembered as missing', async () => {
  expect(await seen(house.store.read, 'bo')).toEqual([])
  await house.store.write(
    async (tx) => void (await tx.insert(tx.t.people).values({ id: 'bo', name: 'Bo', createdAt: 1 })),
  )
  expect(await seen(house.store.read, 'bo')).toMatchObject([{ name: 'Bo' }])
})

test('what a delete takes with it is gone too', async () => {
  const session = remembered((db: Db) => db.select().from(db.t.sessions).prepare('f'))
  await house.store.write(async (tx) => {
    await tx
      .insert(tx.t.sessions)
      .values({ id: 's', personId: 'ada', kind: 'token', createdAt: 1, expiresAt: 2 })
  })
  expect(await session(house.store.read).execute()).toHaveLength(1)
  await house.store.write(async (tx) => void (await tx.delete(tx.t.people)))
  expect(await session(house.store.read).execute()).toEqual([])
})

test('a delete that takes nothing with it leaves the others', async () => {
  const first = await seen()
  await house.store.write(async (tx) => {
    await tx.insert(tx.t.logs).values({ boardId: 'elm', seq: 1 })
    await tx.delete(tx.t.logs)
  })
  expect(await seen()).toBe(first)
})

test('nothing of what was erased stays in the memory', () => {
  const db = new Database(':memory:')
  db.exec(`create table people (id text primary key, name text); insert into people values ('ada', 'Ada')`)
  const memory = new Memory(db)
  const find = db.prepare<unknown[], unknown>('select * from people where id = ?')
  const ask = memory.keep('select * from people where id = ?', { ...byOne, isWriters: true }, (params) =>
    find.all(...params),
  )
  for (const id of ['ada', 'bo', 'ada']) ask([id])
  expect(memory.rows).toBe(2)
  db.prepare(`update people set name = 'A neighbour who left'`).run()
  expect(ask(['ada'])).toMatchObject([{ name: 'A neighbour who left' }])
  memory.settle()
  expect(memory.rows).toBe(0)
  db.close()
})

test('what another connection writes is seen at the next turn', async () => {
  await seen()
  const other = new Database(house.url.slice('file:'.length))
  other.prepare(`update people set name = 'Elsewhere'`).run()
  other.close()
  await new Promise(setImmediate)
  expect(await seen()).toMatchObject([{ name: 'Elsewhere' }])
})

test('nobody who is given an answer can change it for the next', async () => {
  const [row] = await seen()
  expect(() => Object.assign(row!, { name: 'Changed' })).toThrow(TypeError)
})

test('a write that the memory does not see is found out by the same question', () => {
  const db = new Database(':memory:')
  db.exec('create table things (n integer); insert into things values (1)')
  const unseen = db.prepare('update things set n = n + 1')
  const memory = new Memory(db)
  const ask = memory.keep('select n from things', { ...plain, isWriters: true }, () =>
    db.prepare('select n from things').all(),
  )
  expect(ask([])).toEqual([{ n: 1 }])
  unseen.run()
  expect(ask([])).toEqual([{ n: 1 }])
  db.prepare('update things set n = n + 1').run()
  expect(ask([])).toEqual([{ n: 3 }])
  memory.settle()
  expect(ask([])).toEqual([{ n: 3 }])
  db.close()
})

/** A file that is written to, and how often it was asked. */
function inHand() {
  const db = new Database(':memory:')
  onTestFinished(() => void db.close())
  db.exec('create table things (n integer); insert into things values (1)')
  const memory = new Memory(db)
  const say = (sql: string) => db.prepare(sql).run()
  let asked = 0
  const find = db.prepare('select n from things')
  const run = () => {
    asked++
    return find.all()
  }
  const reader = (isWriters: boolean) => memory.keep('select n from things', { ...plain, isWriters }, run)
  return { say, memory, within: reader(true), beside: reader(false), asked: () => asked }
}

test('whoever writes is asked once for what they have written themselves, until they write again', () => {
  const { say, within, beside, asked } = inHand()
  say('begin')
  say('update things set n = 2')
  for (let n = 0; n < 3; n++) expect(within([])).toEqual([{ n: 2 }])
  expect(asked()).toBe(1)
  beside([])
  expect(asked()).toBe(2)
  say('update things set n = 3')
  expect(within([])).toEqual([{ n: 3 }])
  say('commit')
})

test('what was undone is not remembered, all of it or only back to a savepoint', () => {
  const { say, memory, within } = inHand()
  say('begin')
  say('update things set n = 2')
  say('savepoint work')
  say('update things set n = 3')
  expect(within([])).toEqual([{ n: 3 }])
  say('rollback to work')
  expect(within([])).toEqual([{ n: 2 }])
  say('rollback')
  expect(within([])).toEqual([{ n: 1 }])
  memory.settle()
  say('begin')
  say('update things set n = 4')
  expect(within([])).toEqual([{ n: 4 }])
})

test('what was read of a write is forgotten with its end', () => {
  const { say, memory, within } = inHand()
  say('begin')
  say('update things set n = 2')
  expect(within([])).toEqual([{ n: 2 }])
  say('commit')
  memory.settle()
  say('begin')
  say('update things set n = 3 where n = 5')
  expect(within([])).toEqual([{ n: 2 }])
})
