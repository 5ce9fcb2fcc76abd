import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { Checkpoints } from './checkpoints.ts'
import { GroupCommit } from './group-commit.ts'
import { countsCommits, HighWater } from './high-water.ts'
import { liteKit } from './kit.sqlite.ts'
import { Memory } from './memory.ts'
import { bringUpToDate, stepsIn } from './migrating.ts'
import { swift } from './prepared.ts'
import { defineTables } from './schema.ts'
import { applicationId, inspect, Refused, refuseNewer } from './sqlite-file.ts'
import type { Db, Store } from './store.ts'

/** Above this, writing the file anew would keep neighbours waiting: what was deleted is still written over. */
const rewriteBytes = 256 * 1024 * 1024
/**
 * 80 MB: the thread has ended a journal long before. Where there is none yet, as in a server that is killed again and again, it is
 * done at a commit; the next start reads all of it, and keeps a copy.
 */
const journalPages = 20_000
const migrationsFolder = fileURLToPath(new URL('./migrations/sqlite', import.meta.url))

/**
 * Opens a database file, made if it is not there. Every commit is on the disk before it is acknowledged.
 *
 * @throws Refused, and leaves the file as it is, when it is not ours, newer, damaged or served by another process
 */
export function openSqlite(file: string, alone: boolean, folder = migrationsFolder): Store {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const letGo = alone ? claimFile(file) : () => {}
  try {
    return openFile(file, folder, letGo)
  } catch (error) {
    letGo()
    throw error
  }
}

function openFile(file: string, folder: string, letGo: () => void): Store {
  inspect(file, stepsIn(folder))
  keepJournal(file)
  const writer = openWriter(file, folder)
  const reader = new Database(file, { readonly: true })
  const water = new HighWater(`${file}-mark`)
  const count = countsCommits(writer)
  const troubles = behind(file, { seen: water.seen ?? 0, now: count.now() })
  const memory = new Memory(writer)
  const group = groupOf(writer, memory, { next: count.next, note: (commits) => water.note(commits) })
  const checkpoints = new Checkpoints(file, group)
  return {
    engine: 'sqlite',
    troubles,
    read: asDb(reader, memory, writer),
    ...written(group),
    // The file has one process, and so one clock.
    keepsTime: async () => true,
    scrub: () => group.between(() => scrub(writer)),
    async close() {
      await group.idle()
      await checkpoints.close()
      reader.close()
      writer.close()
      water.close()
      letGo()
    },
  }
}

type Counting = { next: () => number; note: (commits: number) => void }

const groupOf = (writer: Database.Database, memory: Memory, counting: Counting) =>
  new GroupCommit(writer, asDb(writer, memory), { ...counting, settle: () => memory.settle() })

const written = (group: GroupCommit): Pick<Store, 'write' | 'onNews' | 'waiting' | 'onCommit'> => ({
  write: (work) => group.write(work),
  onNews: (listener) => group.onNews(listener),
  waiting: () => group.waiting,
  onCommit: (listener) => group.onCommit(listener),
})

/** How many migrations this Doorstep knows: what `user_version` is once they have run. */
export const schemaVersion = () => stepsIn(migrationsFolder)

/** One process serves a file. The lock is the operating system's, so it ends with the process however that ends. */
export function claimFile(file: string) {
  const lock = new Database(`${file}-lock`, { timeout: 0 })
  try {
    lock.pragma('journal_mode = MEMORY')
    lock.exec('begin exclusive')
  } catch {
    lock.close()
    throw new Refused(
      `Another Doorstep serves ${file} already. Stop it first, or give this one another DATABASE_URL`,
    )
  }
  return () => lock.close()
}

/** Opening takes a damaged journal for a shorter one and cuts it off, so a copy waits until we know that nothing is lost. */
function keepJournal(file: string) {
  const journal = `${file}-wal`
  if (existsSync(journal) && statSync(journal).size > 0) copyFileSync(journal, `${journal}-before`)
}

/** A database behind its own mark has lost what was acknowledged: said, and the journal as it was is kept. */
function behind(file: string, { seen, now }: { seen: number; now: number }): string[] {
  const copy = `${file}-wal-before`
  if (now >= seen) {
    rmSync(copy, { force: true })
    return []
  }
  const kept = `${file}-wal-damaged-${seen}`
  if (existsSync(copy)) renameSync(copy, kept)
  const where = existsSync(kept) ? ` The journal as it was found is ${kept}.` : ''
  return [
    `${file} has lost its last ${seen - now} saved changes: its journal is damaged, or an older copy was put in its place.${where}`,
  ]
}

function openWriter(file: string, folder: string): Database.Database {
  const isNew = !existsSync(file) || statSync(file).size === 0
  const writer = new Database(file)
  // Before the journal is a WAL, so that it stands in the file itself from its first byte.
  if (isNew) writer.pragma(`application_id = ${applicationId}`)
  writer.pragma('journal_mode = WAL')
  writer.pragma('synchronous = FULL')
  writer.pragma('busy_timeout = 5000')
  // What is deleted is written over, and no copy of it goes to a folder that others can read.
  writer.pragma('secure_delete = ON')
  writer.pragma('temp_store = MEMORY')
  writer.pragma('cache_size = -65536')
  writer.pragma(`wal_autocheckpoint = ${journalPages}`)
  refuseNewer(file, Number(writer.pragma('user_version', { simple: true })), stepsIn(folder))
  writer.pragma('foreign_keys = OFF')
  bringUpToDate(writer, file, folder)
  writer.pragma('foreign_keys = ON')
  // better-sqlite3 is compiled to reopen a WAL file with NORMAL, which may lose what was acknowledged.
  if (writer.pragma('synchronous', { simple: true }) !== 2)
    throw new Error('SQLite is not at synchronous=FULL')
  return writer
}

/** Pages that were split may hold an old copy of a row that is gone, so the file is written anew. */
function scrub(writer: Database.Database) {
  const bytes = (name: string) => Number(writer.pragma(name, { simple: true }))
  if (bytes('page_count') * bytes('page_size') <= rewriteBytes) writer.exec('VACUUM')
  writer.pragma('wal_checkpoint(TRUNCATE)')
}

function asDb(connection: Database.Database, memory: Memory, beside?: Database.Database): Db {
  const db = drizzle(connection)
  // Drizzle keeps its dialect out of its types, and `Db` is typed as PostgreSQL on both engines.
  const dialect = (db as unknown as { dialect: { escapeParam(at: number): string } }).dialect
  // A bare `?` has SQLite plan every join anew at each call, so as to look at the value: 33 µs instead of 5.
  dialect.escapeParam = () => '+?'
  const quick = <T extends object>(prepared: T, isKept: boolean) =>
    swift(connection, prepared, { memory: isKept ? memory : undefined, beside })
  const extras = { t: defineTables(liteKit), engine: 'sqlite', news: new Set<string>(), swift: quick }
  return Object.assign(db, extras) as unknown as Db
}
