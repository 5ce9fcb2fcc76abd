import type { NoticeKind } from '#contract/notices'

/** What happened, and whom it touches. `personId` did it, or it happened to them; `otherId` is the other party. */
export type Story = {
  type: string
  personId: string | null
  otherId: string | null
  note: string | null
  authorId: string | null
  firstAskId: string | null
  /** Who was on it when it ended, and who waited for a place or for a yes. */
  helperIds: string[]
  waitingIds: string[]
  stewardIds: string[]
  /** They had a waiting place before. */
  waited: boolean
}
export type Telling = {
  personId: string
  what: NoticeKind
  otherId: string | null
  words: string | null
}
type Tell = (to: string | null, what: NoticeKind, about?: string | null) => void

/** Letters that go to a contact nobody has used for a year, which may have a new owner: they say nothing of a street. */
export const sentToUnused = (what: NoticeKind) => what === 'account.ending'

/** Who is told what. Nobody is told what they have just done themselves. */
export function tellings(story: Story): Telling[] {
  const told: Telling[] = []
  const tell: Tell = (personId, what, otherId = story.personId) => {
    if (personId) told.push({ personId, what, otherId, words: wordsIn(story) })
  }
  telling[story.type]?.(story, tell)
  return told
}

/** Of a lapse the note is a state, not words. */
const wordsIn = ({ type, note }: Story) => (type === 'claim.lapsed' ? null : note)

/** Said to one person, and by nobody in particular: who decided is not for the notice to say. */
const quietly = [
  ...(['case.crisis', 'queue.waits', 'appeal.waits', 'removal.asked'] as const),
  ...(['steward.wrote', 'recovery.asked'] as const),
  ...(['action.taken', 'contact.warned', 'action.mended', 'appeal.decided', 'report.answered'] as const),
]
const toOther =
  (what: NoticeKind) =>
  ({ otherId }: Story, tell: Tell) =>
    tell(otherId, what, null)

const telling: Record<string, (story: Story, tell: Tell) => void> = {
  'claim.held': ({ personId, authorId, waited }, tell) => {
    tell(authorId, 'claim.held')
    if (waited) tell(personId, 'claim.yours', authorId)
  },
  'claim.accepted': ({ otherId }, tell) => tell(otherId, 'claim.accepted'),
  'claim.declined': ({ otherId }, tell) => tell(otherId, 'claim.declined'),
  'claim.released': ({ otherId }, tell) => tell(otherId, 'claim.released'),
  'claim.late': ({ otherId }, tell) => tell(otherId, 'claim.late'),
  'claim.asked': ({ otherId }, tell) => tell(otherId, 'claim.asked'),
  'claim.kept': ({ otherId }, tell) => tell(otherId, 'claim.kept'),
  'claim.handed-over': ({ otherId, authorId }, tell) => {
    tell(otherId, 'claim.handed-to-you')
    tell(authorId, 'claim.handed-over', otherId)
  },
  'claim.lapsed': ({ personId, otherId }, tell) => {
    tell(personId, 'claim.lapsed', otherId)
    tell(otherId, 'claim.open-again')
  },
  'claim.done': ({ otherId, authorId }, tell) =>
    tell(otherId, otherId === authorId ? 'claim.done' : 'claim.finished'),
  'post.withdrawn': ({ helperIds, waitingIds }, tell) => {
    for (const one of [...helperIds, ...waitingIds]) tell(one, 'post.withdrawn')
  },
  'post.closed': ({ helperIds, waitingIds }, tell) => {
    for (const helper of helperIds) tell(helper, 'claim.finished')
    for (const waiting of waitingIds) tell(waiting, 'post.withdrawn')
  },
  'post.unmet': ({ authorId }, tell) => tell(authorId, 'post.unmet', null),
  'message.sent': ({ otherId }, tell) => tell(otherId, 'message.sent'),
  'message.held': ({ otherId }, tell) => tell(otherId, 'message.held'),
  'contact.seen': ({ otherId }, tell) => tell(otherId, 'contact.seen'),
  'receipt.seen': ({ otherId }, tell) => tell(otherId, 'receipt.seen'),
  'post.published': ({ firstAskId }, tell) => tell(firstAskId, 'post.first-ask'),
  'member.changed': ({ stewardIds }, tell) => {
    for (const steward of stewardIds) tell(steward, 'member.asking')
  },
  'account.ending': ({ personId }, tell) => tell(personId, 'account.ending', null),
  'contact.aged': ({ personId }, tell) => tell(personId, 'contact.aged', null),
  ...Object.fromEntries(quietly.map((what) => [what, toOther(what)])),
  'member.joined': ({ personId, otherId }, tell) => tell(personId, 'member.welcome', otherId),
  'lead.asked': ({ otherId }, tell) => tell(otherId, 'lead.asked'),
  'concern.raised': ({ otherId }, tell) => tell(otherId, 'concern.raised', null),
  'concern.overdue': ({ otherId }, tell) => tell(otherId, 'concern.overdue', null),
  'receipt.mended': ({ otherId }, tell) => tell(otherId, 'receipt.mended'),
  'visits.many': ({ otherId }, tell) => tell(otherId, 'visits.many'),
  'numbers.due': ({ otherId }, tell) => tell(otherId, 'numbers.due', null),
}

const evenAcrossABlock: readonly NoticeKind[] = [
  'claim.released',
  'claim.declined',
  'member.asking',
  'member.welcome',
]
/** What two people are still told who do not see each other: that help has ended, and what stewards have to know. */
export const isToldAcross = (what: string) => (evenAcrossABlock as readonly string[]).includes(what)
export { evenAcrossABlock }

const secondMs = 1000
/** Later than any clock here will show: this one is not sent any more. */
export const never = 8_000_000_000_000_000

/** When to try again after the nth try failed: 5 s, 10 s, 20 s … a quarter of an hour at most. */
export const tryAgainAt = (now: number, tries: number) =>
  now + Math.min(5 * secondMs * 2 ** (tries - 1), 900 * secondMs)

/** A notice nobody could be reached with for so long stands on the page, and is old news in a letter. */
export const staleMs = 3 * 24 * 3600 * secondMs
