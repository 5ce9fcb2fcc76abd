import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { Worker } from 'node:worker_threads'
import type Database from 'better-sqlite3'
import { proveWhole } from './proving.ts'
import { claimFile, schemaVersion } from './sqlite.ts'
import { inspect } from './sqlite-file.ts'

export type Copied = { bytes: number; tables: number; rows: number; commits: number }

/**
 * Copies a database while it is served, and proves the copy before it gets its name: whole, every reference kept.
 *
 * @param onProgress told how much is copied, from 0 to 1
 * @throws Refused when the copy does not hold together; nothing stands under its name then
 */
export async function backUp(file: string, to: string, onProgress: (part: number) => void): Promise<Copied> {
  const unproven = `${to}.unproven`
  rmSync(unproven, { force: true })
  const whole = statSync(file).size
  const watch = setInterval(() => onProgress(partOf(unproven, whole)), 200)
  try {
    await copy(file, unproven).finally(() => clearInterval(watch))
    const copied = prove(unproven)
    sync(unproven)
    renameSync(unproven, to)
    return copied
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(`${unproven}${end}`, { force: true })
  }
}

/** The same in a thread of its own: copying is one long read, and proving another, during which others are answered. */
export function backUpApart(file: string, to: string): Promise<void> {
  const worker = new Worker(new URL('./copying-proved.ts', import.meta.url), { workerData: { file, to } })
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', () => resolve())
    worker.once('exit', () => reject(new Error('The copy was not finished')))
  })
}

const partOf = (file: string, whole: number) =>
  existsSync(file) ? Math.min(statSync(file).size / Math.max(whole, 1), 1) : 0

function copy(file: string, to: string): Promise<void> {
  const worker = new Worker(new URL('./copying.ts', import.meta.url), { workerData: { file, to } })
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', () => resolve())
  })
}

/** @throws Refused */
export function prove(file: string): Copied {
  inspect(file, schemaVersion())
  return proveWhole(file, counted)
}

function counted(db: Database.Database): Copied {
  const names = db
    .prepare<[], { name: string }>(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
    )
    .all()
  const count = ({ name }: { name: string }) =>
    db.prepare<[], { n: number }>(`select count(*) as n from "${name}"`).get()!.n
  const { commits } = db.prepare<[], { commits: number }>('select commits from high_water').get()!
  const bytes =
    Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }))
  return { bytes, tables: names.length, rows: names.reduce((sum, one) => sum + count(one), 0), commits }
}

/**
 * Puts a backup in a database's place. What stood there is moved aside under the name it gives back.
 *
 * @throws Refused when a server has the file, or the backup does not hold together
 */
export function restore(backup: string, file: string, now: string): Copied & { aside: string | null } {
  const letGo = claimFile(file)
  try {
    const copied = prove(backup)
    const aside = existsSync(file) ? `${file}-before-${now}` : null
    for (const end of ['', '-wal', '-shm'])
      if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${file}-before-${now}${end}`)
    copyFileSync(backup, file)
    sync(file)
    writeFileSync(`${file}-mark`, `${String(copied.commits).padStart(20)}\n`, { mode: 0o600 })
    return { ...copied, aside }
  } finally {
    letGo()
  }
}

function sync(file: string) {
  const open = openSync(file, 'r+')
  fsyncSync(open)
  closeSync(open)
}
