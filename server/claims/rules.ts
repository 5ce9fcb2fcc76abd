import { AlreadyOnIt, ClaimOver, NotOpen, OwnPost } from '#contract/claims'
import { InvalidInput, NotFound } from '#contract/http'
import {
  type ClaimMove,
  type ClaimState,
  claimMoves,
  mayMoveClaim,
  type PostState,
} from '#contract/lifecycle'
import type { Reach, Shown } from '#contract/reveals'
import { type Tier, tierOf } from '#contract/safeguarding'

const hourMs = 3_600_000
/** Contact stays open this long after it is done (P3). */
export const reachAfterDoneMs = 24 * hourMs

/** How long the closing question stands before a post that a neighbour finished counts as met. */
export const closingMs = 7 * 24 * hourMs

type Post = { authorId: string; state: PostState; unmetAt: number | null }
type Board = { acceptHours: number; doneHours: number }
type Claim = { personId: string; state: ClaimState; acceptedAt: number | null; endedAt: number | null }

/** Anybody but the author may claim what stands on the board. @throws OwnPost, NotOpen */
export function claimable<P extends Post>(post: P, personId: string): P {
  if (post.authorId === personId) throw OwnPost.with()
  if (post.state !== 'open' && post.state !== 'claimed') throw NotOpen.with()
  return post
}

/** Nobody waits for more places than there will ever be. @throws InvalidInput */
export function fits({ parts, standing }: { parts: number; standing: boolean }, wanted: number) {
  if (!standing && wanted > parts) throw InvalidInput.at('parts', `There are ${parts} in all`)
}

/** One claim at a time on one post. @throws AlreadyOnIt */
export function onlyOnce(others: readonly { personId: string; state: ClaimState }[], personId: string) {
  if (others.some((claim) => claim.personId === personId && isOn(claim))) throw AlreadyOnIt.with()
}

/** They have a place, or wait for one. */
export const isOn = ({ state }: { state: ClaimState }) =>
  state === 'waiting' || state === 'held' || state === 'accepted'

/** @throws ClaimOver when somebody no longer has it */
export function stillOn({ state }: Pick<Claim, 'state'>) {
  if (state !== 'held' && state !== 'accepted') throw ClaimOver.with()
}

/** Where this move leads. @throws ClaimOver */
export function moveClaim(claim: Pick<Claim, 'state'>, by: ClaimMove): ClaimState {
  if (!mayMoveClaim(claim.state, by)) throw ClaimOver.with()
  return claimMoves[by].to
}

type Nearing = { tier: number | null; category: string | null }

/** How near they would come now, where that is nearer than they have said yes to; null otherwise. */
export function askedNear(claim: { state: ClaimState; tier: number }, post: Nearing): Tier | null {
  return isOn(claim) && tierOf(post) > claim.tier ? tierOf(post) : null
}

/** Who of the two somebody is. @throws NotFound for everybody else */
export function partyTo(claim: Pick<Claim, 'personId'>, post: Pick<Post, 'authorId'>, personId: string) {
  if (claim.personId === personId) return 'claimer' as const
  if (post.authorId === personId) return 'author' as const
  throw NotFound.with()
}

/** When a claim that waits for the author's yes lapses, in epoch ms. */
export function acceptBy(board: Board, now: number): number {
  return now + board.acceptHours * hourMs
}

/** When an accepted claim lapses: a day after it was needed, or after the street's hours, whichever is later. */
export function doneBy(post: Pick<Post, 'unmetAt'>, board: Board, now: number): number {
  return Math.max(now + board.doneHours * hourMs, (post.unmetAt ?? 0) + 24 * hourMs)
}

/** Contact is open from the author's yes until a day after it is done, to these two only. Without a yes it never is. */
export function isReachOpen({ state, acceptedAt, endedAt }: Claim, now: number): boolean {
  if (state === 'accepted') return true
  const isDone = state === 'done' && acceptedAt !== null
  return isDone && endedAt !== null && now < endedAt + reachAfterDoneMs
}

type Full = {
  claim: Claim & { reason: string | null; lateWords: string | null; thanks: string | null }
  post: { privateNote: string | null; address: string | null }
  place: number | null
}

/** What its two parties read besides: contact and the private note only while that is open. */
export function inFull({ claim, post, place }: Full, reach: Reach | null, you: 'claimer' | 'author') {
  const { reason, lateWords: late, thanks } = claim
  return {
    you,
    reach,
    reachEndsAt:
      reach && claim.state === 'done' ? new Date(claim.endedAt! + reachAfterDoneMs).toISOString() : null,
    privateNote: reach || you === 'author' ? post.privateNote : null,
    address: reach || you === 'author' ? post.address : null,
    reason,
    late,
    thanks,
    place,
  }
}

/** What somebody who is shown this reads that is not theirs. */
export function shownIn({ you, privateNote, address }: ReturnType<typeof inFull>): Shown[] {
  if (you === 'author') return ['contact']
  return ['contact', ...(privateNote ? ['note' as const] : []), ...(address ? ['address' as const] : [])]
}
