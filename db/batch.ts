import type Database from 'better-sqlite3'
import type { Db } from './store.ts'

/** Works of every kind wait in one line, each with the promise of its own kind. */
export type Waiting = {
  work: (tx: Db) => Promise<unknown>
  resolve: (value: never) => void
  reject: (error: unknown) => void
}
/** Gives somebody what has become of their work; only once that is on the disk. */
type Answer = () => void
type OnError = (error: unknown) => void

/** One of several works has to be undone, and nothing was kept to undo it by. */
class Undo extends Error {}

/**
 * Works one after another in one transaction, of which one that throws is undone alone. What SQLite needs for that, a copy of
 * each page as it was before each work, costs a third of the works themselves, and hardly any that throws has written
 * something. So the copies are kept only while there has just been one: docs/decisions/0030.
 */
export class Batches {
  readonly #db: Db
  readonly #writer: Database.Database
  readonly #say: Record<'begin' | 'rollback' | 'save' | 'keep' | 'undo', Database.Statement>
  readonly #changes: Database.Statement<[], number>
  #isCareful = false
  #hasUndone = false

  constructor(writer: Database.Database, db: Db) {
    this.#db = db
    this.#writer = writer
    const sql = (text: string) => writer.prepare(text)
    this.#say = {
      begin: sql('BEGIN IMMEDIATE'),
      rollback: sql('ROLLBACK'),
      save: sql('SAVEPOINT work'),
      keep: sql('RELEASE work'),
      undo: sql('ROLLBACK TO work'),
    }
    this.#changes = writer.prepare<[], number>('select total_changes()').pluck()
  }

  /** Begins a transaction and leaves it open. @throws when none of it may be kept */
  async run(batch: readonly Waiting[], onError: OnError): Promise<Answer[]> {
    try {
      return await this.#each(batch, onError)
    } catch (error) {
      if (!(error instanceof Undo)) throw error
      this.undo()
      this.#isCareful = true
      return this.#each(batch, onError)
    }
  }

  /** Nothing of it has been. */
  undo() {
    if (this.#writer.inTransaction) this.#say.rollback.run()
    this.#db.news.clear()
  }

  async #each(batch: readonly Waiting[], onError: OnError) {
    this.#say.begin.run()
    this.#hasUndone = false
    const answers: Answer[] = []
    for (const one of batch) answers.push(await this.#run(one, onError))
    this.#isCareful = this.#hasUndone
    return answers
  }

  async #run({ work, resolve, reject }: Waiting, onError: OnError): Promise<Answer> {
    const before = this.#changes.get()
    if (this.#isCareful) this.#say.save.run()
    try {
      const value = await work(this.#db)
      if (this.#isCareful) this.#say.keep.run()
      return () => resolve(value as never)
    } catch (error) {
      // A full disk ends the whole transaction by itself: then nothing of this batch may be answered well.
      if (!this.#writer.inTransaction) throw error
      this.#undoOne(this.#changes.get() !== before)
      onError(error)
      return () => reject(error)
    }
  }

  #undoOne(hasWritten: boolean) {
    this.#hasUndone ||= hasWritten
    if (this.#isCareful) {
      this.#say.undo.run()
      this.#say.keep.run()
    } else if (hasWritten) throw new Undo()
  }
}
