// What a post says of itself, as a neighbour would say it.
import type { Board, Category } from '#contract/boards'
import type { ClaimInFull, ClaimsOnPost } from '#contract/claims'
import type { Members } from '#contract/members'
import type { Conversations } from '#contract/messages'
import type { Me } from '#contract/people'
import type { Helper, Post, PostHistory, PostInFull } from '#contract/posts'
import type { Receipts } from '#contract/receipts'
import type { Wording } from '#contract/wording'
import { ago, nearDay, nearTime, waitedSince } from '../words/dates.ts'
import { pounds } from '../words/money.ts'
import { t } from '../words/say.ts'

export interface Around {
  now: number
  timeZone: string
  categories: readonly Category[]
  /** The reader; null when nobody is signed in. */
  meId: string | null
}

/** What a claim is drawn from, for whoever made it and for whoever asked. */
export interface OnClaim {
  post: PostInFull
  claim: ClaimInFull
  talks: Conversations['items']
  around: Around
}

/** What a post's page has read. */
export interface PostData {
  me: Me | null
  post: PostInFull
  board: Board
  claims?: ClaimsOnPost | null
  talks?: Conversations | null
  history?: PostHistory | null
  members?: Members | null
  wording?: Wording | null
  receipts?: Receipts | null
}

export const aroundOf = ({ me, board }: PostData, now: number): Around => ({
  now,
  timeZone: board.timeZone,
  categories: board.categories,
  meId: me?.id ?? null,
})

const dayMs = 24 * 3_600_000
/** Waiting this long, a post is marked as urgent. */
const longWaitMs = 3 * dayMs

/** Beside the kind of a post: how long it has waited, or what has become of it. */
export function waitOf(post: Post, { now }: Around): string {
  if (post.state !== 'open') return t(`post.state.${post.state}`)
  if (post.standing) return t('post.standing')
  const since = Date.parse(post.waitingSince)
  return post.kind === 'offer' ? t('post.offered', { ago: ago(since, now) }) : waitedSince(since, now)
}

/** A need that has waited long, or whose day is nearly here. */
export function isUrgent({ kind, state, waitingSince, neededBy }: Post, { now }: Around) {
  if (kind === 'offer' || state !== 'open') return false
  const isSoon = neededBy !== null && Date.parse(neededBy) - now < dayMs
  return isSoon || now - Date.parse(waitingSince) > longWaitMs
}

export function factsOf(post: Post, { now, timeZone, categories }: Around): string[] {
  const category = categories.find(({ id }) => id === post.category)?.name
  return [
    post.when,
    post.neededBy && t('post.by', { day: nearDay(post.neededBy, now, timeZone) }),
    post.scope === 'me' ? null : t(`post.for.${post.scope}`),
    post.onBehalf ? t('post.on-behalf') : null,
    post.payBackPounds ? t('post.pay-back', { most: pounds(post.payBackPounds) }) : null,
    category,
  ].filter((fact) => fact != null && fact !== '') as string[]
}

/** Who is on it, and how far: "Bernard can do it, waiting for Ann’s yes". */
export function helperWords(post: Post, helper: Helper, { meId, now }: Around): string {
  const { state, person, since } = helper
  if (state !== 'held' && state !== 'accepted' && state !== 'done') return ''
  const values = { name: nameOf(person), author: nameOf(post.author), ago: ago(Date.parse(since), now) }
  const mine = meId !== null && person.id === meId
  if (state === 'held' && post.author.id === meId) return t(`helper.${post.kind}.yours`, values)
  return t(`helper.${post.kind}.${state}.${mine ? 'you' : 'other'}`, values)
}

export const nameOf = ({ name }: { name: string }) => name || t('post.somebody')

export const activeHelpers = ({ helpers }: Post) =>
  helpers.filter(({ state }) => state === 'held' || state === 'accepted')

export function isHelping({ helpers }: Post, personId: string | null) {
  return helpers.some(
    ({ person, state }) => person.id === personId && (state === 'held' || state === 'accepted'),
  )
}

const going: readonly string[] = ['waiting', 'held', 'accepted', 'done']

/** The reader's own claim, while it goes on or has been done. */
export function claimNow(claims: readonly ClaimInFull[]) {
  return claims.findLast(({ you, state }) => you === 'claimer' && going.includes(state))
}

/** When contact closes again after it is done; empty before. */
export const closing = ({ reachEndsAt }: ClaimInFull, around: Around) => timeIn(reachEndsAt, around)

/** Until when it is theirs to answer or to do; empty where nobody holds it. */
export const leaseEnd = ({ leaseEndsAt }: ClaimInFull, around: Around) => timeIn(leaseEndsAt, around)

const timeIn = (iso: string | null, { now, timeZone }: Around) =>
  iso ? nearTime(Date.parse(iso), now, timeZone) : ''
