import type Database from 'better-sqlite3'
import type { Db } from './store.ts'

/** Works in one transaction at most, so that the first caller in a crowd is not kept for the last. */
const batchSize = 500

type Work = (tx: Db) => Promise<unknown>
/** Works of every kind wait in one line, each with the promise of its own kind. */
type Waiting = { work: Work; resolve: (value: never) => void; reject: (error: unknown) => void }
type Listener = (boardId: string) => void
/** Counts a transaction inside it, says so outside once it is on the disk, and hears when it is over, however it ended. */
type Counting = { next(): number; note(commits: number): void; settle(): void }

/**
 * The works waiting at this turn of the loop run one after another, each in its own savepoint, inside one
 * transaction: one sync to the disk answers them all. A work that throws rolls back alone.
 */
export class GroupCommit {
  readonly #writer: Database.Database
  readonly #db: Db
  readonly #say: Record<'begin' | 'commit' | 'rollback' | 'save' | 'keep' | 'undo', Database.Statement>
  readonly #listeners: Listener[] = []
  readonly #counters: ((works: number) => void)[] = []
  readonly #counting: Counting
  #isFull = false
  #waiting: Waiting[] = []
  #turning: Promise<void> | undefined
  #inHand = 0

  constructor(writer: Database.Database, db: Db, counting: Counting) {
    this.#writer = writer
    this.#counting = counting
    this.#db = db
    const sql = (text: string) => writer.prepare(text)
    this.#say = {
      begin: sql('BEGIN IMMEDIATE'),
      commit: sql('COMMIT'),
      rollback: sql('ROLLBACK'),
      save: sql('SAVEPOINT work'),
      keep: sql('RELEASE work'),
      undo: sql('ROLLBACK TO work'),
    }
  }

  write<T>(work: (tx: Db) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve, reject })
      this.#turning ??= this.#turn()
    })
  }

  onNews(listener: Listener) {
    this.#listeners.push(listener)
  }

  onCommit(counter: (works: number) => void) {
    this.#counters.push(counter)
  }

  get waiting() {
    return this.#waiting.length + this.#inHand
  }

  /** Does something that no transaction may be open for. */
  async between(work: () => void) {
    while (this.#turning) await this.#turning
    work()
  }

  /** Resolves once nothing waits to be written. */
  async idle() {
    await this.#turning
  }

  async #turn() {
    while (this.#waiting.length > 0) {
      await new Promise(setImmediate)
      const batch = this.#waiting.slice(0, batchSize)
      this.#waiting = this.#waiting.slice(batchSize)
      this.#inHand = batch.length
      await this.#commit(batch)
      this.#inHand = 0
    }
    this.#turning = undefined
  }

  async #commit(batch: Waiting[]) {
    try {
      this.#say.begin.run()
      const answers: (() => void)[] = []
      for (const one of batch) answers.push(await this.#run(one))
      const commits = this.#counting.next()
      this.#say.commit.run()
      this.#counting.note(commits)
      this.#tell()
      for (const count of this.#counters) count(batch.length)
      for (const answer of answers) answer()
    } catch (error) {
      if (this.#writer.inTransaction) this.#say.rollback.run()
      this.#db.news.clear()
      this.#isFull ||= saysFull(error)
      for (const { reject } of batch) reject(error)
    } finally {
      this.#counting.settle()
    }
    if (this.#isFull) this.#makeRoom()
  }

  /** On a full disk the journal itself may be what fills it: what it holds goes into the file, and it is cut. */
  #makeRoom() {
    this.#isFull = false
    try {
      this.#writer.pragma('wal_checkpoint(TRUNCATE)')
    } catch {
      // Not even room for that. The next write tries again.
    }
  }

  async #run({ work, resolve, reject }: Waiting) {
    this.#say.save.run()
    try {
      const value = await work(this.#db)
      this.#say.keep.run()
      return () => resolve(value as never)
    } catch (error) {
      // A full disk ends the whole transaction by itself: then nothing of this batch may be answered well.
      if (!this.#writer.inTransaction) throw error
      this.#isFull ||= saysFull(error)
      this.#say.undo.run()
      this.#say.keep.run()
      return () => reject(error)
    }
  }

  /** In a later turn, so that a crowd of listeners does not delay the one who wrote. */
  #tell() {
    const boards = [...this.#db.news]
    this.#db.news.clear()
    if (boards.length === 0) return
    setImmediate(() => {
      for (const board of boards) for (const hear of this.#listeners) hear(board)
    })
  }
}

/** Drizzle wraps the error of the driver. */
function saysFull(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: { code?: string } }
  return code === 'SQLITE_FULL' || cause?.code === 'SQLITE_FULL'
}
