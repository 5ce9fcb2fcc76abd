import { getTableColumns, sql } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT, PgTable } from 'drizzle-orm/pg-core'
import type { Tables } from './schema.ts'

type Queries = Pick<
  PgDatabase<PgQueryResultHKT>,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | '$count' | 'with' | '$with'
>

export { Refused } from './sqlite-file.ts'

/** One connection as queries see it, with the tables of its engine. Typed as PostgreSQL on both. */
export type Db = Queries & {
  readonly t: Tables
  readonly engine: 'sqlite' | 'postgres'
  /** Boards this transaction has written an event for, or what else all processes must hear of after the commit. */
  readonly news: Set<string>
  /** Makes a prepared statement cheaper to run, where this engine knows how; `isKept` as for `remembered`. */
  readonly swift?: <T extends object>(prepared: T, isKept: boolean) => T
}

export interface Store {
  readonly engine: 'sqlite' | 'postgres'
  /** Reads only. On SQLite a read-only connection, so that a write outside `write` fails at once. */
  readonly read: Db
  /**
   * One short transaction: all of it or nothing, durable when the promise resolves. A work does no I/O but
   * its queries, never calls `write` itself, and may be run again from its beginning where the first time was undone.
   */
  write<T>(work: (tx: Db) => Promise<T>): Promise<T>
  /** Calls `listener` with each board that has new events, and other news, after the commit, in a later turn. */
  onNews(listener: (news: string) => void): void
  /**
   * Whether it is for this process to do what time brings: of all that serve one database it is one, the same as long as
   * it lives.
   */
  keepsTime(): Promise<boolean>
  /**
   * Leaves nothing on the disk of what was deleted before: on SQLite the file is written anew and its log emptied, on
   * PostgreSQL dead rows are cleared away. Costs about a second for every 100 MB; reading goes on meanwhile.
   */
  scrub(): Promise<void>
  /** How many works wait to be written, those being written included. */
  waiting(): number
  /** Calls `listener` after each commit with the number of works in it. */
  onCommit(listener: (works: number) => void): void
  /** What was found amiss at the opening, in sentences for whoever keeps the machine. */
  readonly troubles: readonly string[]
  close(): Promise<void>
}

/**
 * Builds a query once for each connection and keeps it: a prepared statement costs 1.1 to 1.4 × raw, one
 * built for each call 2.4 to 15 ×.
 */
export const hot = <T extends object>(build: (db: Db) => T) => once(build, false)

/**
 * The same for a read that is asked again and again with the same values, when little is written to its tables. What it
 * gives may not be changed, and no moment may be among its values: each would be another question.
 */
export const remembered = <T extends object>(build: (db: Db) => T) => once(build, true)

function once<T extends object>(build: (db: Db) => T, isKept: boolean): (db: Db) => T {
  const built = new WeakMap<Db, T>()
  return (db) => {
    const known = built.get(db)
    if (known) return known
    const prepared = build(db)
    const made = db.swift?.(prepared, isKept) ?? prepared
    built.set(db, made)
    return made
  }
}

/** An insert of whole rows, each column but a number of the table's own a parameter of its name: for `hot` to prepare. */
export function insertsWhole<T extends PgTable>(db: Db, table: T) {
  const columns = Object.entries(getTableColumns(table))
  const names = columns.flatMap(([name, { primary }]) => (primary && name === 'number' ? [] : name))
  const values = Object.fromEntries(names.map((name) => [name, sql.placeholder(name)]))
  // A type for the columns of any table is more than the compiler can follow; whoever executes it gives a whole row.
  return db.insert(table).values(values as never)
}

/** A proven copy of a database file, made in a thread of its own while it is served. @throws Refused */
export async function copyFile(file: string, to: string): Promise<void> {
  await (await import('./backup.ts')).backUpApart(file, to)
}

/**
 * Opens `file:PATH` as SQLite or `postgres://…` as PostgreSQL, and brings its tables up to date.
 *
 * @param alone refuses a SQLite file that another process serves already
 * @throws when the address is neither; Refused when the file is not ours, newer or damaged
 */
export async function openStore(url: string, { alone = false } = {}): Promise<Store> {
  if (url.startsWith('file:'))
    return (await import('./sqlite.ts')).openSqlite(url.slice('file:'.length), alone)
  if (/^postgres(ql)?:/.test(url)) return (await import('./postgres.ts')).openPostgres(url)
  throw new Error('DATABASE_URL is neither file:… nor postgres://…')
}
