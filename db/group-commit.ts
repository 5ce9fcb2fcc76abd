import type Database from 'better-sqlite3'
import { Batches, type Waiting } from './batch.ts'
import type { Db } from './store.ts'

/**
 * Works in one transaction at most. While they are run nobody else is heard. Of short surges, two or four each: with 500 here a list took 82
 * and 96 ms meanwhile (99th of a hundred), with 128 it took 43 to 50, with 96 34 and 43; joins a second differed less than the machine swings.
 */
const batchSize = 100

type Listener = (boardId: string) => void
/** Counts a transaction inside it, says so outside once it is on the disk, and hears when it is over, however it ended. */
type Counting = { next(): number; note(commits: number): void; settle(): void }

/**
 * The works waiting at this turn of the loop run one after another inside one transaction: one sync to the disk
 * answers them all. A work that throws rolls back alone.
 */
export class GroupCommit {
  readonly #writer: Database.Database
  readonly #db: Db
  readonly #batches: Batches
  readonly #save: Database.Statement
  readonly #listeners: Listener[] = []
  readonly #counters: ((works: number) => void)[] = []
  readonly #counting: Counting
  #isFull = false
  #waiting: Waiting[] = []
  #turning: Promise<void> | undefined
  #last: Promise<unknown> = Promise.resolve()
  #inHand = 0

  constructor(writer: Database.Database, db: Db, counting: Counting) {
    this.#writer = writer
    this.#counting = counting
    this.#db = db
    this.#batches = new Batches(writer, db)
    this.#save = writer.prepare('COMMIT')
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

  /** Does something that no transaction may be open for. What is to be written meanwhile waits for it. */
  between<T>(work: () => T | Promise<T>): Promise<T> {
    const mine = this.#last.then(work)
    this.#last = mine.catch(() => {})
    return mine
  }

  /** Resolves once nothing waits to be written. */
  async idle() {
    await this.#turning
  }

  async #turn() {
    while (this.#waiting.length > 0) {
      await this.#crowd()
      const batch = this.#waiting.slice(0, batchSize)
      this.#waiting = this.#waiting.slice(batchSize)
      this.#inHand = batch.length
      await this.between(() => this.#commit(batch))
      this.#inHand = 0
    }
    this.#turning = undefined
  }

  /** Until a turn of the loop brings nobody more: one sync for all of them. */
  async #crowd() {
    for (let known = 0; known < this.#waiting.length && known < batchSize; ) {
      known = this.#waiting.length
      await new Promise(setImmediate)
    }
  }

  async #commit(batch: Waiting[]) {
    try {
      const answers = await this.#batches.run(batch, (error) => this.#note(error))
      const commits = this.#counting.next()
      this.#save.run()
      this.#counting.note(commits)
      this.#tell()
      for (const count of this.#counters) count(batch.length)
      for (const answer of answers) answer()
    } catch (error) {
      this.#batches.undo()
      this.#note(error)
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

  #note(error: unknown) {
    this.#isFull ||= saysFull(error)
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
