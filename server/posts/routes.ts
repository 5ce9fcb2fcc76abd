import { v7 as newId } from 'uuid'
import * as z from 'zod/mini'
import { Id, StaleEdit } from '#contract/http'
import { shelfOf } from '#contract/lifecycle'
import { NewPost, Post, PostEdit, PostInFull, PostsPage, PostsQuery } from '#contract/posts'
import type { Db } from '#db'
import { findAsNeighbour, findAsReader } from '../boards/queries.ts'
import { endOfDay } from '../http/days.ts'
import { writeOnce } from '../http/once.ts'
import { askerOf, type Room } from '../http/room.ts'
import { announce, lastSeq } from '../live/queries.ts'
import { indexPost, unindexPost } from '../search/queries.ts'
import { soughtWords, wordsOf } from '../search/words.ts'
import * as view from '../views/post.ts'
import { describe, shown } from '../views/queries.ts'
import {
  changePost,
  findOwnPost,
  findPost,
  findSeenPost,
  isVersion,
  type Named,
  type PostRow,
  postsOn,
  publishPost,
} from './queries.ts'
import * as rule from './rules.ts'

const onBoard = z.object({ boardId: Id })
const onPost = z.object({ postId: Id })

export const posts: Room = async (app, house) => {
  const { store, clock } = house
  house.live.describe = describe

  app.get(
    '/boards/:boardId/posts',
    { schema: { params: onBoard, querystring: PostsQuery, response: { 200: PostsPage } } },
    async ({ params, query, asker }) => {
      const seq = await lastSeq(store.read, params.boardId)
      const { whole } = await findAsReader(store.read, params.boardId, asker?.id ?? null)
      const limit = query.limit ?? 50
      const rows = await postsOn(store.read, { ...wanted(query, asker?.id), ...params, limit: limit + 1 })
      const items = await shown(store.read, rows.slice(0, limit))
      const next = rows.length > limit ? rule.cursorOf(rows[limit - 1]!) : null
      return { items: whole ? items : items.map(view.forVisitor), next, seq }
    },
  )

  app.post(
    '/boards/:boardId/posts',
    { schema: { params: onBoard, body: NewPost, response: { 201: Post } } },
    async (request, reply) => {
      const asker = askerOf(request)
      const post = await writeOnce(house, request, async (tx) => {
        const { board } = await findAsNeighbour(tx, request.params.boardId, asker.id)
        const row = postOn(board, request.body, { authorId: asker.id, now: clock.now() })
        await publishPost(tx, row, row.createdAt)
        return view.toPost({ ...row, authorName: asker.name }, [])
      })
      return reply.code(201).send(post)
    },
  )

  app.get(
    '/posts/:postId',
    { schema: { params: onPost, response: { 200: PostInFull } } },
    async ({ params, asker }) => {
      const post = await findSeenPost(store.read, params.postId, asker?.id ?? null)
      return inFull(store.read, post, asker?.id ?? null)
    },
  )

  app.patch(
    '/posts/:postId',
    { schema: { params: onPost, body: PostEdit, response: { 200: PostInFull } } },
    async (request) => {
      const { id } = askerOf(request)
      return writeOnce(house, request, async (tx) => {
        const post = await findOwnPost(tx, request.params.postId, id)
        const { board } = await findAsNeighbour(tx, post.boardId, id)
        await save(tx, { post, board, edit: request.body, now: clock.now() })
        return inFull(tx, (await findPost(tx, post.id))!, id)
      })
    },
  )
}

function wanted(
  { kind, state = 'board', q, category, mine, cursor }: PostsQuery,
  personId: string | undefined,
) {
  const words = q === undefined ? undefined : soughtWords(q)
  const shelf = state === 'board' || state === 'ended' ? state : shelfOf(state)
  const own = mine || shelf === 'aside'
  return {
    kind,
    category,
    words,
    after: rule.readCursor(cursor),
    shelf: mine && state === 'board' ? undefined : (shelf as PostRow['shelf']),
    state: state === 'board' || state === 'ended' ? undefined : state,
    authorId: own ? (personId ?? 'nobody') : undefined,
  }
}

type Board = { id: string; timeZone: string; categories: { id: string }[] }

/** What is asked or offered, checked against the street's own list and calendar. */
function postOn(board: Board, asked: NewPost, { authorId, now }: { authorId: string; now: number }) {
  rule.checkCategory(asked.category, board.categories)
  const unmetAt = asked.neededBy ? endOfDay(asked.neededBy, board.timeZone) : null
  rule.checkNeededBy(unmetAt, now)
  return rule.publish(asked, { id: newId(), boardId: board.id, authorId, now, unmetAt })
}

const said = {
  publish: 'post.published',
  pause: 'post.paused',
  resume: 'post.resumed',
  reopen: 'post.reopened',
} as const

async function save(
  tx: Db,
  { post, board, edit, now }: { post: Named; board: Board; edit: PostEdit; now: number },
) {
  const words = rule.edit(post, edit)
  const change = rule.changeOf(post, edit, now)
  const neededBy = words.neededBy === undefined ? change.neededBy : words.neededBy
  const unmetAt = neededBy ? endOfDay(neededBy, board.timeZone) : null
  rule.checkCategory(words.category, board.categories)
  if (words.neededBy) rule.checkNeededBy(unmetAt, now)
  const set = { ...change.set, ...words, neededBy, unmetAt, version: post.version + 1, editedAt: now }
  const saved = await changePost(tx, post.id, { ...set, guard: isVersion(tx, edit.version) })
  if (!saved) throw StaleEdit.with()
  await unindexPost(tx, post.id)
  await indexPost(tx, board.id, { id: post.id, words: wordsOf(saved.title, saved.details, saved.when) })
  if (post.state === 'draft' && saved.state === 'draft') return
  const type = change.move ? said[change.move] : 'post.edited'
  await announce(tx, board.id, { type, postId: post.id, personId: post.authorId, at: now })
}

async function inFull(db: Db, post: Named, personId: string | null): Promise<PostInFull> {
  const seq = await lastSeq(db, post.boardId)
  const { whole, standing } = await findAsReader(db, post.boardId, personId)
  const [known] = await shown(db, [post])
  const full = view.inFull(known!, post, { standing, personId })
  return { ...full, ...(whole ? {} : view.forVisitor(full)), seq }
}
