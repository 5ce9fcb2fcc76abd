import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
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
function inTheFile(url: string): number {
  const folder = scratch('copy')
  const copy = join(folder, 'alone.db')
  copyFileSync(url.slice('file:'.length), copy)
  const db = new Database(copy, { readonly: true })
  try {
    return db.prepare<[], number>('select count(*) from logs').pluck().get() ?? 0
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
