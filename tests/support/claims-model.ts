/**
 * What a post and its claims do, told once more and on its own: nothing here is the server's. Each act changes the model and
 * says how the server has to answer: `ok`, or the name of the problem.
 */
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const [acceptMs, doneMs, closingMs] = [24 * hourMs, 72 * hourMs, 7 * dayMs]

export type Claim = { who: number; parts: number; state: string; leaseEndsAt: number | null }
export type Answer = 'ok' | string
/** From which states an act may be done. */
export type Law = Record<string, readonly string[]>

export const going = ['waiting', 'held', 'accepted']
export const over = ['met', 'withdrawn', 'signposted', 'handed-over', 'unmet']
const standing = ['open', 'claimed', 'paused', 'done']

export const law: Law = {
  pause: ['open', 'claimed'],
  met: standing,
  signposted: standing,
  'handed-over': standing,
  withdrawn: ['draft', ...standing],
  reopen: ['done', ...over],
  accept: ['held'],
  decline: ['held', 'waiting'],
  release: going,
  complete: ['held', 'accepted'],
  hold: ['held', 'accepted'],
}

export type Start = { parts: number; standing: boolean; draft: boolean; day: number | null; now: number }

/** The half of the model that is about claims. */
export class ClaimsModel {
  state: string
  parts: number
  standing: boolean
  taken = 0
  /** Withdrawn before anybody had seen it. */
  unseen = false
  finished = 0
  version = 1
  /** The first moment after the day it is needed by. */
  day: number | null
  unmetAt: number | null
  closeAt: number | null = null
  now: number
  readonly claims: Claim[] = []
  readonly events: string[] = []
  readonly #law: Law

  constructor({ parts, standing, draft, day, now }: Start, itsLaw = law) {
    this.#law = itsLaw
    this.state = draft ? 'draft' : 'open'
    this.parts = parts
    this.standing = standing
    this.day = day
    this.unmetAt = day
    this.now = now
    if (!draft) this.events.push('post.published')
  }

  protected may(act: string, state: string) {
    return this.#law[act]!.includes(state)
  }

  #fits(parts: number) {
    return this.state === 'open' && (this.standing || this.taken + this.finished + parts <= this.parts)
  }

  #take(parts: number) {
    this.taken += parts
    if (!this.standing && this.taken + this.finished >= this.parts) this.state = 'claimed'
  }

  claim(who: number, parts: number, wait: boolean): Answer {
    const refused = this.#refuses(who, wait ? parts : 1)
    if (refused) return refused
    if (this.#isOnIt(who)) return 'already-on-it'
    const fits = this.#fits(parts)
    if (!fits && !wait) return 'already-claimed'
    if (fits) this.#take(parts)
    const leaseEndsAt = fits ? this.now + acceptMs : null
    this.claims.push({ who, parts, state: fits ? 'held' : 'waiting', leaseEndsAt })
    this.events.push(fits ? 'claim.held' : 'claim.queued')
    return 'ok'
  }

  /** What its author keeps to themselves; a pause is seen by whoever was on it. */
  #isAside(who: number) {
    const isParty = this.claims.some((one) => one.who === who)
    return this.state === 'draft' || this.unseen || (this.state === 'paused' && !isParty)
  }

  #refuses(who: number, waitsFor: number): Answer | undefined {
    if (this.#isAside(who)) return 'not-found'
    if (this.state !== 'open' && this.state !== 'claimed') return 'not-open'
    return !this.standing && waitsFor > this.parts ? 'invalid-input' : undefined
  }

  #isOnIt = (who: number) => this.claims.some((one) => one.who === who && going.includes(one.state))

  accept(claim: Claim): Answer {
    if (!this.may('accept', claim.state)) return 'claim-over'
    claim.state = 'accepted'
    claim.leaseEndsAt = Math.max(this.now + doneMs, (this.unmetAt ?? 0) + dayMs)
    this.events.push('claim.accepted')
    return 'ok'
  }

  late(claim: Claim): Answer {
    if (!this.may('hold', claim.state)) return 'claim-over'
    this.events.push('claim.late')
    return 'ok'
  }

  handOver(claim: Claim, to: number): Answer {
    if (this.#isOnIt(to)) return 'already-on-it'
    if (!this.may('hold', claim.state)) return 'claim-over'
    Object.assign(claim, { state: 'released', leaseEndsAt: null })
    this.claims.push({ who: to, parts: claim.parts, state: 'held', leaseEndsAt: this.now + acceptMs })
    this.events.push('claim.handed-over')
    return 'ok'
  }

  /** Declined, released or done: `finished` of its places are not free again. */
  leave(claim: Claim, by: 'decline' | 'release' | 'complete', finished = 0): Answer {
    if (!this.may(by, claim.state)) return 'claim-over'
    const became = { decline: 'declined', release: 'released', complete: 'done' }[by]
    this.leaves(claim, became, finished)
    this.events.push(`claim.${became}`)
    return 'ok'
  }

  protected leaves(claim: Claim, became: string, finished: number) {
    const took = claim.state !== 'waiting'
    Object.assign(claim, { state: became, leaseEndsAt: null })
    if (!took) return
    this.taken -= claim.parts
    this.finished += finished
    if (over.includes(this.state) || this.state === 'done') return
    this.#settle(finished < claim.parts)
    this.letWaitingIn()
  }

  /** Whoever waits for more places than there are now. */
  protected letGoOfTooMany() {
    const isTooMuch = ({ state, parts }: Claim) => state === 'waiting' && !this.standing && parts > this.parts
    for (const claim of this.claims.filter(isTooMuch)) {
      claim.state = 'declined'
      this.events.push('claim.declined')
    }
  }

  protected letWaitingIn() {
    for (const next of this.claims) if (next.state === 'waiting' && this.#fits(next.parts)) this.#letIn(next)
  }

  #settle(isFreed: boolean) {
    const isFinished = !this.standing && this.finished >= this.parts
    if (isFinished) this.closeAt = this.now + closingMs
    if (isFinished) this.state = 'done'
    else if (this.state === 'claimed' && isFreed) this.state = 'open'
  }

  #letIn(claim: Claim) {
    this.#take(claim.parts)
    Object.assign(claim, { state: 'held', leaseEndsAt: this.now + acceptMs })
    this.events.push('claim.held')
  }
}
