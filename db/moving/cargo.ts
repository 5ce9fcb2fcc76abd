import { getTableColumns } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import { pgKit } from '../kit.postgres.ts'
import { defineTables } from '../schema.ts'

/** What a column holds, as both engines must give it back. */
export type Kind = 'text' | 'whole' | 'long' | 'real' | 'bool' | 'json'
export type Column = { name: string; kind: Kind; isKey: boolean }
export type Cargo = { name: string; columns: Column[] }
/** A value as it is the same on both engines; JSON as text with its keys in order, so that 'null' is not nothing. */
export type Value = string | number | boolean | null
/** In the order of the table's columns. */
export type Row = Value[]

const kinds: Record<string, Kind> = {
  text: 'text',
  'text collate "C"': 'text',
  integer: 'whole',
  bigint: 'long',
  'double precision': 'real',
  boolean: 'bool',
  jsonb: 'json',
}

/** Every table of the house, each after those that it refers to; whatever its columns are, which each table's own type would keep. */
export function allCargo(): Cargo[] {
  const waiting = new Set<PgTable>(Object.values(defineTables(pgKit)) as unknown as PgTable[])
  const sorted: PgTable[] = []
  while (waiting.size > 0) {
    const free = [...waiting].filter((table) => refersTo(table).every((other) => !waiting.has(other)))
    if (free.length === 0) throw new Error('These tables refer to each other in a ring')
    for (const table of free) waiting.delete(table)
    sorted.push(...free)
  }
  return sorted.map(cargoOf)
}

function refersTo(table: PgTable): PgTable[] {
  const others = getTableConfig(table).foreignKeys.map((key) => key.reference().foreignTable)
  return others.filter((other) => other !== table)
}

function cargoOf(table: PgTable): Cargo {
  const { name, primaryKeys } = getTableConfig(table)
  const keys = new Set(primaryKeys.flatMap(({ columns }) => columns.map((column) => column.name)))
  const columns = Object.values(getTableColumns(table)).map((column) => ({
    name: column.name,
    kind: kinds[column.getSQLType()] ?? fail(`${name}.${column.name} is of a kind that cannot be moved`),
    isKey: keys.has(column.name) || column.isUnique || (column.primary && column.name !== 'number'),
  }))
  return { name, columns }
}

function fail(why: string): never {
  throw new Error(why)
}

/** What a row is called when something has to be said about it. */
export const keyOf = ({ columns }: Cargo, row: Row): string =>
  row.filter((_, at) => columns[at]!.isKey).join(' / ')

/** JSON with the keys of every group in order: PostgreSQL does not keep the order in which they were written. */
export function inOrder(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

const fits: Record<Kind, (value: Value) => boolean> = {
  text: (value) => typeof value === 'string' && !value.includes('\0'),
  whole: (value) => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31,
  long: (value) => Number.isSafeInteger(value),
  real: (value) => Number.isFinite(value),
  bool: (value) => typeof value === 'boolean',
  json: (value) => typeof value === 'string' && !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(value),
}

/** The column of this row that only SQLite can hold; undefined when both engines hold all of it. */
export const misfitIn = ({ columns }: Cargo, row: Row): string | undefined =>
  columns.find(({ kind }, at) => row[at] !== null && !fits[kind](row[at]!))?.name
