/** The half of the model that is about the post itself: its edits, its ends, and what the clock does to it. */
import { type Answer, type Claim, ClaimsModel, going, over } from './claims-model.ts'

const dayMs = 24 * 3_600_000

export class LifecycleModel extends ClaimsModel {
  get isListed() {
    return ['open', 'claimed', 'done'].includes(this.state)
  }

  edit(edit: Edit): Answer {
    if (over.includes(this.state)) return 'post-ended'
    const { parts = this.parts, standing = this.standing, day = null, stale } = edit
    const isResized = edit.parts !== undefined || edit.standing !== undefined
    if (isResized && !standing && parts < this.#least()) return 'too-few-parts'
    if (day !== null && day <= this.now) return 'invalid-input'
    if (stale) return 'stale-edit'
    Object.assign(this, { parts, standing })
    if (edit.day !== undefined) this.day = this.unmetAt = edit.day
    if (isResized && ['open', 'claimed'].includes(this.state)) this.state = this.#opened()
    return this.#edited('post.edited')
  }

  #least() {
    return this.taken + this.finished + (this.taken === 0 && this.state !== 'done' ? 1 : 0)
  }

  #edited(event: string): Answer {
    this.version++
    if (this.state !== 'draft') this.events.push(event)
    this.letGoOfTooMany()
    this.letWaitingIn()
    return 'ok'
  }

  #opened() {
    const isFull = !this.standing && this.taken > 0 && this.taken + this.finished >= this.parts
    return isFull ? 'claimed' : 'open'
  }

  pause(): Answer {
    if (!this.may('pause', this.state)) return over.includes(this.state) ? 'post-ended' : 'cannot-move'
    this.state = 'paused'
    return this.#edited('post.paused')
  }

  /** What "put it on the board" means: publish, resume or reopen. */
  open(): Answer {
    if (this.state === 'open' || this.state === 'claimed') return this.#edited('post.edited')
    const event = { draft: 'published', paused: 'resumed' }[this.state] ?? 'reopened'
    this.#openAgain(event === 'reopened' ? 0 : this.finished)
    return this.#edited(`post.${event}`)
  }

  #openAgain(finished: number) {
    this.finished = finished
    this.unseen = false
    this.day = this.unmetAt = this.day !== null && this.day > this.now ? this.day : null
    this.closeAt = null
    this.state = this.#opened()
  }

  reopen(): Answer {
    if (!this.may('reopen', this.state) || this.unseen) return 'cannot-move'
    this.#openAgain(0)
    return this.#edited('post.reopened')
  }

  end(as: string, again = false): Answer {
    const helped = this.claims.some(({ state }) => state === 'done' || state === 'accepted')
    if ((again && !helped) || !this.may(as, this.state)) return 'cannot-move'
    this.#finish(as, as === 'withdrawn' ? 'post.withdrawn' : 'post.closed')
    return 'ok'
  }

  #finish(as: string, event: string) {
    const wasDraft = this.state === 'draft'
    this.unseen = wasDraft
    this.state = as
    this.closeAt = this.unmetAt = null
    this.version++
    for (const claim of this.claims.filter(({ state }) => going.includes(state))) {
      const isDone = as === 'met' && claim.state === 'accepted'
      this.leaves(claim, isDone ? 'done' : 'released', isDone ? claim.parts : 0)
    }
    if (!wasDraft) this.events.push(event)
  }

  pass(ms: number) {
    this.now += ms
    const due = ({ leaseEndsAt }: Claim) => leaseEndsAt !== null && leaseEndsAt <= this.now
    const lapsed = this.claims.filter(due).sort((a, b) => a.leaseEndsAt! - b.leaseEndsAt!)
    for (const claim of lapsed) this.#lapse(claim)
    if (this.state === 'done' && this.closeAt !== null && this.closeAt <= this.now)
      this.#finish('met', 'post.closed')
    else if (this.#isUnmet()) this.#goUnmet()
  }

  #lapse(claim: Claim) {
    this.leaves(claim, 'lapsed', 0)
    this.events.push('claim.lapsed')
  }

  #isUnmet() {
    return ['open', 'paused'].includes(this.state) && this.unmetAt !== null && this.unmetAt <= this.now
  }

  /** Somebody who is on part of it keeps their day. */
  #goUnmet() {
    if (this.taken > 0) this.unmetAt = this.now + dayMs
    else this.#finish('unmet', 'post.unmet')
  }
}

export type Edit = {
  parts?: number | undefined
  standing?: boolean | undefined
  day?: number | null | undefined
  stale: boolean
}
