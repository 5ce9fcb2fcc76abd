import {
  AnotherSteward,
  CannotUndo,
  type Deed,
  DoesNotFit,
  type NewAction,
  NotWaiting,
  TooLateToUndo,
} from '#contract/actions'
import { InvalidInput } from '#contract/http'
import { mayMove, type PostState, shelfOf } from '#contract/lifecycle'

const hourMs = 3_600_000
export const undoMs = 10 * 60_000
/** The longest that one steward alone may hide something, or keep somebody out. */
export const mostAloneMs = 72 * hourMs
/** With a second yes; longer is for the street to decide. */
export const mostTogetherMs = 28 * 24 * hourMs

export type Thing = { kind: 'post' | 'claim' | 'message' | 'person'; state: string | null }

const waitingPost = ['checking', 'hidden']
const pausing: readonly Deed[] = ['pause', 'freeze', 'remove']

/** Whether a thing can be dealt with so. @throws DoesNotFit */
export function fits(deed: Deed, thing: Thing | undefined, isMember: boolean) {
  if (deed === 'write') return void (isMember || DoesNotFit.raise())
  if (pausing.includes(deed) ? !isMember : !fitsThing(deed, thing)) throw DoesNotFit.with()
}

function fitsThing(deed: Deed, thing: Thing | undefined): boolean {
  if (!thing) return deed === 'dismiss'
  if (deed === 'dismiss') return !isHeld(thing)
  if (deed === 'release') return isHeld(thing) || (thing.kind === 'post' && thing.state === 'hidden')
  return thing.kind === 'message' ? deed === 'hide' : isMovable(thing)
}

const isHeld = ({ kind, state }: Thing) =>
  (kind === 'post' && state === 'checking') || (kind === 'message' && state === 'held')
const isMovable = ({ kind, state }: Thing) =>
  kind === 'post' && (waitingPost.includes(state ?? '') || mayMove(state as PostState, 'hide'))

/** Writing is nothing without words. @throws InvalidInput */
export function worded({ deed, words }: Pick<NewAction, 'deed' | 'words'>) {
  if (deed === 'write' && !words) throw InvalidInput.at('words', 'Write something first')
}

/** A serious act takes two: to send somebody away, and anything that keeps a steward out. */
export const needsSecond = (deed: Deed, isSteward: boolean) =>
  deed === 'remove' || (isSteward && pausing.includes(deed))

/** When it ends by itself, in epoch ms; null for what does not. */
export function endOf(deed: Deed, now: number, hours = 72): number | null {
  if (deed === 'hide') return now + mostAloneMs
  return deed === 'pause' || deed === 'freeze' ? now + Math.min(hours * hourMs, mostAloneMs) : null
}

/** For as long as was said when it was proposed, from the second yes on; in epoch ms. */
export const untilFrom = ({ at, until }: { at: number; until: number | null }, now: number) =>
  until === null ? null : now + until - at

/** What a post that is asked to change does meanwhile. */
export const asked = (state: PostState): PostState =>
  state === 'checking' || mayMove(state, 'check') ? 'checking' : 'hidden'

type Places = { parts: number; taken: number; finished: number; standing: boolean }

/** Where a post stands when it is put back: done meanwhile, full, or open to more. */
export function putBack(post: Places, before: PostState) {
  const state = going.includes(before) ? standsNow(post, before) : before
  return { state, shelf: shelfOf(state) }
}
const going: PostState[] = ['open', 'claimed', 'paused']

function standsNow({ parts, taken, finished, standing }: Places, before: PostState): PostState {
  const isFull = !standing && taken + finished >= parts
  if (isFull && taken === 0) return 'done'
  if (before === 'paused') return 'paused'
  return isFull ? 'claimed' : 'open'
}

type Taken = { byId: string | null; deed: Deed; state: string; at: number }

/** @throws AnotherSteward, CannotUndo, TooLateToUndo */
export function undoable({ byId, deed, state, at }: Taken, actorId: string, now: number) {
  if (byId !== actorId) throw AnotherSteward.with()
  // Words that were read cannot be unread.
  if (deed === 'write') throw CannotUndo.with()
  if (state !== 'done' && state !== 'proposed') throw CannotUndo.with()
  if (now > at + undoMs) throw TooLateToUndo.with()
}

type Proposed = { byId: string | null; personId: string | null; state: string; deed: Deed }

/** Whether a steward may be the second: somebody else, and not the one it is about. */
export const maySecond = ({ byId, personId, state, deed }: Proposed, actorId: string) =>
  (state === 'proposed' || (state === 'done' && deed === 'hide')) && byId !== actorId && personId !== actorId

/** @throws AnotherSteward, NotWaiting */
export function seconded(action: Proposed & { secondId: string | null }, actorId: string) {
  const { state, deed, byId, personId } = action
  const isWaiting = state === 'proposed' || (state === 'done' && deed === 'hide')
  if (!isWaiting || action.secondId !== null) throw NotWaiting.with()
  if (byId === actorId || personId === actorId) throw AnotherSteward.with()
}

/** Whether a case may hang on who is behind another account as well. */
export const isAboutAccounts = ({ kind, why }: { kind: string; why: string }, told: { reason: string }[]) =>
  kind === 'scam' || why.startsWith('account: ') || told.some(({ reason }) => pressing.includes(reason))
const pressing = ['scam', 'danger']

const harmless: readonly Deed[] = ['release', 'dismiss', 'write']
/** What somebody may have looked at again. Nobody appeals that their post went up. */
export const isAppealable = (deed: Deed, state: string) =>
  !harmless.includes(deed) && (state === 'done' || state === 'over')

/** Whether it keeps somebody out, for a while or for good. */
export const stops = (deed: Deed) => pausing.includes(deed)
