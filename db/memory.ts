/** What SQLite has answered before, for as long as nobody has written to a table that was read: docs/decisions/0022. */
import type Database from 'better-sqlite3'

/** How often a table was written to; `isOpen` while the transaction that does is not over. */
type Table = { written: number; isOpen: boolean }
type Run<T> = (params: unknown[]) => readonly T[]

/** Of one statement, so that what is remembered stays a few megabytes. */
const mostRows = 10_000
const writes = /^\s*(?:insert(?: or \w+)? into|update|(delete) from)\s+"?(\w+)/i
const changesNothing = /^\s*(?:begin|commit|rollback|savepoint|release|pragma|select|explain)\b/i

type Answer<T> = { stamp: number; rows: readonly T[] }

/** What one statement has answered. */
class Answers<T> {
  readonly #known = new Map<string, Answer<T>>()
  #rows = 0

  find(key: string, stamp: number): readonly T[] | undefined {
    const known = this.#known.get(key)
    return known?.stamp === stamp ? known.rows : undefined
  }

  keep(key: string, answer: Answer<T>): readonly T[] {
    if (this.#rows > mostRows) {
      this.#known.clear()
      this.#rows = 0
    }
    this.#rows += answer.rows.length + 1
    this.#known.set(key, answer)
    return answer.rows
  }
}

export class Memory {
  readonly #writer: Database.Database
  readonly #tables: Map<string, Table>
  readonly #answers = new Map<string, Answers<unknown>>()
  readonly #version: Database.Statement<[], number>
  #open = new Set<Table>()
  /** Changes of other connections, which we do not see happen. */
  #seen = 0
  #others = 0
  #hasLooked = false

  /** Of a file whose tables are up to date. From now on it sees what is written through this connection. */
  constructor(writer: Database.Database) {
    this.#writer = writer
    this.#version = writer.prepare<[], number>('pragma data_version').pluck()
    this.#tables = new Map([...this.#roots().values()].map((name) => [name, { written: 0, isOpen: false }]))
    this.#watch(writer)
  }

  /** A read that is run only when there may be something new in it. Whoever is given the rows may not change them. */
  keep<T>(sql: string, count: number, run: Run<T>): Run<T> {
    const tables = this.#tablesOf(sql, count)
    const answers = (this.#answers.get(sql) ?? new Answers()) as Answers<T>
    this.#answers.set(sql, answers)
    return (params) => {
      if (tables.some(({ isOpen }) => isOpen)) return run(params)
      const stamp = this.#stampOf(tables)
      const key = JSON.stringify(params)
      return answers.find(key, stamp) ?? answers.keep(key, { stamp, rows: frozen(run(params)) })
    }
  }

  /** The transaction is over, however it ended: what it wrote to is read anew. */
  settle() {
    for (const table of this.#open) {
      table.written++
      table.isOpen = false
    }
    this.#open.clear()
  }

  /** Grows with every write to one of these. */
  #stampOf(tables: readonly Table[]): number {
    if (!this.#hasLooked) this.#look()
    return tables.reduce((sum, { written }) => sum + written, this.#others)
  }

  /** Once in a turn of the loop: whether somebody else has written to the file. */
  #look() {
    const version = this.#version.get()!
    if (version !== this.#seen) this.#others++
    this.#seen = version
    this.#hasLooked = true
    setImmediate(() => {
      this.#hasLooked = false
    })
  }

  /** SQLite's own word for what a statement opens to read, its subqueries included. */
  #tablesOf(sql: string, count: number): Table[] {
    const explain = this.#writer.prepare<unknown[], { opcode: string; p2: number }>(`explain ${sql}`)
    const opened = explain.all(Array(count).fill(null)).filter(({ opcode }) => opcode === 'OpenRead')
    const roots = this.#roots()
    const names = new Set(opened.map(({ p2 }) => roots.get(p2)))
    return [...names].flatMap((name) => this.#tables.get(name ?? '') ?? [])
  }

  /** Of which table or index of a table each first page is; a file written anew has others. */
  #roots(): Map<number, string> {
    const all = this.#writer.prepare<[], { page: number; name: string }>(
      'select rootpage as page, tbl_name as name from sqlite_master where rootpage > 0',
    )
    return new Map(all.all().map(({ page, name }) => [page, name]))
  }

  #watch(writer: Database.Database) {
    const prepare = writer.prepare.bind(writer) as (sql: string) => Database.Statement
    writer.prepare = ((sql: string) => {
      const statement = prepare(sql)
      return changesNothing.test(sql) ? statement : this.#watched(statement, this.#writtenBy(sql))
    }) as typeof writer.prepare
  }

  /** A delete may take rows of other tables with it, and of what we do not know we expect anything. */
  #writtenBy(sql: string): Table[] {
    const [, isDelete, name = ''] = writes.exec(sql) ?? []
    const table = isDelete ? undefined : this.#tables.get(name)
    return table ? [table] : [...this.#tables.values()]
  }

  #watched(statement: Database.Statement, tables: readonly Table[]) {
    const note = (hasChanged: boolean) => {
      if (hasChanged) for (const table of tables) this.#wrote(table)
    }
    const { run, all } = statement
    statement.run = (...params: unknown[]) => {
      const result = run.apply(statement, params)
      note(result.changes > 0)
      return result
    }
    statement.all = (...params: unknown[]) => {
      const rows = all.apply(statement, params)
      note(rows.length > 0)
      return rows
    }
    return statement
  }

  #wrote(table: Table) {
    table.isOpen = true
    this.#open.add(table)
  }
}

function frozen<T>(rows: readonly T[]): readonly T[] {
  for (const row of rows) deepFreeze(row)
  return Object.freeze(rows)
}

function deepFreeze(value: unknown) {
  if (typeof value !== 'object' || value === null) return
  for (const inner of Object.values(value)) deepFreeze(inner)
  Object.freeze(value)
}
