import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { GroupCommit } from './group-commit.ts'
import { liteKit } from './kit.sqlite.ts'
import { defineTables } from './schema.ts'
import type { Db, Store } from './store.ts'

/** Above this, writing the file anew would keep neighbours waiting: what was deleted is still written over. */
const rewriteBytes = 256 * 1024 * 1024
const migrationsFolder = fileURLToPath(new URL('./migrations/sqlite', import.meta.url))

/** Opens a database file, made if it is not there. Every commit is on the disk before it is acknowledged. */
export function openSqlite(file: string): Store {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const writer = openWriter(file)
  const reader = new Database(file, { readonly: true })
  const group = new GroupCommit(writer, asDb(writer))
  return {
    engine: 'sqlite',
    read: asDb(reader),
    write: (work) => group.write(work),
    onNews: (listener) => group.onNews(listener),
    scrub: () => group.between(() => scrub(writer)),
    async close() {
      await group.idle()
      reader.close()
      writer.close()
    },
  }
}

function openWriter(file: string): Database.Database {
  const writer = new Database(file)
  writer.pragma('journal_mode = WAL')
  writer.pragma('synchronous = FULL')
  writer.pragma('busy_timeout = 5000')
  // What is deleted is written over, and no copy of it goes to a folder that others can read.
  writer.pragma('secure_delete = ON')
  writer.pragma('temp_store = MEMORY')
  writer.pragma('foreign_keys = OFF')
  migrate(drizzle(writer), { migrationsFolder })
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

function asDb(connection: Database.Database): Db {
  const extras = { t: defineTables(liteKit), engine: 'sqlite', news: new Set<string>() }
  return Object.assign(drizzle(connection), extras) as unknown as Db
}
