import type { Checking } from '#contract/boards'
import {
  HandsFull,
  isTrusted,
  type Level,
  Paused,
  ThreeADay,
  TooManyLinks,
  type Trust,
  type Vouches,
} from '#contract/standing'

export const dayMs = 86_400_000
export const postsADay = 3
const mostLinks = 2
const claimsInHand = { new: 3, others: 6 }

type Found = {
  vouchesWanted: number | null
  role: 'neighbour' | 'steward' | null
  state: 'active' | 'asking' | null
  trustedAt: number | null
  clearedAt: number | null
  until: number | null
  vouches: number
  helped: number
}

/** What the rows say of somebody; whoever does not belong here is as good as new. */
export function trust(found: Found | undefined, now: number): Trust {
  if (!found) return { level: 'new', vouches: 0, pausedUntil: null }
  const pausedUntil = found.until !== null && found.until > now ? found.until : null
  return { level: levelOf(found), vouches: found.vouches, pausedUntil }
}

function levelOf({ vouchesWanted, role, state, trustedAt, clearedAt, vouches, helped }: Found): Level {
  if (state !== 'active') return 'new'
  if (role === 'steward') return 'steward'
  if (isTrusted({ role, vouchesWanted, trustedAt })) return 'trusted'
  return vouches > 0 || clearedAt !== null || helped > 0 ? 'known' : 'new'
}

/**
 * How many vouches make somebody trusted: what the street says, or half of those who belong here, three at most. Never
 * more than there are trusted neighbours to give one, or a young street would wait for its stewards for ever.
 */
export function vouchesNeeded(
  wanted: number | null,
  { active, trusted }: { active: number; trusted: number },
): number {
  const usual = wanted ?? Math.min(3, Math.floor(active / 2))
  return Math.max(1, Math.min(usual, trusted))
}

export const mayVouch = (level: Level) => level === 'trusted' || level === 'steward'

/** Whether a steward looks at somebody's words before the street does. */
export function isLookedAt(checking: Checking, level: Level): boolean {
  if (level === 'steward' || checking === 'nobody') return false
  return checking === 'everyone' || level === 'new'
}

/** @throws Paused (403), saying until when by the street's own clock */
export function notPaused({ pausedUntil }: Pick<Trust, 'pausedUntil'>, timeZone: string) {
  if (pausedUntil === null) return
  throw Paused.with({
    detail: `This ends by itself: ${inWords(pausedUntil, timeZone)}`,
    until: new Date(pausedUntil).toISOString(),
  })
}

const inWords = (ms: number, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone }).format(ms)

/** @param recent posts of theirs within a day, this one aside. @throws ThreeADay, TooManyLinks (403) */
export function withinLimits(post: Words, recent: number) {
  if (recent >= postsADay) throw ThreeADay.with()
  if (linksIn(post.title, post.details, post.when) > mostLinks) throw TooManyLinks.with()
}
type Words = { title: string; details: string | null; when: string | null }

const endings = 'com|net|org|uk|co|io|ly|me|info|shop|site|online|xyz|top|app|ru|cn|de|fr|eu'
const address = new RegExp(`^(?:https?:|www\\.|[^/]*[a-z0-9]\\.(?:${endings})(?:[/?#:]|\\W?$))`, 'i')

/** How many of the words of some texts are addresses on the web; an email address is none. */
export function linksIn(...texts: (string | null)[]): number {
  const words = texts.flatMap((text) => text?.split(/[\s,;<>()[\]"'|]+/) ?? [])
  return words.filter((word) => word.length <= 2000 && !word.includes('@') && address.test(word)).length
}

/** @param inHand what they are on or wait for now. @throws HandsFull (403) */
export function handsFree(level: Level, inHand: number) {
  if (inHand >= (level === 'new' ? claimsInHand.new : claimsInHand.others)) throw HandsFull.with()
}

/** For the steward who looks. */
export const whyLookedAt = (level: Level) =>
  level === 'new' ? 'They are new on the street' : 'The street asks for a look at every post'

type Person = { id: string; name: string }
type Known = { person: Person; vouchers: Person[]; readerId: string; mayYou: boolean }
const namedFirst = 3

export const vouches = ({ person, vouchers, readerId, mayYou }: Known): Vouches => ({
  person,
  count: vouchers.length,
  by: vouchers.slice(0, namedFirst).map(({ id, name }) => ({ id, name })),
  byYou: vouchers.some(({ id }) => id === readerId),
  mayYou,
})
