import { type Column, type SQLWrapper, sql } from 'drizzle-orm'
import type { Db } from './store.ts'

/** The same value, which SQLite does not look for by an index: for where its guess of how many rows there are is wrong. */
export function unsought(db: Db, column: Column): SQLWrapper {
  return db.engine === 'sqlite' ? sql`+${column}` : column
}
