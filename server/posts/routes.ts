import * as z from 'zod/mini'
import { Id } from '#contract/http'
import { shelfOf } from '#contract/lifecycle'
import { NewPost, Post, PostEdit, PostInFull, PostsPage, PostsQuery } from '#contract/posts'
import type { Db } from '#db'
import { blockedWith } from '../blocks/queries.ts'
import { holdAsNeighbour } from '../boards/queries.ts'
import { writeOnce } from '../http/once.ts'
import { askerOf, type Room } from '../http/room.ts'
import { lastSeq } from '../live/queries.ts'
import { askedOf, newcomerOf } from '../permissions/asked.ts'
import { soughtWords } from '../search/words.ts'
import { audience } from '../views/audience.ts'
import * as view from '../views/post.ts'
import { describe, findPostScope, shown } from '../views/queries.ts'
import { findOwnPost, findSeenPost } from './finding.ts'
import { findPost, type PostRow, postsOn } from './queries.ts'
import * as rule from './rules.ts'
import { inFull, publish, save } from './steps.ts'

const onBoard = z.object({ boardId: Id })
const onPost = z.object({ postId: Id })

export const posts: Room = async (app, house) => {
  const { store, clock, beforePosting: before } = house
  house.live.describe = describe
  house.live.audience = audience
  house.scopes.postId = findPostScope

  app.get(
    '/boards/:boardId/posts',
    { schema: { params: onBoard, querystring: PostsQuery, response: { 200: PostsPage } } },
    async (request) => {
      const { params, query, asker } = request
      const seq = await lastSeq(store.read, params.boardId)
      const limit = query.limit ?? 50
      const hidden = await blockedWith(store.read, asker?.id)
      const newcomerId = newcomerOf(askedOf(request), asker)
      const page = { ...wanted(query, asker?.id), ...params, hidden, newcomerId, limit: limit + 1 }
      const rows = await postsOn(store.read, page)
      const items = await shown(store.read, rows.slice(0, limit), hidden)
      const next = rows.length > limit ? rule.cursorOf(rows[limit - 1]!) : null
      return { items: askedOf(request).whole ? items : items.map(view.forVisitor), next, seq }
    },
  )

  app.post(
    '/boards/:boardId/posts',
    { schema: { params: onBoard, body: NewPost, response: { 201: Post } } },
    async (request, reply) => {
      const asker = askerOf(request)
      const post = await writeOnce(house, request, async (tx) => {
        const { board } = await holdAsNeighbour(tx, request.params.boardId, asker.id)
        const row = await publish(tx, board, {
          asked: request.body,
          authorId: asker.id,
          now: clock.now(),
          before,
        })
        return view.toPost({ ...row, authorName: asker.name }, [])
      })
      return reply.code(201).send(post)
    },
  )

  app.get(
    '/posts/:postId',
    { schema: { params: onPost, response: { 200: PostInFull } } },
    async (request) => {
      const personId = request.asker?.id ?? null
      const post = await findSeenPost(store.read, request.params.postId, personId)
      return inFull(store.read, post, { personId, ...askedOf(request) })
    },
  )

  app.patch(
    '/posts/:postId',
    { schema: { params: onPost, body: PostEdit, response: { 200: PostInFull } } },
    async (request) => {
      const { id } = askerOf(request)
      return writeOnce(house, request, async (tx) => {
        const post = await findOwnPost(tx, request.params.postId, id)
        const { board, standing } = await holdAsNeighbour(tx, post.boardId, id)
        const saved = await save(tx, { post, board, edit: request.body, now: clock.now(), before })
        await told(tx, saved)
        await reworded(tx, post, saved)
        if (rule.isNearer(post, saved)) await nearer(tx, post.id)
        return inFull(tx, (await findPost(tx, post.id))!, { personId: id, standing, whole: true })
      })
    },
  )

  async function nearer(tx: Db, postId: string) {
    for (const hook of house.whenNearer) await hook(tx, { postId, now: clock.now() })
  }

  async function reworded(tx: Db, before: PostRow, after: PostRow) {
    if (!['claimed', 'paused', 'done'].includes(after.state)) return
    for (const hook of house.whenReworded) await hook(tx, { before, after, now: clock.now() })
  }

  async function told(tx: Db, { id: postId, state }: PostRow) {
    const isLooked = state === 'checking' || state === 'hidden'
    const hooks = state === 'open' ? house.whenOpen : isLooked ? house.whenMended : []
    for (const hook of hooks) await hook(tx, { postId, now: clock.now() })
  }
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
