import { closeSync, existsSync, fdatasync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import type Database from 'better-sqlite3'

const width = 20
const syncEveryMs = 1000

/**
 * How many transactions have been acknowledged, written beside the database as well as in it. SQLite takes a damaged end of
 * its journal for the end of its journal and opens without a word; a database behind its mark has lost something.
 * Written at once, so that it survives the process; on the disk within a second, so that it costs no second sync a commit.
 */
export class HighWater {
  readonly #fd: number
  readonly #timer: NodeJS.Timeout
  #isDirty = false

  /** The mark as it stood before; undefined where there was none. */
  readonly seen: number | undefined

  constructor(file: string) {
    this.seen = markIn(file)
    this.#fd = openSync(file, existsSync(file) ? 'r+' : 'w+', 0o600)
    this.#timer = setInterval(() => this.#sync(), syncEveryMs).unref()
  }

  /** What is committed stays committed even where its mark cannot be written: then the mark is only behind. */
  note(commits: number) {
    try {
      writeSync(this.#fd, `${String(commits).padStart(width)}\n`, 0)
      this.#isDirty = true
    } catch {
      this.#isDirty = false
    }
  }

  close() {
    clearInterval(this.#timer)
    fsyncSync(this.#fd)
    closeSync(this.#fd)
  }

  #sync() {
    if (this.#isDirty) fdatasync(this.#fd, () => {})
    this.#isDirty = false
  }
}

export function markIn(file: string): number | undefined {
  if (!existsSync(file)) return undefined
  const commits = Number.parseInt(readFileSync(file, 'utf8'), 10)
  return Number.isNaN(commits) ? undefined : commits
}

/** The count inside the database: one row, changed in the transaction that it counts. */
export function countsCommits(writer: Database.Database) {
  writer.exec(
    'create table if not exists high_water (id integer primary key check (id = 1), commits integer not null)',
  )
  writer.exec('insert or ignore into high_water values (1, 0)')
  const next = writer.prepare<[], { commits: number }>(
    'update high_water set commits = commits + 1 returning commits',
  )
  const now = writer.prepare<[], { commits: number }>('select commits from high_water')
  return { next: () => next.get()!.commits, now: () => now.get()!.commits }
}
