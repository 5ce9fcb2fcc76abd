/** The journal is carried over into the file beside the work and not during it: docs/decisions/0025. */
import { Worker } from 'node:worker_threads'
import type { GroupCommit } from './group-commit.ts'

/** Fewer works than this are not worth a thread yet. */
const worksEach = 100
/** Between one time and the next, so that pages which change often are carried once. */
const restMs = 250

/** Of one file. The thread is begun when there is something to do for it; without it SQLite carries over at a commit. */
export class Checkpoints {
  readonly #file: string
  #thread: Worker | undefined
  #works = 0
  #isAtWork = false
  #rest: NodeJS.Timeout | undefined

  constructor(file: string, group: Pick<GroupCommit, 'onCommit'>) {
    this.#file = file
    group.onCommit((works) => this.#note(works))
  }

  /** Resolves once the thread has let go of the file. */
  async close() {
    const thread = this.#thread
    if (!thread) return
    this.#isAtWork = true
    clearTimeout(this.#rest)
    // Or the process would end while it is waited for.
    thread.ref()
    // Whatever becomes of it: an error ends it too.
    const over = new Promise((gone) => thread.once('exit', gone))
    thread.postMessage('stop')
    await over
  }

  /** So many works more are on the disk, in the journal. */
  #note(works: number) {
    this.#works += works
    if (this.#isAtWork || this.#works < worksEach) return
    this.#works = 0
    this.#isAtWork = true
    this.#thread ??= this.#begin()
    this.#thread.postMessage('carry')
  }

  #goOn() {
    this.#isAtWork = false
    this.#note(0)
  }

  #begin(): Worker {
    const thread = new Worker(new URL('./checkpoint-thread.ts', import.meta.url), { workerData: this.#file })
    thread.unref()
    thread.on('message', () => {
      this.#rest = setTimeout(() => this.#goOn(), restMs).unref()
    })
    // It is not begun again: what it did is done at a commit now, only slower.
    thread.on('error', () => {
      this.#isAtWork = true
      this.#thread = undefined
    })
    return thread
  }
}
