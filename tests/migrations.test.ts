/** A newer Doorstep on an older file: every word is there afterwards, and a machine that stops in the middle has changed nothing. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { openStore } from '#db'
import { restore } from '../db/backup.ts'
import { copyBeforeOf } from '../db/migrating.ts'
import { openSqlite } from '../db/sqlite.ts'
import { often } from './support/often.ts'
import { asOf, contentsOf, filledFile, journalOf, released, withLater } from './support/older-schemas.ts'
import { scratch } from './support/scratch.ts'
import { addressOf, ask } from './support/templates.ts'

const script = fileURLToPath(new URL('./support/migratable.ts', import.meta.url))
const steps = journalOf(released).entries.length
const kills = often('MIGRATION_KILLS', { suite: 4, long: 100 })
const limit = { timeout: 60_000 + kills * 10_000 }

function shelf() {
  const dir = scratch('migrating')
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return { dir, file: join(dir, 'doorstep.db') }
}

test.each(Array.from({ length: steps }, (_, n) => n + 1))(
  'a file of the %ith schema there has been keeps every row of every table',
  limit,
  async (count) => {
    const { dir, file } = shelf()
    await filledFile(file, asOf(count, join(dir, 'then')), 20)
    const before = contentsOf(file)
    expect(Object.keys(before).length).toBeGreaterThan(40)
    const store = openSqlite(file, true)
    expect(store.troubles).toEqual([])
    await store.close()
    const after = contentsOf(file, Object.keys(before))
    for (const [table, rows] of Object.entries(after))
      expect(JSON.parse(rows).length, table).toBe(JSON.parse(before[table]!).length)
    expect(existsSync(copyBeforeOf(file, steps))).toBe(count < steps)
  },
)

/** Kills a process before the `step`-th change of a table. @returns how many there were when it was not reached */
function migrateUntil(
  { file, folder, step }: { file: string; folder: string; step: number },
  fault?: 'loose',
) {
  const run = spawnSync(process.execPath, [script, file, folder, String(step), ...(fault ? [fault] : [])])
  if (run.signal !== 'SIGKILL' && run.status !== 0) throw new Error(String(run.stderr))
  return Number(run.stdout.toString() || 0)
}

/** As the older Doorstep left it, as the newer one does, or neither. */
function stateOf(file: string): 'old' | 'new' | string {
  const db = new Database(file)
  const one = (sql: string) => db.prepare<[], { n: number }>(sql).get()!.n
  const seen = {
    version: one('select user_version as n from pragma_user_version'),
    steps: one('select count(*) as n from __drizzle_migrations'),
    table: one("select count(*) as n from sqlite_master where name in ('later', 'later_seq')"),
    column: one("select count(*) as n from pragma_table_info('logs') where name = 'note'"),
    sum: one('select sum(seq) as n from logs'),
    check: db.pragma('integrity_check', { simple: true }),
  }
  db.close()
  const rows = 20
  const sum = (rows * (rows + 1)) / 2
  const old = { version: steps, steps, table: 0, column: 0, sum, check: 'ok' }
  const now = { version: steps + 1, steps: steps + 1, table: 2, column: 1, sum: sum + rows, check: 'ok' }
  const [said, ...known] = [seen, old, now].map((one) => JSON.stringify(one))
  return ['old', 'new'][known.indexOf(said!)] ?? said!
}

async function oldFile() {
  const { dir, file } = shelf()
  const folder = withLater(join(dir, 'later'))
  const made = join(dir, 'made.db')
  await filledFile(made, asOf(steps, join(dir, 'then')), 20)
  const fresh = () => {
    for (const end of ['', '-wal', '-shm', '-mark']) rmSync(`${file}${end}`, { force: true })
    copyFileSync(made, file)
  }
  fresh()
  return { file, folder, fresh }
}

test(`killed in the middle ${kills} times, the file is old or new, never between`, limit, async () => {
  const { file, folder, fresh } = await oldFile()
  const changes = migrateUntil({ file, folder, step: Number.POSITIVE_INFINITY })
  expect(changes).toBeGreaterThan(5)
  expect(stateOf(file)).toBe('new')
  const seen = new Set<string>()
  for (let n = 0; n < kills; n++) {
    fresh()
    // Each change in turn, the last ones first.
    migrateUntil({ file, folder, step: changes - (n % changes) })
    seen.add(stateOf(file))
    // And the next start goes on as if nothing had been.
    await openSqlite(file, true, folder).close()
    expect(stateOf(file)).toBe('new')
  }
  expect([...seen]).toEqual(['old'])
})

test('tables that change outside a transaction are found out', limit, async () => {
  const { file, folder } = await oldFile()
  const changes = migrateUntil({ file, folder, step: Number.POSITIVE_INFINITY }, 'loose')
  expect(changes).toBeGreaterThan(5)
  const again = await oldFile()
  migrateUntil({ ...again, step: changes - 1 }, 'loose')
  expect(['old', 'new']).not.toContain(stateOf(again.file))
})

test('the copy that was made first is the way back', limit, async () => {
  const { file, folder } = await oldFile()
  const before = contentsOf(file)
  await openSqlite(file, true, folder).close()
  expect(() => openSqlite(file, true)).toThrow(/made by a newer Doorstep/)
  restore(copyBeforeOf(file, steps + 1), file, 'now')
  const older = openSqlite(file, true)
  expect(older.troubles).toEqual([])
  await older.close()
  expect(contentsOf(file)).toEqual(before)
})

test('a file whose copy would be no way back is left as it is', limit, async () => {
  const { file, folder } = await oldFile()
  const db = new Database(file)
  db.pragma('foreign_keys = OFF')
  db.exec("update claims set post_id = 'nowhere' where id = (select min(id) from claims)")
  db.close()
  expect(() => openSqlite(file, true, folder)).toThrow(/does not hold together: ok, 1 loose/)
  expect(stateOf(file)).toBe('old')
  expect(readdirSync(join(dirname(file), 'backups'))).toEqual([])
})

test('processes that start together on PostgreSQL make the tables once', limit, async () => {
  const server = inject('postgresUrl')
  const name = `together_${process.pid}`
  await ask(server, `create database ${name}`)
  onTestFinished(() => ask(server, `drop database ${name} with (force)`))
  const url = addressOf(server, name)
  const stores = await Promise.all([1, 2, 3, 4].map(() => openStore(url)))
  await Promise.all(stores.map((store) => store.close()))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query('select count(*)::int as n from drizzle.__drizzle_migrations')
  await client.end()
  const { entries } = journalOf(released.replace(/sqlite$/, 'postgres'))
  expect(rows).toEqual([{ n: entries.length }])
})
