const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
/** Followed at once: a clock that is set right by a little, as they are all day long. */
const littleMs = minute
/** How long another time has to stand before it is believed: longer when believing it would end much. */
const trialMs = (jumpMs: number) => (Math.abs(jumpMs) > 2 * day ? 24 * hour : 10 * minute)
/** A board where nothing happened for some weeks is more likely than a clock that is wrong by them. */
const quietMs = 60 * day
const trialAtStartMs = (jumpMs: number) => (Math.abs(jumpMs) > 30 * day ? 24 * hour : 10 * minute)

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
  #trialMs = trialAtStartMs

  /** @param lastAt the newest moment that anything here is known to have happened, in epoch ms: time goes on from there */
  constructor(
    lastAt: number | undefined,
    hands: Hands = { wall: Date.now, elapsed: () => performance.now() },
  ) {
    this.#hands = hands
    const wall = hands.wall()
    this.#at = lastAt !== undefined && (wall < lastAt || wall - lastAt > quietMs) ? lastAt : wall
    this.#elapsed = hands.elapsed()
  }

  /** How far the machine says it is from the time kept here, in ms, while that is not believed yet; 0 otherwise. */
  get doubtMs(): number {
    this.now()
    return this.#doubt?.offset ?? 0
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
      this.#trialMs = trialMs
      return true
    }
    const isAsBefore = this.#doubt && Math.abs(this.#doubt.offset - offset) <= littleMs
    if (!isAsBefore) this.#doubt = { offset, since: this.#elapsed }
    return this.#elapsed - this.#doubt!.since >= this.#trialMs(offset)
  }

  /** Forward at once; back by going at half the pace until the machine has caught up. */
  #towards(offset: number, passed: number): number {
    if (offset < 0 && this.#doubt) this.#doubt.offset = offset
    return offset >= 0 ? passed + offset : passed + Math.max(offset, -passed / 2)
  }
}
