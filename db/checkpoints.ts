/** The journal is carried over into the file beside the work and not during it: docs/decisions/0025. */
import { Worker } from 'node:worker_threads'
import type { GroupCommit } from './group-commit.ts'

/** Fewer works than this are not worth a thread yet. */
const worksEach = 100
/** Between one time and the next, so that pages which change often are carried once; the shorter the longer the journal. */
const restMs = 250
/** 16 MB: a journal so long is carried over without a rest, so that little is left when it has to end. */
const longPages = 4000
/** 32 MB: writes wait for what is left of it, while reads go on, and the next begins a new one. */
const fullPages = 8000

/** Of one file. The thread is begun when there is something to do for it; without it SQLite carries over at a commit. */
export class Checkpoints {
  readonly #file: string
  readonly #group: Pick<GroupCommit, 'onCommit' | 'between'>
  #thread: Worker | undefined
  #works = 0
  #isAtWork = false
  #isOver = false
  #rest: NodeJS.Timeout | undefined
  #carried = (_pages: number) => {}

  constructor(file: string, group: Pick<GroupCommit, 'onCommit' | 'between'>) {
    this.#file = file
    this.#group = group
    group.onCommit((works) => this.#note(works))
  }

  /** Resolves once the thread has let go of the file. */
  async close() {
    const thread = this.#thread
    if (!thread) return
    this.#isOver = true
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
    if (this.#isOver || this.#isAtWork || this.#works < worksEach) return
    void this.#round()
  }

  async #round() {
    this.#works = 0
    this.#isAtWork = true
    const pages = await this.#carry()
    const isFull = pages >= fullPages
    if (isFull) await this.#group.between(() => this.#finish())
    // Whoever has filled one fills the next as soon.
    const part = isFull ? 0.8 : pages / longPages
    this.#rest = setTimeout(() => this.#goOn(), restMs * Math.max(0, 1 - part)).unref()
  }

  /** All of it is in the file then, and whoever writes next begins the journal anew. */
  async #finish() {
    // Or the process would end while others wait to write.
    this.#thread?.ref()
    await this.#carry()
    // Unless somebody waits for its end meanwhile.
    if (!this.#isOver) this.#thread?.unref()
  }

  #goOn() {
    this.#isAtWork = false
    this.#note(0)
  }

  /** How many pages the journal had. */
  #carry(): Promise<number> {
    if (this.#isOver) return Promise.resolve(0)
    this.#thread ??= this.#begin()
    this.#thread.postMessage('carry')
    return new Promise((carried) => {
      this.#carried = carried
    })
  }

  #begin(): Worker {
    const thread = new Worker(new URL('./checkpoint-thread.ts', import.meta.url), { workerData: this.#file })
    thread.unref()
    thread.on('message', (pages: number) => this.#carried(pages))
    // It is not begun again: what it did is done at a commit now, only slower.
    thread.on('error', () => {
      this.#isOver = true
      this.#thread = undefined
      this.#carried(0)
    })
    return thread
  }
}
