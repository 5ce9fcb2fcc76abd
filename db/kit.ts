/**
 * One vocabulary of column kinds, two engines. The types are PostgreSQL's, so a query that only SQLite knows
 * (`.get()`, `.all()`) does not compile; the SQLite kit is cast to the same shape. Times are epoch milliseconds.
 */
import * as pg from 'drizzle-orm/pg-core'
import * as lite from 'drizzle-orm/sqlite-core'

const pgWord = pg.customType<{ data: string }>({ dataType: () => 'text collate "C"' })

const pgKit = {
  table: pg.pgTable,
  text: (name: string) => pg.text(name),
  /** Text in byte order whatever the database's language, so that a range of words is the same on both. */
  word: (name: string) => pgWord(name),
  choice: <const T extends readonly [string, ...string[]]>(name: string, values: T) =>
    pg.text(name, { enum: values }),
  int: (name: string) => pg.integer(name),
  real: (name: string) => pg.doublePrecision(name),
  bool: (name: string) => pg.boolean(name),
  json: <T>(name: string) => pg.jsonb(name).$type<T>(),
  timeMs: (name: string) => pg.bigint(name, { mode: 'number' }),
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
}
export type Kit = typeof pgKit

const liteKit = {
  table: lite.sqliteTable,
  text: (name: string) => lite.text(name),
  word: (name: string) => lite.text(name),
  choice: (name: string, values: [string, ...string[]]) => lite.text(name, { enum: values }),
  int: (name: string) => lite.integer(name),
  real: (name: string) => lite.real(name),
  bool: (name: string) => lite.integer(name, { mode: 'boolean' }),
  json: (name: string) => lite.text(name, { mode: 'json' }),
  timeMs: (name: string) => lite.integer(name),
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
  primaryKey: lite.primaryKey,
} as unknown as Kit

export const kits = { postgres: pgKit, sqlite: liteKit }
