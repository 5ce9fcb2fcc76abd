import * as pg from 'drizzle-orm/pg-core'

const pgWord = pg.customType<{ data: string }>({ dataType: () => 'text collate "C"' })

export const pgKit = {
  table: pg.pgTable,
  text: (name: string) => pg.text(name),
  /** Text in byte order whatever the database's language, so that a range of words is the same on both. */
  word: (name: string) => pgWord(name),
  choice: <const T extends readonly [string, ...string[]]>(name: string, values: T) =>
    pg.text(name, { enum: values }),
  int: (name: string) => pg.integer(name),
  /** A whole number that may be beyond 2^31. */
  big: (name: string) => pg.bigint(name, { mode: 'number' }),
  /** Given by the table itself, 1, 2, 3 …: short inside, where an id of 36 letters stands in many rows. Never shown. */
  number: (name: string) => pg.bigint(name, { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
  real: (name: string) => pg.doublePrecision(name),
  bool: (name: string) => pg.boolean(name),
  json: <T>(name: string) => pg.jsonb(name).$type<T>(),
  timeMs: (name: string) => pg.bigint(name, { mode: 'number' }),
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
}
