/** How much is asked of this process, and what it does not take on before it would keep everybody waiting. */

const everyMs = 50
/** From this lateness on some reads are sent away, and from that on all of them. */
const late = { someMs: 250, allMs: 1000 }
/** Fewer reads than this at one look do not make a machine late: something else does, and sending them away would not help. */
const crowd = 50
/** What is left of a moment at the next look. */
const fading = 0.9
/** Works that wait to be written; a machine with a slow disk gets through as many in about a second. */
export const mostWaiting = 5000

/**
 * `read`: can be asked again for nothing. `write`: something would be typed again. `dear`: somebody joins, asks or
 * offers; sent away last of all.
 */
export type Kind = 'read' | 'write' | 'dear'

export class Load {
  readonly #waiting: () => number
  readonly #now: () => number
  readonly #timer: NodeJS.Timeout
  #last: number
  #lateMs = 0
  #owed = 0
  /** Reads that came since the last look, or at the busiest of the last moments: what waits outside is not seen before. */
  #reads = 0
  #crowd = 0
  readonly shed = { read: 0, write: 0, dear: 0 }

  constructor(waiting: () => number, now = () => performance.now()) {
    this.#waiting = waiting
    this.#now = now
    this.#last = now()
    this.#timer = setInterval(() => this.look(), everyMs).unref()
  }

  /** How late this process is with what it does, in ms: the longest of the last moments, forgotten bit by bit. */
  lateMs(): number {
    return Math.max(this.#lateMs, this.#now() - this.#last - everyMs, 0)
  }

  /** Works that wait to be written. */
  waiting = () => this.#waiting()

  /** True when this is not to be taken on; then it is counted as sent away. */
  isTooMuch(kind: Kind): boolean {
    if (kind === 'read') this.#reads++
    const refused = kind === 'read' ? this.#isReadTooMuch() : this.#waiting() > bounds[kind]
    if (refused) this.shed[kind]++
    return refused
  }

  look() {
    const now = this.#now()
    this.#lateMs = Math.max(now - this.#last - everyMs, this.#lateMs * fading)
    this.#crowd = Math.max(this.#reads, this.#crowd * fading)
    this.#reads = 0
    this.#last = now
  }

  close() {
    clearInterval(this.#timer)
  }

  /** In proportion, and evenly: a share of a third sends every third away. */
  #isReadTooMuch(): boolean {
    this.#owed += Math.min(Math.max(this.#shareOfLateness(), this.#shareOfQueue()), 1)
    if (this.#owed < 1) return false
    this.#owed -= 1
    return true
  }

  #shareOfLateness(): number {
    if (Math.max(this.#reads, this.#crowd) < crowd) return 0
    return Math.max(0, (this.lateMs() - late.someMs) / (late.allMs - late.someMs))
  }

  #shareOfQueue(): number {
    return Math.max(0, this.#waiting() / (mostWaiting / 2) - 1)
  }
}

const bounds = { write: mostWaiting, dear: 2 * mostWaiting }
