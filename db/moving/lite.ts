import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { prove } from '../backup.ts'
import { markIn } from '../high-water.ts'
import { claimFile, openSqlite, schemaVersion } from '../sqlite.ts'
import { inspect, Refused, unfinishedOf } from '../sqlite-file.ts'
import { type Cargo, inOrder, type Kind, type Row, type Value } from './cargo.ts'
import { atOnce, type From, type Readable, type To } from './ends.ts'

/** @throws Refused when it is not there, not ours, of another version, damaged, or served by a Doorstep */
export function fromFile(file: string): From {
  if (!existsSync(file)) throw new Refused(`There is no ${file}`)
  inspect(file, schemaVersion())
  const letGo = claimFile(file)
  const db = new Database(file, { readonly: true })
  const close = async () => {
    db.close()
    letGo()
  }
  try {
    db.exec('begin')
    refuseUnready(db, file)
    return { ...reading(db), close }
  } catch (error) {
    void close()
    throw error
  }
}

function refuseUnready(db: Database.Database, file: string) {
  if (db.pragma('user_version', { simple: true }) !== schemaVersion())
    throw new Refused(`${file} was made by an older Doorstep. Start this one with it once, then move`)
  const { commits } = db.prepare<[], { commits: number }>('select commits from high_water').get()!
  if (commits < (markIn(`${file}-mark`) ?? 0))
    throw new Refused(
      `${file} has lost saved changes. Start Doorstep with it once: it says which, and what to do`,
    )
}

/** @throws Refused when something is there already */
export async function intoFile(file: string): Promise<To> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const letGo = claimFile(file)
  const parts = ['', '-wal'].map((end) => `${file}${end}`)
  const there = parts.find((part) => existsSync(part))
  if (there) {
    letGo()
    throw new Refused(`${there} is there already. A move needs a name that nothing has; nothing was done`)
  }
  const unfinished = unfinishedOf(file)
  clear(unfinished)
  await openSqlite(unfinished, false).close()
  const db = new Database(unfinished)
  // Nothing of it counts before it has its name, and then it is on the disk as a whole.
  db.pragma('synchronous = OFF')
  const leave = () => {
    db.close()
    letGo()
  }
  return {
    ...reading(db),
    put: async (cargo, rows) => putAll(db, cargo, rows),
    async settle() {
      db.pragma('optimize')
      db.pragma('wal_checkpoint(TRUNCATE)')
      db.close()
      giveName(unfinished, file)
      letGo()
    },
    giveUp: async () => leave(),
  }
}

function clear(file: string) {
  for (const end of ['', '-wal', '-shm', '-mark', '-lock']) rmSync(`${file}${end}`, { force: true })
}

/** Proved whole, on the disk, with its mark beside it, and then called by its name. */
function giveName(unfinished: string, file: string) {
  const { commits } = prove(unfinished)
  const open = openSync(unfinished, 'r+')
  fsyncSync(open)
  closeSync(open)
  writeFileSync(`${file}-mark`, `${String(commits).padStart(20)}\n`, { mode: 0o600 })
  renameSync(unfinished, file)
  clear(unfinished)
}

const named = ({ columns }: Cargo) => columns.map(({ name }) => `"${name}"`).join(', ')

function reading(db: Database.Database): Readable {
  return {
    count: async ({ name }) =>
      db.prepare<[], { rows: number }>(`select count(*) as rows from "${name}"`).get()!.rows,
    async *rows(cargo) {
      const select = db.prepare(`select ${named(cargo)} from "${cargo.name}"`).raw()
      let rows: Row[] = []
      for (const raw of select.iterate() as Iterable<unknown[]>) {
        rows.push(raw.map((value, at) => read(cargo.columns[at]!.kind, value)))
        if (rows.length < atOnce) continue
        yield rows
        rows = []
      }
      if (rows.length > 0) yield rows
    },
  }
}

function read(kind: Kind, value: unknown): Value {
  if (value === null) return null
  if (kind === 'bool') return value === 1
  return kind === 'json' ? inOrder(JSON.parse(value as string)) : (value as Value)
}

function putAll(db: Database.Database, cargo: Cargo, rows: Row[]) {
  const marks = cargo.columns.map(() => '?').join(', ')
  const insert = db.prepare(`insert into "${cargo.name}" (${named(cargo)}) values (${marks})`)
  db.transaction(() => {
    for (const row of rows)
      insert.run(row.map((value) => (typeof value === 'boolean' ? Number(value) : value)))
  })()
}
