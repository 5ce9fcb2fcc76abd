const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
/** Followed at once: a clock that is set right by a little, as they are all day long. */
const littleMs = minute
/** How long another time has to stand before it is believed: longer when believing it would end much. */
const trialMs = (jumpMs: number) => (Math.abs(jumpMs) > 2 * day ? 24 * hour : 10 * minute)

type Hands = { wall: () => number; elapsed: () => number }

/**
 * The time of day, in epoch ms, as a street can rely on it. It never goes back, so that what came later stands later; and when
 * the machine's clock jumps, time goes on as before until the new one has proved itself, so that nothing ends
 * because of a fault that is gone in a minute.
 */
export class SteadyClock {
  readonly #hands: Hands
  #at: number
  #elapsed: number
  /** What the machine says, less what we say, and since when it has said so. */
  #doubt: { offset: number; since: number } | undefined

  constructor(hands: Hands = { wall: Date.now, elapsed: () => performance.now() }) {
    this.#hands = hands
    this.#at = hands.wall()
    this.#elapsed = hands.elapsed()
  }

  now = (): number => {
    const elapsed = this.#hands.elapsed()
    const passed = Math.max(0, elapsed - this.#elapsed)
    this.#elapsed = elapsed
    const offset = this.#hands.wall() - (this.#at + passed)
    this.#at += this.#isBelieved(offset) ? this.#towards(offset, passed) : passed
    return Math.floor(this.#at)
  }

  #isBelieved(offset: number): boolean {
    if (Math.abs(offset) <= littleMs) {
      this.#doubt = undefined
      return true
    }
    const isAsBefore = this.#doubt && Math.abs(this.#doubt.offset - offset) <= littleMs
    if (!isAsBefore) this.#doubt = { offset, since: this.#elapsed }
    return this.#elapsed - this.#doubt!.since >= trialMs(offset)
  }

  /** Forward at once; back by going at half the pace until the machine has caught up. */
  #towards(offset: number, passed: number): number {
    if (offset < 0 && this.#doubt) this.#doubt.offset = offset
    return offset >= 0 ? passed + offset : passed + Math.max(offset, -passed / 2)
  }
}
