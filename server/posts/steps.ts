/** How a post is saved and shown in full, each inside one transaction. */
import { v7 as newId } from 'uuid'
import { InvalidInput, StaleEdit } from '#contract/http'
import type { NewPost, PostEdit, PostInFull } from '#contract/posts'
import type { Db } from '#db'
import { findAsReader, findMember } from '../boards/queries.ts'
import { announce, lastSeq } from '../live/queries.ts'
import { findPerson } from '../people/queries.ts'
import { indexPost, unindexPost } from '../search/queries.ts'
import { wordsOf } from '../search/words.ts'
import * as view from '../views/post.ts'
import { shown } from '../views/queries.ts'
import { dueAfter } from './due.ts'
import { changePost, isAsFound, type Named, publishPost } from './queries.ts'
import * as rule from './rules.ts'

type Board = { id: string; timeZone: string; categories: { id: string }[] }
type Asking = { asked: NewPost; authorId: string; now: number }

/** What is asked or offered, checked against the street's own list and calendar, and saved. */
export async function publish(tx: Db, board: Board, { asked, authorId, now }: Asking) {
  rule.checkCategory(asked.category, board.categories)
  const calendar = { opens: true, zone: board.timeZone, now }
  const { unmetAt } = dueAfter({ neededBy: null, unmetAt: null }, asked.neededBy, calendar)
  await checkFirstAsk(tx, board.id, asked.firstAskId)
  const row = rule.publish(asked, { id: newId(), boardId: board.id, authorId, now, unmetAt })
  await publishPost(tx, row, now)
  return row
}

const said = {
  publish: 'post.published',
  pause: 'post.paused',
  resume: 'post.resumed',
  reopen: 'post.reopened',
} as const

export async function save(
  tx: Db,
  { post, board, edit, now }: { post: Named; board: Board; edit: PostEdit; now: number },
) {
  const words = rule.edit(post, edit)
  const change = rule.changeOf(post, edit, now)
  rule.checkCategory(words.category, board.categories)
  await checkFirstAsk(tx, board.id, words.firstAskId)
  const due = dueAfter(post, words.neededBy, {
    opens: change.move !== undefined && change.move !== 'pause',
    zone: board.timeZone,
    now,
  })
  const set = { ...change.set, ...words, ...due, version: post.version + 1, editedAt: now }
  const saved = await changePost(tx, post.id, {
    ...set,
    guard: isAsFound(tx, { ...post, version: edit.version }),
  })
  if (!saved) throw StaleEdit.with()
  await unindexPost(tx, post.id)
  await indexPost(tx, board.id, { id: post.id, words: wordsOf(saved.title, saved.details, saved.when) })
  if (post.state === 'draft' && saved.state === 'draft') return saved
  const type = change.move ? said[change.move] : 'post.edited'
  const toNotify = change.move === 'publish' && saved.firstAskId !== null
  await announce(tx, board.id, { type, postId: post.id, personId: post.authorId, at: now, toNotify })
  return saved
}

export async function inFull(db: Db, post: Named, personId: string | null): Promise<PostInFull> {
  const seq = await lastSeq(db, post.boardId)
  const { whole, standing } = await findAsReader(db, post.boardId, personId)
  const [known] = await shown(db, [post])
  const full = view.inFull(known!, post, { standing, personId })
  const firstAsk = full.you === 'author' ? await findNeighbour(db, post.firstAskId) : null
  return { ...full, ...(whole ? {} : view.forVisitor(full)), firstAsk, seq }
}

async function findNeighbour(db: Db, id: string | null) {
  const person = id === null ? undefined : await findPerson(db, id)
  return person ? { id: person.id, name: person.name } : null
}

/** Only a neighbour of this street can be told first. @throws InvalidInput */
async function checkFirstAsk(tx: Db, boardId: string, personId: string | null | undefined) {
  if (!personId) return
  const member = await findMember(tx, boardId, personId)
  if (member?.state !== 'active')
    throw InvalidInput.at('firstAskId', 'They are not on this street any more. Leave this out')
}
