/** What SQLite has answered before, for as long as nobody has written to a table that was read: docs/decisions/0022. */
import type Database from 'better-sqlite3'
import { Answers } from './answers.ts'

/** `telling`: the places of the parameters by which one question differs from another; `shape`: what the others are. */
export type Question = { count: number; telling: readonly number[]; shape: string }
type Asked = Question & { isWriters: boolean }
type Run<T> = (params: unknown[]) => readonly T[]
/** `isOpen` while a transaction that has written to it is not over; `answers` are those that were read from it. */
type Table = { isOpen: boolean; answers: Set<Answers<unknown>> }

const writes = /^\s*(?:insert(?: or \w+)? into|update|(delete) from)\s+"?(\w+)/i
const changesNothing = /^\s*(?:begin|commit|savepoint|release|pragma|select|explain)\b/i
const undoes = /^\s*rollback\b/i

export class Memory {
  readonly #writer: Database.Database
  readonly #tables: Map<string, Table>
  readonly #answers = new Map<string, Answers<unknown>>()
  readonly #version: Database.Statement<[], number>
  readonly #open = new Set<Table>()
  /** Of each table, once it is asked: it and those whose rows go or change when rows of it are deleted. */
  readonly #leaning = new Map<string, Table[]>()
  #seen: number
  #hasLooked = false

  /** Of a file whose tables are up to date. From now on it sees what is written through this connection. */
  constructor(writer: Database.Database) {
    this.#writer = writer
    this.#version = writer.prepare<[], number>('pragma data_version').pluck()
    this.#seen = this.#version.get()!
    const names = new Set(this.#roots().values())
    this.#tables = new Map([...names].map((name) => [name, { isOpen: false, answers: new Set() }]))
    this.#watch(writer)
  }

  /** How many rows are remembered now. */
  get rows(): number {
    return [...this.#answers.values()].reduce((sum, { rows }) => sum + rows, 0)
  }

  /**
   * A read that is run only when there may be something new in it. Whoever is given the rows may not change them.
   *
   * @param isWriters of the connection that writes, so it reads what is not committed yet too
   */
  keep<T>(sql: string, { count, telling, shape, isWriters }: Asked, run: Run<T>): Run<T> {
    const tables = this.#tablesOf(sql, count)
    // The same text gives the same rows, whichever connection asks.
    const name = `${sql} ${shape}`
    const answers = (this.#answers.get(name) ?? new Answers(telling)) as Answers<T>
    this.#answers.set(name, answers)
    for (const table of tables) table.answers.add(answers)
    return (params) => {
      const ask = () => run(params)
      if (this.#open.size > 0 && tables.some(({ isOpen }) => isOpen))
        return isWriters ? answers.recallWithin(params, ask) : ask()
      if (!this.#hasLooked) this.#look()
      return answers.recall(params, ask)
    }
  }

  /** The transaction is over, however it ended: what was read of what it wrote to is forgotten. */
  settle() {
    for (const table of this.#open) {
      table.isOpen = false
      for (const answers of table.answers) answers.forget()
    }
    this.#open.clear()
  }

  /** Once in a turn of the loop: whether another connection has written to the file, which we do not see happen. */
  #look() {
    const version = this.#version.get()!
    if (version !== this.#seen) for (const answers of this.#answers.values()) answers.forget()
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
    return this.#named(new Set(opened.map(({ p2 }) => roots.get(p2) ?? '')))
  }

  /** Of which table or index of a table each first page is; a file written anew has others. */
  #roots(): Map<number, string> {
    const all = this.#writer.prepare<[], { page: number; name: string }>(
      'select rootpage as page, tbl_name as name from sqlite_master where rootpage > 0',
    )
    return new Map(all.all().map(({ page, name }) => [page, name]))
  }

  #watch(writer: Database.Database) {
    const prepare = writer.prepare.bind(writer)
    const watched = (sql: string) => {
      const statement = prepare(sql)
      if (changesNothing.test(sql)) return statement
      return undoes.test(sql) ? this.#undoing(statement) : this.#watched(statement, this.#writtenBy(sql))
    }
    // What a statement is given and gives is for whoever prepares it to say, as it is without us.
    writer.prepare = watched as typeof writer.prepare
  }

  /** A delete may take rows of other tables with it, and of what we do not know we expect anything. */
  #writtenBy(sql: string): Table[] {
    const [, isDelete, name = ''] = writes.exec(sql) ?? []
    const table = this.#tables.get(name)
    if (!table) return [...this.#tables.values()]
    return isDelete ? this.#takenWith(name) : [table]
  }

  #takenWith(name: string): Table[] {
    const known = this.#leaning.get(name) ?? this.#named(leaningOn(this.#writer, name))
    this.#leaning.set(name, known)
    return known
  }

  #named = (names: Iterable<string>) => [...names].flatMap((name) => this.#tables.get(name) ?? [])

  #watched(statement: Database.Statement, tables: readonly Table[]) {
    const { run, all } = statement
    statement.run = (...params: unknown[]) => {
      const result = run.apply(statement, params)
      if (result.changes > 0) this.#wrote(tables)
      return result
    }
    statement.all = (...params: unknown[]) => {
      const rows = all.apply(statement, params)
      if (rows.length > 0) this.#wrote(tables)
      return rows
    }
    return statement
  }

  /** All of it or back to a savepoint: what was read since is so no longer. */
  #undoing(statement: Database.Statement) {
    const { run } = statement
    statement.run = (...params: unknown[]) => {
      const result = run.apply(statement, params)
      this.#wrote([...this.#open])
      return result
    }
    return statement
  }

  #wrote(tables: readonly Table[]) {
    for (const table of tables) {
      table.isOpen = true
      this.#open.add(table)
      for (const answers of table.answers) answers.forgetWithin()
    }
  }
}

/** By the file's own foreign keys. */
function leaningOn(db: Database.Database, name: string, known = new Set<string>()): Set<string> {
  known.add(name)
  const leaning = db.prepare<[string], { name: string }>(
    `select t.name from sqlite_master t, pragma_foreign_key_list(t.name) k
      where t.type = 'table' and k."table" = +? and k.on_delete not in ('NO ACTION', 'RESTRICT')`,
  )
  for (const { name: other } of leaning.all(name)) if (!known.has(other)) leaningOn(db, other, known)
  return known
}
