import type { FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { Id } from '#contract/http'
import { Ending, Post, Withdrawal } from '#contract/posts'
import type { Db } from '#db'
import { holdAsNeighbour } from '../boards/queries.ts'
import { claimsOn } from '../claims/queries.ts'
import type { Scene } from '../claims/steps.ts'
import { writeOnce } from '../http/once.ts'
import { askerOf, type House, type Room } from '../http/room.ts'
import { findOwnPost } from '../posts/finding.ts'
import { findPost } from '../posts/queries.ts'
import { shown } from '../views/queries.ts'
import { sweep } from './clock.ts'
import { settle } from './leaving.ts'
import { part } from './parting.ts'
import { askAgain, moveOf, settled } from './rules.ts'
import { endPost, reopenPost } from './steps.ts'

const onPost = z.object({ postId: Id })
type OnPost = FastifyRequest & { params: z.infer<typeof onPost> }

export const endings: Room = async (app, house) => {
  house.sweeps.push((now) => sweep(house.store, now))
  house.whenLeft.push(settle)
  house.whenBlocked.push(part)

  app.delete(
    '/posts/:postId',
    { schema: { params: onPost, body: Withdrawal, response: { 200: Post } } },
    async (request) =>
      withOwnPost(house, request, (tx, scene, actorId) =>
        endPost(tx, scene, { move: 'withdraw', type: 'post.withdrawn', actorId, words: request.body.reason }),
      ),
  )

  app.put(
    '/posts/:postId/ending',
    { schema: { params: onPost, body: Ending, response: { 200: Post } } },
    async (request) =>
      withOwnPost(house, request, async (tx, scene, actorId) => {
        const { as, words } = request.body
        if (as === 'open-again') return reopenPost(tx, scene, { actorId, words })
        return close(tx, scene, { actorId, asked: request.body })
      }),
  )
}

async function close(tx: Db, scene: Scene, { actorId, asked }: { actorId: string; asked: Ending }) {
  const claims = await claimsOn(tx, scene.post.id)
  const move = moveOf(asked)
  settled(scene.post, claims, move)
  const askAgainId = askAgain(asked, claims)
  await endPost(tx, scene, { move, type: 'post.closed', actorId, words: asked.words, askAgainId })
}

type Make = (tx: Db, scene: Scene, actorId: string) => Promise<void>

async function withOwnPost(house: House, request: OnPost, make: Make): Promise<Post> {
  const actorId = askerOf(request).id
  return writeOnce(house, request, async (tx) => {
    const post = await findOwnPost(tx, request.params.postId, actorId)
    const { board } = await holdAsNeighbour(tx, post.boardId, actorId)
    await make(tx, { post, board, now: house.clock.now() }, actorId)
    const [after] = await shown(tx, [(await findPost(tx, post.id))!])
    return after!
  })
}
