import * as lite from 'drizzle-orm/sqlite-core'
import type { Kit } from './kit.ts'

/** Typed as PostgreSQL's kit, so that what only SQLite can do does not compile. */
export const liteKit = {
  table: lite.sqliteTable,
  text: (name: string) => lite.text(name),
  word: (name: string) => lite.text(name),
  choice: (name: string, values: [string, ...string[]]) => lite.text(name, { enum: values }),
  int: (name: string) => lite.integer(name),
  big: (name: string) => lite.integer(name),
  number: (name: string) => lite.integer(name).primaryKey(),
  real: (name: string) => lite.real(name),
  bool: (name: string) => lite.integer(name, { mode: 'boolean' }),
  json: (name: string) => lite.text(name, { mode: 'json' }),
  timeMs: (name: string) => lite.integer(name),
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
  primaryKey: lite.primaryKey,
} as unknown as Kit
