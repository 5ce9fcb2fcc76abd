/** Opens a file as a server would, and dies in the middle: `migratable.ts FILE FOLDER STEP [loose]`, before the STEP-th change of a table. */
import Database from 'better-sqlite3'
import { openSqlite } from '../../db/sqlite.ts'

const [file, folder, step, fault] = process.argv.slice(2) as [string, string, string, 'loose' | undefined]
const { prepare } = Database.prototype
const isChange = /^\s*(create|alter|insert into `|insert into later|update logs|drop|pragma user_version =)/i
let changes = 0

Database.prototype.prepare = function (this: Database.Database, sql: string) {
  // What must be caught: tables that change outside a transaction.
  const said = fault && /^(begin|commit)/i.test(sql.trim()) ? 'select 1' : sql
  if (isChange.test(sql) && ++changes === Number(step)) process.kill(process.pid, 'SIGKILL')
  const statement = prepare.call(this, said)
  if (said !== sql) statement.run = (() => ({ changes: 0, lastInsertRowid: 0 })) as typeof statement.run
  return statement
} as typeof prepare

await openSqlite(file, true, folder).close()
process.stdout.write(`${changes}`)
