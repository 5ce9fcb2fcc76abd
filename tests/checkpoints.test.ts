import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Db } from '#db'
import { Checkpoints } from '../db/checkpoints.ts'
import { GroupCommit } from '../db/group-commit.ts'
import { savePerson } from '../server/people/queries.ts'
import { openHouse, type Store } from './support/house.ts'
import { scratch } from './support/scratch.ts'

const row = (n: number) => ({ boardId: `street ${n}`, seq: n })
/** Enough to be worth a thread, and far too little for SQLite to carry anything over by itself. */
const many = 150

async function write(store: Store, from = 0) {
  const rows = Array.from({ length: many }, (_, n) => row(from + n))
  await Promise.all(rows.map((one) => store.write((tx) => tx.insert(tx.t.logs).values(one))))
}

/** What stands in the file itself, whatever its journal says. */
function inTheFile(url: string, table = 'logs'): number {
  const folder = scratch('copy')
  const copy = join(folder, 'alone.db')
  copyFileSync(url.slice('file:'.length), copy)
  const db = new Database(copy, { readonly: true })
  try {
    return db.prepare<[], number>(`select count(*) from ${table}`).pluck().get() ?? 0
  } finally {
    db.close()
    rmSync(folder, { recursive: true })
  }
}

test('what is in the journal comes into the file while the board is open', async () => {
  const { store, url } = await openHouse('sqlite')
  await write(store)
  await expect.poll(() => inTheFile(url)).toBe(many)
})

test('a board that is closed meanwhile leaves no journal, and all of it in the file', async () => {
  const house = await openHouse('sqlite', true)
  for (let n = 0; n < 5; n++) await write(house.store, n * many)
  await house.shut()
  expect(inTheFile(house.url)).toBe(5 * many)
  const folder = dirname(house.url.slice('file:'.length))
  expect(readdirSync(folder).filter((name) => name.endsWith('-wal'))).toEqual([])
  await house.drop()
  expect(existsSync(folder)).toBe(false)
})

test('before there is a thread a journal is carried over at a commit, from 80 MB on', async () => {
  const { store, url } = await openHouse('sqlite')
  const name = 'x'.repeat(4 * 1024 * 1024)
  // Fewer works than begin a thread.
  for (let n = 0; n < 33; n++) await store.write((tx) => savePerson(tx, { id: `person ${n}`, name, now: n }))
  const megabytes = statSync(`${url.slice('file:'.length)}-wal`).size / 1024 / 1024
  expect(megabytes).toBeGreaterThan(70)
  expect(megabytes).toBeLessThan(90)
})

/** A street's file at work, whose writer carries nothing over by itself; `begun` counts how often its journal began anew. */
function busyFile() {
  const file = join(scratch('busy'), 'busy.db')
  const writer = new Database(file)
  onTestFinished(() => void writer.close())
  for (const setting of ['journal_mode = WAL', 'wal_autocheckpoint = 0']) writer.pragma(setting)
  writer.exec('create table pages (page text)')
  const insert = writer.prepare('insert into pages values (?)')
  const fill = (megabytes: number) => void insert.run('x'.repeat(megabytes * 1024 * 1024))
  const begun = () => readFileSync(`${file}-wal`).readUInt32BE(12)
  return { file, fill, begun }
}

/** The works that a thread asks to have done while nobody writes. */
async function carriedOver({ file }: { file: string }, meanwhile = () => {}) {
  let note: (works: number) => void = () => {}
  const asked: (() => unknown)[] = []
  const checkpoints = new Checkpoints(file, {
    onCommit: (counter) => {
      note = counter
    },
    between: async (work) => {
      asked.push(work)
      meanwhile()
      return await work()
    },
  })
  onTestFinished(() => checkpoints.close())
  note(many)
  await vi.waitFor(() => expect(inTheFile(`file:${file}`, 'pages')).toBeGreaterThan(0))
  return asked
}

test('a journal that is long ends while nobody writes, and whoever writes next begins it anew', async () => {
  const busy = busyFile()
  busy.fill(33)
  // What is written while the thread is at work is left over; here somebody reads, so that some is for certain.
  const reader = new Database(busy.file)
  reader.exec('begin; select count(*) from pages')
  busy.fill(1)
  const asked = await carriedOver(busy, () => void reader.close())
  await vi.waitFor(() => expect(inTheFile(`file:${busy.file}`, 'pages')).toBe(2))
  expect(asked).toHaveLength(1)
  expect(busy.begun()).toBe(0)
  busy.fill(1)
  expect(busy.begun()).toBe(1)
})

test('nobody waits for a journal that is short', async () => {
  const busy = busyFile()
  busy.fill(20)
  expect(await carriedOver(busy)).toHaveLength(0)
})

test('what is to be written waits for what nobody may write meanwhile', async () => {
  const { file } = busyFile()
  const writer = new Database(file)
  onTestFinished(() => void writer.close())
  const counting = { next: () => 0, note: () => {}, settle: () => {} }
  const group = new GroupCommit(writer, { news: new Set<string>() } as Db, counting)
  const order: string[] = []
  const write = (name: string) => group.write(async () => void order.push(name))
  const first = write('first')
  await group.between(async () => {
    order.push(`alone ${writer.inTransaction}`)
    await new Promise((later) => setTimeout(later, 20))
    order.push('over')
  })
  await first
  const alone = group.between(async () => {
    const waiting = write('second')
    await Promise.race([waiting, new Promise((later) => setTimeout(later, 20))])
    order.push('over again')
  })
  await alone
  await group.idle()
  expect(order).toEqual(['alone false', 'over', 'first', 'over again', 'second'])
})

test('what is only being written is not carried over', async () => {
  const { store, url } = await openHouse('sqlite')
  await write(store)
  await expect.poll(() => inTheFile(url)).toBe(many)
  const failed = store.write(async (tx) => {
    for (let n = 0; n < many; n++) await tx.insert(tx.t.logs).values(row(many + n))
    throw new Error('changed my mind')
  })
  await expect(failed).rejects.toThrow('changed my mind')
  await write(store, 5000)
  await expect.poll(() => inTheFile(url)).toBe(2 * many)
})
