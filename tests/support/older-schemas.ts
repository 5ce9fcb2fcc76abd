/** Every schema there has been, each as a filled file made from the migrations themselves; and one that is still to come. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { openSqlite } from '../../db/sqlite.ts'

export const released = fileURLToPath(new URL('../../db/migrations/sqlite', import.meta.url))
type Entry = { idx: number; version: string; when: number; tag: string; breakpoints: boolean }
type Journal = { entries: Entry[] }
export const journalOf = (folder: string): Journal =>
  JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8'))

/** The migrations as they were when there were `count` of them. */
export function asOf(count: number, folder: string): string {
  mkdirSync(join(folder, 'meta'), { recursive: true })
  const journal = journalOf(released)
  const entries = journal.entries.slice(0, count)
  for (const { tag } of entries) cpSync(join(released, `${tag}.sql`), join(folder, `${tag}.sql`))
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }))
  return folder
}

/** What a later release may do: a new table filled from an old one, a new column, and another that goes. */
const later = [
  'CREATE TABLE `later` (`id` text PRIMARY KEY NOT NULL, `seq` integer NOT NULL);',
  'INSERT INTO later SELECT board_id, seq FROM logs;',
  "ALTER TABLE `logs` ADD `note` text DEFAULT '' NOT NULL;",
  'UPDATE logs SET seq = seq + 1;',
  'CREATE INDEX `later_seq` ON `later` (`seq`);',
]

/** All migrations there are, and one more. */
export function withLater(folder: string): string {
  const all = journalOf(released).entries
  asOf(all.length, folder)
  const tag = `${String(all.length).padStart(4, '0')}_later`
  const entry = { ...all.at(-1)!, idx: all.length, when: all.at(-1)!.when + 1, tag }
  writeFileSync(join(folder, `${tag}.sql`), later.join('\n--> statement-breakpoint\n'))
  writeFileSync(
    join(folder, 'meta/_journal.json'),
    JSON.stringify({ ...journalOf(released), entries: [...all, entry] }),
  )
  return folder
}

const bookkeeping = new Set(['__drizzle_migrations', 'high_water'])
const tablesIn = (db: Database.Database) =>
  db
    .prepare<[], { name: string }>(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and sql not like 'CREATE VIRTUAL%'",
    )
    .all()
    .flatMap(({ name }) => (bookkeeping.has(name) || name.includes('_fts') ? [] : [name]))

/** A file with `rows` rows in every table of its time. */
export async function filledFile(file: string, folder: string, rows: number) {
  await openSqlite(file, false, folder).close()
  const db = new Database(file)
  db.pragma('foreign_keys = OFF')
  for (const table of tablesIn(db)) fill(db, table, rows)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

type Column = { name: string; type: string }
type Reference = { from: string; table: string; to: string }

function fill(db: Database.Database, table: string, rows: number) {
  const columns = db.prepare<[], Column>(`select name, type from pragma_table_info('${table}')`).all()
  const places = columns.map(() => '?').join(', ')
  const add = db.prepare(`insert into "${table}" values (${places})`)
  const value = ({ name, type }: Column, n: number) =>
    /int|real|numeric/i.test(type) ? n : `"${rootOf(db, table, name)} ${n}"`
  db.transaction(() => {
    for (let n = 1; n <= rows; n++) add.run(columns.map((column) => value(column, n)))
  })()
}

/** The column that a column points at in the end, so that each reference finds its row. */
function rootOf(db: Database.Database, table: string, column: string): string {
  const all = db.prepare<[], Reference>(
    `select "from", "table", "to" from pragma_foreign_key_list('${table}')`,
  )
  const up = all.all().find(({ from }) => from === column)
  return up ? rootOf(db, up.table, up.to) : `${table} ${column}`
}

/** How many rows are in each table, and what is in them, in a file that nobody serves. */
export function contentsOf(file: string, only?: string[]): Record<string, string> {
  const db = new Database(file)
  const names = tablesIn(db).filter((name) => !only || only.includes(name))
  const contents = Object.fromEntries(
    names.map((name) => [
      name,
      JSON.stringify(db.prepare(`select * from "${name}" order by 1, 2`).raw().all()),
    ]),
  )
  db.close()
  return contents
}
