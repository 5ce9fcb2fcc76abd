import { InvalidInput } from '#contract/http'
import { ended, mayMove, type PostMove, postMoves, shelfOf } from '#contract/lifecycle'
import {
  BadCursor,
  CannotMove,
  type NewPost,
  type PostEdit,
  PostEnded,
  type PostKind,
  TooFewParts,
  UnknownCategory,
} from '#contract/posts'
import { MoneyPromised, OverTheCap } from '#contract/receipts'
import { tierOf } from '#contract/safeguarding'

type State = Parameters<typeof shelfOf>[0]
/** What a rule needs to know of a post as it is stored. */
export type Stored = {
  authorId: string
  state: State
  parts: number
  taken: number
  finished: number
  standing: boolean
  version: number
}
export type Birth = { id: string; boardId: string; authorId: string; now: number; unmetAt: number | null }

/** A new post, as it is stored: at once on the board, or kept aside as a draft. */
export function publish({ draft, ...post }: NewPost, birth: Birth) {
  const state: State = draft ? 'draft' : 'open'
  const { now, ...ids } = birth
  return {
    ...blank,
    ...unsaid,
    ...defined(post),
    ...ids,
    state,
    shelf: shelfOf(state),
    waitingSince: now,
    createdAt: now,
  }
}

const unsaid = {
  ...{ details: null, category: null, when: null, neededBy: null, onBehalf: null },
  ...{ privateNote: null, address: null, firstAskId: null, tier: null, payBackPounds: null },
  ...{ scope: 'me' as const, parts: 1, standing: false },
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }
export const defined = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>

const blank = {
  ...{ taken: 0, finished: 0, version: 1 },
  ...{ askAgainId: null, endWords: null, editedAt: null, endedAt: null, closeAt: null, importId: null },
}

/** @throws UnknownCategory when the street's own list does not have it */
export function checkCategory(category: string | null | undefined, known: readonly { id: string }[]) {
  if (category && !known.some(({ id }) => id === category))
    throw UnknownCategory.at('category', 'Choose one from the list, or leave it out')
}

/** @throws InvalidInput when the day has gone already */
export function checkNeededBy(unmetAt: number | null, now: number) {
  if (unmetAt !== null && unmetAt <= now) throw InvalidInput.at('neededBy', 'That day has gone already')
}

type Money = { kind: PostKind; payBackPounds: number | null }

/** @throws InvalidInput on an offer, and above what the street allows */
export function checkMoney({ kind, payBackPounds }: Money, capPounds: number) {
  if (payBackPounds === null) return
  if (kind === 'offer')
    throw InvalidInput.at('payBackPounds', 'Only a request can say this. Leave it out here')
  if (payBackPounds > capPounds) throw OverTheCap.at('payBackPounds', most(capPounds))
}

const most = (pounds: number) =>
  pounds === 0
    ? 'On this street neighbours do not spend money for each other. Leave this empty'
    : `At most £${pounds} here. Ask for less, or talk to a steward: they can allow more`

/** What somebody may have paid already is paid back as it was said. @throws MoneyPromised */
export function keepPromise(before: Promised, after: Promised) {
  const isLess = (after.payBackPounds ?? 0) < (before.payBackPounds ?? 0)
  if (isLess && before.taken > 0) throw MoneyPromised.at('payBackPounds', `It was £${before.payBackPounds}`)
}
type Promised = { payBackPounds: number | null; taken: number }

type Nearing = Pick<Stored, 'state'> & { tier: number | null; category: string | null }

/** Somebody would come nearer than the board has been told. */
export const isNearer = (before: Nearing, after: Nearing) =>
  !isUnheard(before) && !ended.includes(after.state) && tierOf(after) > tierOf(before)

/** Nobody but its author has been told of it yet. */
export const isUnheard = ({ state }: Pick<Stored, 'state'>) =>
  state === 'draft' || state === 'checking' || state === 'hidden'

/** How a post waits for a steward's look. */
export const asToBeChecked = { state: postMoves.check.to, shelf: shelfOf(postMoves.check.to) } as const

/** Where this move leads. @throws CannotMove, or PostEnded where that is the reason */
export function move(
  post: Pick<Stored, 'state'>,
  by: PostMove,
): { state: State; shelf: ReturnType<typeof shelfOf> } {
  if (!mayMove(post.state, by)) throw ended.includes(post.state) ? PostEnded.with() : CannotMove.with()
  const state = postMoves[by].to
  return { state, shelf: shelfOf(state) }
}

/** The move an edit's `state` asks for, if it asks for one. */
export function moveAsked(post: Pick<Stored, 'state'>, edit: PostEdit): PostMove | undefined {
  if (edit.state === 'paused') return 'pause'
  if (edit.state !== 'open' || post.state === 'open' || post.state === 'claimed') return undefined
  if (post.state === 'draft') return 'publish'
  if (post.state === 'checking' || post.state === 'hidden') return undefined
  return post.state === 'paused' ? 'resume' : 'reopen'
}

/** @throws PostEnded for words changed after the end, TooFewParts when more places are taken than would be left */
export function edit(post: Stored, { version: _version, state: _state, ...words }: PostEdit) {
  const changes = Object.keys(words).length > 0
  if (changes && ended.includes(post.state)) throw PostEnded.with()
  if (
    isResized(words) &&
    !(words.standing ?? post.standing) &&
    (words.parts ?? post.parts) < leastParts(post)
  )
    throw TooFewParts.at('parts', 'Neighbours have taken more places than that')
  return words
}

type Words = Pick<PostEdit, 'parts' | 'standing'>
const isResized = ({ parts, standing }: Words) => parts !== undefined || standing !== undefined

/** What is taken or done already; while nobody is on it and it is not done, one more, for somebody to take. */
function leastParts({ taken, finished, state }: Stored): number {
  return taken === 0 && state !== 'done' ? finished + 1 : taken + finished
}

/** What an edit changes besides its words: the move it asks for, or a post that is full now, or no longer. */
export function changeOf(post: Stored, edit: PostEdit, now: number) {
  const asked = moveAsked(post, edit)
  const sized = { ...post, ...defined(edit), state: post.state }
  if (!asked)
    return { move: undefined, set: standsOpen(post) && isResized(edit) ? placed(openState(sized)) : {} }
  const { state } = move(post, asked)
  const fresh = asked === 'publish' ? { waitingSince: now } : {}
  const finished = asked === 'reopen' ? 0 : post.finished
  const again = { endedAt: null, closeAt: null, endWords: null, finished }
  const set = { ...fresh, ...again, ...placed(state === 'open' ? openState({ ...sized, finished }) : state) }
  return { move: asked as Asked, set }
}
type Asked = 'publish' | 'pause' | 'resume' | 'reopen'

const standsOpen = ({ state }: Stored) => state === 'open' || state === 'claimed'
const placed = (state: State) => ({ state, shelf: shelfOf(state) })

/** A post that takes claims again after a pause or an end may be full, or have been finished in part. */
export function openState({ parts, taken, finished, standing }: Stored): State {
  return !standing && taken > 0 && taken + finished >= parts ? 'claimed' : 'open'
}

/** `at` in epoch ms, then the id: where the next page begins. */
export function cursorOf({ waitingSince, id }: { waitingSince: number; id: string }): string {
  return `${waitingSince}_${id}`
}

/** @throws BadCursor */
export function readCursor(cursor: string | undefined): { at: number; id: string } {
  if (cursor === undefined) return { at: -1, id: '' }
  const [, at, id] = /^(\d{1,15})_([\w-]{1,64})$/.exec(cursor) ?? []
  if (!at || !id) throw BadCursor.with()
  return { at: Number(at), id }
}
