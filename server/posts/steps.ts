/** How a post is saved and shown in full, each inside one transaction. */
import type { Standing } from '#contract/boards'
import { InvalidInput, StaleEdit } from '#contract/http'
import { isWordless } from '#contract/lifecycle'
import { type NewPost, type PostEdit, type PostInFull, WordsGone } from '#contract/posts'
import { isSensitive, tierOf } from '#contract/safeguarding'
import type { Db } from '#db'
import { blockedPair, blockedWith } from '../blocks/queries.ts'
import { type BoardRow, findMember } from '../boards/queries.ts'
import { newId } from '../http/ids.ts'
import type { BeforePosting } from '../http/room.ts'
import { announce, lastSeq } from '../live/queries.ts'
import { findPerson } from '../people/queries.ts'
import { beforePosting as mayBeAsked } from '../safeguarding/doors.ts'
import { mayBeNamed } from '../safeguarding/naming.ts'
import { capOf } from '../safeguarding/steps.ts'
import { indexPost, unindexPosts } from '../search/queries.ts'
import { wordsOf } from '../search/words.ts'
import * as view from '../views/post.ts'
import { shown } from '../views/queries.ts'
import { dueAfter } from './due.ts'
import { changePost, isAsFound, type Named, publishPost } from './queries.ts'
import * as rule from './rules.ts'

/** `before` is asked what it thinks of the post before it opens; nobody is for a pretend street or a steward's sheet. */
type Asking = { asked: NewPost; authorId: string; now: number; before?: readonly BeforePosting[] }

/** What is asked or offered, checked against the street's own list and calendar, and saved. */
export async function publish(tx: Db, board: BoardRow, { asked, authorId, now, before }: Asking) {
  rule.checkCategory(asked.category, board.categories)
  const calendar = { opens: true, zone: board.timeZone, now }
  const { unmetAt } = dueAfter({ neededBy: null, unmetAt: null }, asked.neededBy, calendar)
  await checkFirstAsk(tx, { boardId: board.id, authorId }, asked.firstAskId)
  const asking = rule.publish(asked, { id: newId(), boardId: board.id, authorId, now, unmetAt })
  await checkMoney(tx, asking)
  await checkNamed(tx, asking)
  const isOpening = asking.state === 'open'
  const opening = { stored: null, board, authorId, now }
  const waits = isOpening && (await isToBeChecked(tx, before, { ...opening, post: asking }))
  const row = waits ? { ...asking, ...rule.asToBeChecked } : asking
  await publishPost(tx, row, now)
  return row
}

async function isToBeChecked(
  tx: Db,
  before: readonly BeforePosting[] = [],
  opening: Omit<Parameters<BeforePosting>[1], 'waits'>,
) {
  let waits = false
  for (const hook of before) waits = (await hook(tx, { ...opening, waits })) === 'check' || waits
  return waits
}

const said = {
  publish: 'post.published',
  pause: 'post.paused',
  resume: 'post.resumed',
  reopen: 'post.reopened',
} as const

type Saving = { post: Named; board: BoardRow; edit: PostEdit; now: number; before?: readonly BeforePosting[] }

export async function save(tx: Db, saving: Saving) {
  const { post, edit, now } = saving
  const { move, ...set } = await plan(tx, saving)
  const guard = isAsFound(tx, { ...post, version: edit.version })
  const saved = await changePost(tx, post.id, { ...set, version: post.version + 1, editedAt: now, guard })
  if (!saved) throw StaleEdit.with()
  await unindexPosts(tx, [post.id])
  await indexPost(tx, saved, wordsOf(saved.title, saved.details, saved.when))
  if (rule.isUnheard(post) && rule.isUnheard(saved)) return saved
  const isNarrowed = isSensitive(saved) && !isSensitive(post)
  const type = move ? said[move] : isNarrowed ? 'post.narrowed' : 'post.edited'
  const toNotify = move === 'publish' && saved.firstAskId !== null
  await announce(tx, saved.boardId, { type, postId: post.id, personId: post.authorId, at: now, toNotify })
  return saved
}

/** What an edit makes of a post, its own wish to be open included. */
async function plan(tx: Db, { post, board, edit, now, before }: Saving) {
  const words = rule.edit(post, edit)
  const { move, set } = rule.changeOf(post, edit, now)
  if (move === 'reopen' && isWordless(post)) throw WordsGone.with()
  rule.checkCategory(words.category, board.categories)
  await checkFirstAsk(tx, post, words.firstAskId)
  const opens = move !== undefined && move !== 'pause'
  const due = dueAfter(post, words.neededBy, { opens, zone: board.timeZone, now })
  const planned = { ...post, ...rule.defined({ ...set, ...words, ...due }) }
  rule.keepPromise(post, planned)
  if (opens || words.payBackPounds) await checkMoney(tx, planned)
  if (words.firstAskId || words.tier) await checkNamed(tx, planned)
  const opening = { post: planned, stored: post, board, authorId: post.authorId, now }
  // What stands full on the board comes nearer by the same rules as what opens.
  if (rule.isNearer(post, planned)) await mayBeAsked(tx, { ...opening, waits: false })
  const waits = planned.state === 'open' && (await isToBeChecked(tx, before, opening))
  return { ...set, ...words, ...due, ...(waits && rule.asToBeChecked), move }
}

/** Who reads, and what they are to the board; `whole` with names and details. */
type Reader = { personId: string | null; standing: Standing; whole: boolean }

export async function inFull(db: Db, post: Named, reader: Reader): Promise<PostInFull> {
  const { personId, standing, whole } = reader
  const seq = await lastSeq(db, post.boardId)
  const hidden = await blockedWith(db, personId)
  const [known] = await shown(db, [post], hidden)
  const seen = withoutHidden(post, hidden)
  const full = view.inFull(known!, seen, { standing, personId })
  const firstAsk = full.you === 'author' ? await findNeighbour(db, seen.firstAskId) : null
  return { ...full, ...(whole ? {} : view.forVisitor(full)), firstAsk, seq }
}

/** Nobody is offered again, or told first, across a block. */
function withoutHidden(post: Named, hidden: readonly string[]): Named {
  const seen = (id: string | null) => (id && hidden.includes(id) ? null : id)
  return { ...post, askAgainId: seen(post.askAgainId), firstAskId: seen(post.firstAskId) }
}

async function findNeighbour(db: Db, id: string | null) {
  const person = id === null ? undefined : await findPerson(db, id)
  return person ? { id: person.id, name: person.name } : null
}

type Naming = Parameters<typeof tierOf>[0] & { boardId: string; authorId: string; firstAskId: string | null }

/** Inside, or in a car, only whoever has agreed to it is asked by name. @throws InvalidInput */
async function checkNamed(tx: Db, { firstAskId: personId, boardId, authorId, ...post }: Naming) {
  if (!personId || tierOf(post) !== 2 || (await mayBeNamed(tx, { boardId, authorId, personId }))) return
  throw InvalidInput.at(
    'firstAskId',
    'They have not said that they may be asked for this. Ask them to say so first',
  )
}

/** Looked at for a draft too, where it can still be mended beside its field. */
async function checkMoney(tx: Db, post: Parameters<typeof rule.checkMoney>[0] & { boardId: string }) {
  if (post.payBackPounds !== null) rule.checkMoney(post, await capOf(tx, post.boardId))
}

/** Only a neighbour of this street can be told first. @throws InvalidInput */
async function checkFirstAsk(
  tx: Db,
  { boardId, authorId }: { boardId: string; authorId: string },
  personId: string | null | undefined,
) {
  if (!personId) return
  const member = await findMember(tx, boardId, personId)
  if (member?.state !== 'active' || (await blockedPair(tx, authorId, personId)))
    throw InvalidInput.at('firstAskId', 'They are not on this street any more. Leave this out')
}
