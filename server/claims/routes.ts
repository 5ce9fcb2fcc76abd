import type { FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import * as wire from '#contract/claims'
import { Id, NotFound } from '#contract/http'
import type { Db } from '#db'
import { blockedPair } from '../blocks/queries.ts'
import { holdAsNeighbour } from '../boards/queries.ts'
import { sendProblem } from '../http/front-door.ts'
import { writeOnce } from '../http/once.ts'
import { askerOf, type BeforeClaiming, type Room } from '../http/room.ts'
import { askedOf, newcomerOf } from '../permissions/asked.ts'
import { findClaimScope, type PostRow } from '../views/queries.ts'
import * as act from './acts.ts'
import { Ahead } from './ahead.ts'
import { isLost, look, lost, type Sight } from './losing.ts'
import * as nearer from './nearer.ts'
import { type ClaimRow, findPersonName, toClaim } from './queries.ts'
import { readClaims } from './reading.ts'
import { letWaitingIn, resized } from './waiting.ts'

const onPost = z.object({ postId: Id })
const onClaim = z.object({ claimId: Id })
const answer = { 200: wire.Claim }
type OnClaim = FastifyRequest & { params: z.infer<typeof onClaim> }

export const claims: Room = async (app, house) => {
  const { store, clock } = house
  house.scopes.claimId = findClaimScope
  house.whenOpen.push(letWaitingIn)
  house.whenReworded.push(resized)
  house.whenNearer.push(nearer.askAgain)
  const mayTake: BeforeClaiming = async (tx, taking) => {
    for (const hook of house.beforeClaiming) await hook(tx, taking)
  }

  type Taking = FastifyRequest & { params: z.infer<typeof onPost>; body: wire.NewClaim }

  /** A repeat has its answer kept, so it is not for a read to say. */
  const isOver = ({ body, headers }: Taking, sight: Sight, personId: string) =>
    !body.wait && headers['idempotency-key'] === undefined && isLost(sight, personId)

  const ahead = new Ahead((postId) => look(store.read, postId))

  /** Nothing is waited for between looking whether somebody is ahead and going ahead. */
  const take = async (request: Taking, sight: Sight, personId: string) => {
    if (isOver(request, sight, personId)) return undefined
    const first = ahead.of(sight.post.id)
    if (first && isOver(request, await first, personId)) return undefined
    return ahead.go(sight.post.id, () => write(request, personId))
  }

  const write = (request: Taking, personId: string) =>
    writeOnce(house, request, async (tx) => {
      const { parts = 1, wait = false } = request.body
      const sight = await look(tx, request.params.postId)
      // Whoever was let past a crowd finds it so here: they are asked nothing more.
      if (!wait && isLost(sight, personId)) return undefined
      const scene = await sceneOf(tx, sight.post, { personId, now: clock.now() })
      await mayTake(tx, { ...scene, personId })
      return act.claim(tx, scene, { personId, parts, wait })
    })

  app.post(
    '/posts/:postId/claims',
    { schema: { params: onPost, body: wire.NewClaim, response: { 201: wire.Claim } } },
    async (request, reply) => {
      const asker = askerOf(request)
      const sight = await look(store.read, request.params.postId)
      const claimed = await take(request, sight, asker.id)
      if (!claimed) {
        const losing = { personId: asker.id, newcomerId: newcomerOf(askedOf(request), asker) }
        const { details, text } = await lost(store.read, sight.post, losing)
        return sendProblem(reply, details, text)
      }
      return reply.code(201).send(toClaim(claimed, asker.name))
    },
  )

  app.get(
    '/posts/:postId/claims',
    { schema: { params: onPost, response: { 200: wire.ClaimsOnPost } } },
    async (request) => ({ items: await readClaims(house, request.params.postId, askerOf(request)) }),
  )

  const acts = <B>(
    request: OnClaim & { body?: unknown },
    make: (tx: Db, at: act.Situation, body: B) => Promise<ClaimRow>,
  ) =>
    writeOnce(house, request, async (tx) => {
      const at = await act.findSituation(tx, request.params.claimId, {
        actorId: askerOf(request).id,
        now: clock.now(),
      })
      const claim = await make(tx, at, request.body as B)
      return toClaim(claim, await findPersonName(tx, claim.personId))
    })

  app.delete(
    '/claims/:claimId',
    { schema: { params: onClaim, body: wire.Release, response: answer } },
    async (r) => acts(r, act.release),
  )
  app.put('/claims/:claimId/acceptance', { schema: { params: onClaim, response: answer } }, async (r) =>
    acts(r, act.accept),
  )
  app.put(
    '/claims/:claimId/completion',
    { schema: { params: onClaim, body: wire.Completion, response: answer } },
    async (r) => acts(r, act.complete),
  )
  app.put(
    '/claims/:claimId/thanks',
    { schema: { params: onClaim, body: wire.Thanks, response: answer } },
    async (r) => acts(r, act.thank),
  )
  app.put(
    '/claims/:claimId/lateness',
    { schema: { params: onClaim, body: wire.Lateness, response: answer } },
    async (r) => acts(r, act.runLate),
  )
  app.put('/claims/:claimId/nearness', { schema: { params: onClaim, response: answer } }, async (r) =>
    acts(r, nearer.stay),
  )
  app.put(
    '/claims/:claimId/handover',
    { schema: { params: onClaim, body: wire.Handover, response: answer } },
    async (r) =>
      acts(r, async (tx, at, to: wire.Handover) => {
        await act.freeNow(tx, at.scene, to.personId)
        await mayTake(tx, { ...at.scene, personId: to.personId })
        return act.handOver(tx, at, to)
      }),
  )
}

async function sceneOf(tx: Db, post: PostRow, { personId, now }: { personId: string; now: number }) {
  const { board } = await holdAsNeighbour(tx, post.boardId, personId)
  if (post.shelf === 'aside' && post.state !== 'paused') throw NotFound.with()
  if (await blockedPair(tx, post.authorId, personId)) throw NotFound.with()
  return { post, board, now }
}
