import * as z from 'zod/mini'
import { Id, NotFound } from '#contract/http'
import { Mended, Receipts } from '#contract/receipts'
import { NewLook } from '#contract/reveals'
import type { Db } from '#db'
import { findAsSteward } from '../boards/queries.ts'
import { askerOf, type Room } from '../http/room.ts'
import { askedOf } from '../permissions/asked.ts'
import { findPost } from '../posts/queries.ts'
import { eraseReceipts, receiptsAround } from './queries.ts'
import { look, mend, readReceipts } from './steps.ts'

const onPost = z.object({ postId: Id })
const onClaim = z.object({ claimId: Id })

/** What one neighbour spent for another, and the receipt: for the two of them, and a steward who says why. */
export const receipts: Room = async (app, house) => {
  const { store, clock } = house
  house.exports.push(async (db, personId) => ({ receipts: await receiptsAround(db, personId) }))
  house.erasures.push(eraseReceipts)

  app.get(
    '/posts/:postId/receipts',
    { schema: { params: onPost, response: { 200: Receipts } } },
    async (request) => {
      const { id: readerId } = askerOf(request)
      const post = (await findPost(store.read, request.params.postId)) ?? NotFound.raise()
      const isSteward = askedOf(request).standing === 'steward'
      return readReceipts(store.read, { post, readerId, isSteward, now: clock.now() })
    },
  )

  app.put(
    '/claims/:claimId/receipt',
    { schema: { params: onClaim, body: Mended, response: { 204: z.undefined() } } },
    async ({ params: { claimId }, body: said, asker }, reply) => {
      const { id: byId } = askerOf({ asker })
      await store.write((tx) => mend(tx, { claimId, byId, said, now: clock.now() }))
      return reply.code(204).send()
    },
  )

  app.post(
    '/posts/:postId/looks',
    { schema: { params: onPost, body: NewLook, response: { 201: Receipts } } },
    async ({ params, body: { reason }, asker }, reply) => {
      const { id: readerId, sessionId } = askerOf({ asker })
      const looked = await store.write(async (tx) => {
        const post = await postForSteward(tx, params.postId, readerId)
        return look(tx, { post, readerId, reason, sessionId, now: clock.now() })
      })
      return reply.code(201).send(looked)
    },
  )
}

async function postForSteward(tx: Db, postId: string, personId: string) {
  const post = (await findPost(tx, postId)) ?? NotFound.raise()
  await findAsSteward(tx, post.boardId, personId)
  return post
}
