import type { FastifyRequest } from 'fastify'
import QRCode from 'qrcode'
import * as z from 'zod/mini'
import { Id, NotFound } from '#contract/http'
import {
  type Invitation,
  InvitationInFull,
  InvitationOver,
  Invitations,
  InvitedTo,
  NewInvitation,
} from '#contract/invitations'
import { findAsNeighbour } from '../boards/queries.ts'
import { newId } from '../http/ids.ts'
import { countCalls, perNetwork } from '../http/limits.ts'
import { writeOnce } from '../http/once.ts'
import { askerOf, type Room } from '../http/room.ts'
import { askedOf } from '../permissions/asked.ts'
import { ownIf } from '../permissions/scope.ts'
import {
  endInvitation,
  endInvitationsBy,
  findInvitation,
  findInvitationScope,
  invitationsOn,
  saveInvitation,
} from './queries.ts'
import { invitation, invite, mayInvite } from './rules.ts'
import { tokenDigest, tokenOf } from './tokens.ts'

const OnBoard = z.object({ boardId: Id })
const OneOnBoard = z.object({ boardId: Id, invitationId: Id })
const ByToken = z.object({ token: z.string().check(z.maxLength(100)) })

export const invitations: Room = async (app, house) => {
  const { store, clock, key, publicUrl } = house
  await countCalls(app)
  house.whenLeft.push(endInvitationsBy)
  house.scopes.invitationId = async (db, id, personId) => {
    const found = await findInvitationScope(db, id)
    return found && { boardId: found.boardId, relation: ownIf(found.madeById === personId) }
  }

  app.post(
    '/boards/:boardId/invitations',
    { schema: { params: OnBoard, body: NewInvitation, response: { 201: InvitationInFull } } },
    async (request, reply) => {
      const { id: madeById } = askerOf(request)
      const { boardId } = request.params
      const made = await writeOnce(house, request, async (tx) => {
        const { board, standing } = await findAsNeighbour(tx, boardId, madeById)
        mayInvite(board.joining, standing)
        const id = newId()
        const birth = { id, boardId, digest: tokenDigest(tokenOf(key, id)), madeById, now: clock.now() }
        const row = invite(request.body, birth)
        await saveInvitation(tx, row)
        return invitation(row)
      })
      return reply.code(201).send(await inFull(made))
    },
  )

  app.get(
    '/boards/:boardId/invitations',
    { schema: { params: OnBoard, response: { 200: Invitations } } },
    async (request) => ({ items: (await seenBy(request)).map(invitation) }),
  )

  app.get(
    '/boards/:boardId/invitations/:invitationId',
    { schema: { params: OneOnBoard, response: { 200: InvitationInFull } } },
    async (request) => {
      const { invitationId } = request.params
      const seen = await seenBy(request)
      return inFull(invitation(seen.find(({ id }) => id === invitationId) ?? NotFound.raise()))
    },
  )

  app.delete(
    '/boards/:boardId/invitations/:invitationId',
    { schema: { params: OneOnBoard, response: { 204: z.undefined() } } },
    async ({ params, asker }, reply) => {
      const { id } = askerOf({ asker })
      await store.write(async (tx) => {
        const { standing } = await findAsNeighbour(tx, params.boardId, id)
        const isGone = await endInvitation(tx, params, standing === 'steward' ? undefined : id)
        if (!isGone) throw NotFound.with()
      })
      return reply.code(204).send()
    },
  )

  app.get(
    '/invitations/:token',
    { schema: { params: ByToken, response: { 200: InvitedTo } }, config: perNetwork },
    async ({ params }) =>
      (await findInvitation(store.read, tokenDigest(params.token), clock.now())) ?? InvitationOver.raise(),
  )

  async function seenBy(request: FastifyRequest) {
    const { id, standing } = askedOf(request)
    const madeById = standing === 'steward' ? undefined : askerOf(request).id
    return await invitationsOn(store.read, id, { madeById, now: clock.now() })
  }

  async function inFull(made: Invitation) {
    const url = `${publicUrl}/invitations/${tokenOf(key, made.id)}`
    return { ...made, url, qr: await QRCode.toString(url, { type: 'svg', margin: 1 }) }
  }
}
