import * as z from 'zod/mini'
import { Id } from '#contract/http'
import { PrivateWords, Wording } from '#contract/wording'
import type { Db } from '#db'
import { holdAsNeighbour } from '../boards/queries.ts'
import { writeOnce } from '../http/once.ts'
import { askerOf, type Room } from '../http/room.ts'
import { findOwnPost } from '../posts/finding.ts'
import type { PostRow } from '../posts/queries.ts'
import { agreementsOf, eraseAgreements } from './queries.ts'
import { isInCrisis, nearerIn, noticedIn } from './rules.ts'
import { beforePosting, moveToNote, whenReworded } from './steps.ts'

const onPost = z.object({ postId: Id })

/** What a neighbour may not have meant for everybody, and what should worry us. Hints, never refusals. */
export const wording: Room = async (app, house) => {
  const { store, clock, beforePosting: before } = house
  before.push(beforePosting(house))
  house.whenReworded.push(whenReworded(house))
  house.exports.push(async (db, personId) => ({ healthAgreements: await agreementsOf(db, personId) }))
  house.erasures.push(eraseAgreements)

  app.get(
    '/posts/:postId/wording',
    { schema: { params: onPost, response: { 200: Wording } } },
    async (request) => seenIn(await findOwnPost(store.read, request.params.postId, askerOf(request).id)),
  )

  app.post(
    '/posts/:postId/private-words',
    { schema: { params: onPost, body: PrivateWords, response: { 200: Wording } } },
    async (request) => {
      const { id } = askerOf(request)
      return writeOnce(house, request, async (tx) => {
        const post = await findOwnPost(tx, request.params.postId, id)
        const { board } = await holdAsNeighbour(tx, post.boardId, id)
        const now = clock.now()
        const saved = await moveToNote(tx, { post, board, words: request.body, now, before })
        await told(tx, saved)
        return seenIn(saved)
      })
    },
  )

  async function told(tx: Db, { id: postId, state }: PostRow) {
    const hooks = state === 'open' ? house.whenOpen : state === 'checking' ? house.whenMended : []
    for (const hook of hooks) await hook(tx, { postId, now: clock.now() })
  }
}

const seenIn = (post: PostRow) => ({
  id: post.id,
  version: post.version,
  notices: noticedIn(post),
  crisis: isInCrisis(post),
  near: nearerIn(post),
})
