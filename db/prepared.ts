/**
 * Drizzle asks of every column of every row, and of every parameter of every call, what kind of thing it is. Of a
 * prepared statement the answer never changes, so here it is asked once: docs/decisions/0021.
 */
import type Database from 'better-sqlite3'
import { type AnyColumn, Column, getTableName, is, Param, Placeholder, SQL } from 'drizzle-orm'
import type { Memory, Question } from './memory.ts'
import { listedOut, writtenOut } from './written-out.ts'

type Values = Record<string, unknown>
type Row = readonly unknown[]
type Decoder = { mapFromDriverValue(raw: unknown): unknown }
type Field = { path: string[]; field: AnyColumn | SQL | { sql: { decoder: Decoder } } }
/** Of each table whether its row is always there. */
type Joins = Record<string, boolean> | undefined

/** What Drizzle keeps about a statement it has prepared; it says no more of it in its types than `getQuery`. */
type Prepared = {
  getQuery(): { sql: string; params: unknown[] }
  fields: Field[] | undefined
  joinsNotNullableMap: Joins
}

type Help = { memory?: Memory | undefined; beside?: Database.Database | undefined }

/**
 * The same statement, to be run by `execute`, which answers as Drizzle's does.
 *
 * @param memory keeps what it has answered
 * @param beside asked instead while nothing is being written on it: its pages are still in memory, where a reader reads them
 *   anew after each commit
 * @returns only `execute` of what `T` has, which is all that anybody calls
 */
export function swift<T extends object>(
  connection: Database.Database,
  prepared: T,
  { memory, beside }: Help,
): T {
  const { fields, joinsNotNullableMap: joins } = prepared as unknown as Prepared
  const { sql: text, params } = (prepared as unknown as Prepared).getQuery()
  const sql = unguarded(text)
  const statement = connection.prepare<unknown[], Row>(sql)
  const fill = filling(params)
  if (!fields) return { execute: async (values: Values = {}) => statement.run(fill(values)) } as unknown as T
  statement.raw()
  const read = reading(fields, joins)
  const warm = beside?.prepare<unknown[], Row>(sql).raw()
  const run = (params: unknown[]) => (warm && !beside?.inTransaction ? warm : statement).all(params).map(read)
  const recall = memory?.keep(sql, { ...questionOf(params), isWriters: !beside }, run) ?? run
  return { execute: async (values: Values = {}) => recall(fill(values)) } as unknown as T
}

/**
 * Whatever fails is undone with the whole work it is part of, so SQLite need not keep a copy of each page to undo the statement
 * alone: an insert of many rows costs half.
 */
const unguarded = (sql: string) => sql.replace(/^insert into/, 'insert or fail into')

/**
 * The first of each name tells; what is always the same, or the same as one before, does not. The board before all: many ask about few
 * boards, and then there is one map of people for each of those and not one of boards for each of the people.
 */
function questionOf(params: readonly unknown[]): Question {
  const names = params.map((param) => holderOf(param)?.name)
  const telling = [...names.keys()].filter((n) => names[n] !== undefined && names.indexOf(names[n]) === n)
  const [boards, others] = [true, false].map((is) => telling.filter((n) => (names[n] === 'boardId') === is))
  return {
    count: params.length,
    telling: [...boards!, ...others!],
    shape: JSON.stringify(params.map((param, n) => names[n] ?? [param])),
  }
}

function holderOf(param: unknown): Placeholder | undefined {
  const holder = is(param, Param) ? param.value : param
  return is(holder, Placeholder) ? holder : undefined
}

/** How the parameters are found among the values of a call. @throws where one has no value */
function filling(params: readonly unknown[]): (values: Values) => unknown[] {
  const programs = params.map((param, n) => {
    const name = plainName(param)
    const found = `given[${n}](source)`
    if (name === undefined) return found
    const value = `source[${JSON.stringify(name)}]`
    return `${value} === undefined ? ${found} : ${value}`
  })
  return listedOut(programs, params.map(giving))
}

/** Of a parameter that is bound as it is given. */
function plainName(param: unknown): string | undefined {
  const isMapped = is(param, Param) && !isAsItIs(param.encoder.mapToDriverValue)
  return isMapped ? undefined : holderOf(param)?.name
}

/** How one parameter is found where there is more to do for it, or something amiss. */
function giving(param: unknown): (values: Values) => unknown {
  const holder = holderOf(param)
  if (!holder) return () => param
  if (!is(param, Param)) return named(holder)
  const [find, { encoder }] = [named(holder), param]
  return isAsItIs(encoder.mapToDriverValue) ? find : (values) => encoder.mapToDriverValue(find(values))
}

const named =
  ({ name }: Placeholder) =>
  (values: Values) => {
    if (!(name in values)) throw new Error(`No value for placeholder "${name}" was provided`)
    return values[name]
  }

const { mapFromDriverValue, mapToDriverValue } = Column.prototype
const isAsItIs = (map: unknown) => map === mapFromDriverValue || map === mapToDriverValue

type Part = { name: string; read: (row: Row) => unknown }

/** How a row becomes an object; the columns of one table are an object within it, or null where a join found no row. */
function reading(fields: readonly Field[], joins: Joins): Part['read'] {
  const cells = fields.map(({ path, field }, at) => ({ name: path.at(-1)!, read: cell(field, at) }))
  const groups = Map.groupBy(cells.keys(), (at) => fields[at]!.path[0]!)
  return object(
    [...groups].map(([name, [first = 0, ...others]]) => {
      if (fields[first]!.path.length === 1) return cells[first]!
      const here = [first, ...others]
      const read = object(here.map((at) => cells[at]!))
      const mayMiss = isOptional(
        here.map((at) => fields[at]!.field),
        joins,
      )
      return { name, read: mayMiss ? (row) => (row[first] === null ? null : read(row)) : read }
    }),
  )
}

function object(parts: readonly Part[]): Part['read'] {
  const names = parts.map(({ name }) => name)
  const reads = parts.map(({ read }) => read)
  return writtenOut<Row>(names, (_, n) => `given[${n}](source)`, reads)
}

function cell(field: Field['field'], at: number): Part['read'] {
  const decoder: Decoder = is(field, Column) ? field : is(field, SQL) ? decoderOf(field) : field.sql.decoder
  if (isAsItIs(decoder.mapFromDriverValue)) return (row) => row[at]
  return (row) => (row[at] === null ? null : decoder.mapFromDriverValue(row[at]))
}

/** Not in Drizzle's types either. */
const decoderOf = (field: SQL) => (field as unknown as { decoder: Decoder }).decoder

/** All of one table, which a join may not find. */
function isOptional(fields: readonly Field['field'][], joins: Joins): boolean {
  const tables = new Set(fields.map((field) => (is(field, Column) ? getTableName(field.table) : undefined)))
  const [table] = tables
  return tables.size === 1 && table !== undefined && joins !== undefined && !joins[table]
}
