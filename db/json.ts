import { type SQL, sql } from 'drizzle-orm'
import type { Db } from './store.ts'

/** A JSON array of strings, as rows with one column named `value`: how a list travels as one parameter. */
export function elements(db: Db, list: unknown): SQL {
  return db.engine === 'sqlite'
    ? sql`json_each(${list}) as elements`
    : sql`jsonb_array_elements_text(${list}::jsonb) as elements(value)`
}
