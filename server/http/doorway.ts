/**
 * Writes begun in one turn of the loop: docs/decisions/0032. Fewer, and each sync to the disk answers for too few; more, and what
 * the processor needs for one of them is gone from its own memory when it is needed again.
 */
export const eachTurn = 32

type Begin = () => void

/** A crowd that writes is let in by so many at a time, in the order it came. Whoever only reads goes past it. */
export class Doorway {
  #waiting: Begin[] = []
  #left = eachTurn
  #isTurning = false

  /** How many wait to be let in. */
  get waiting(): number {
    return this.#waiting.length
  }

  take(begin: Begin) {
    if (!this.#isTurning) this.#goOn()
    if (this.#left === 0) return void this.#waiting.push(begin)
    this.#left--
    begin()
  }

  #goOn() {
    this.#isTurning = true
    setImmediate(() => this.#turn())
  }

  #turn() {
    const next = this.#waiting.slice(0, eachTurn)
    this.#waiting = this.#waiting.slice(eachTurn)
    this.#left = eachTurn - next.length
    this.#isTurning = false
    if (next.length > 0) this.#goOn()
    for (const begin of next) begin()
  }
}
