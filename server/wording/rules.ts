import { crisisIn } from '#contract/crisis'
import { movedOut, noted, notices, type OpenField, openFields } from '#contract/hints'
import { StaleEdit } from '#contract/http'
import { nearIn } from '#contract/nearness'
import { tierOf } from '#contract/safeguarding'
import { NotAgreed, NothingLeft, type Noticed, type PrivateWords } from '#contract/wording'

export type Worded = {
  title: string
  details: string | null
  when: string | null
  privateNote: string | null
}

/** What everybody would read, field by field. */
export function noticedIn(post: Worded): Noticed[] {
  return openFields.flatMap((field) => notices(post[field] ?? '').map((notice) => ({ field, ...notice })))
}

/** Everything somebody wrote: those in need write it anywhere. */
export const allOf = ({ title, details, when, privateNote }: Worded) =>
  [title, details, when, privateNote].filter(Boolean).join('\n')

export const isInCrisis = (post: Worded) => crisisIn(allOf(post)).length > 0

/**
 * The edit that moves what was noticed into the private note.
 * @throws StaleEdit when it does not stand there, NotAgreed, NothingLeft
 */
export function moving(post: Worded & { version: number }, asked: PrivateWords) {
  const { field, start, end, agreed } = asked
  if (asked.version !== post.version) throw StaleEdit.with()
  const notice = noticedIn(post).find((one) => one.field === field && one.start === start && one.end === end)
  if (!notice) throw StaleEdit.with()
  if (notice.kind === 'health' && !agreed) throw NotAgreed.at('agreed', 'Tick this first')
  const { left, moved } = movedOut(post[field] ?? '', notice, field)
  if (field === 'title' && left === '') throw NothingLeft.with()
  return { notice, edit: { ...without(field, left), privateNote: noted(post.privateNote ?? '', moved) } }
}

function without(field: OpenField, left: string) {
  if (field === 'title') return { title: left }
  return field === 'details' ? { details: left || null } : { when: left || null }
}

type Tiered = Worded & { tier: number | null; category: string | null }

/** How near the words bring somebody, where that is nearer than was said. */
export function nearerIn(post: Tiered) {
  const near = nearIn(`${post.title}\n${post.details ?? ''}`)
  return near && near.tier > tierOf(post) ? near : null
}

const words = ({ title, details, when, privateNote }: Worded) =>
  JSON.stringify([title, details, when, privateNote])
export const isSame = (one: Worded, other: Worded) => words(one) === words(other)
const looked = ['open', 'claimed', 'done']

/** Words that have stood on the board as they are were looked at already. */
export const isKnown = (stored: (Worded & { state: string }) | null, post: Worded) =>
  stored !== null && looked.includes(stored.state) && isSame(stored, post)
