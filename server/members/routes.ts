import * as z from 'zod/mini'
import { Id, NotFound } from '#contract/http'
import { Member, MemberEdit, Members, MembersQuery, RemovalAsked } from '#contract/members'
import { blockedWith } from '../blocks/queries.ts'
import { findAsSteward, findMember } from '../boards/queries.ts'
import { askerOf, type Room } from '../http/room.ts'
import { askedOf } from '../permissions/asked.ts'
import { ownIf } from '../permissions/scope.ts'
import { page } from './paging.ts'
import { findNamedMember, membershipsOf, namedMembers } from './queries.ts'
import { forStewards } from './rules.ts'
import { edit, end, leaveAll } from './steps.ts'

const OnBoard = z.object({ boardId: Id })
const Membership = z.object({ boardId: Id, personId: Id })
const Gone = z.undefined()

export const members: Room = async (app, house) => {
  const { store, clock } = house
  house.scopes.personId = async (_db, id, personId) => ({ boardId: null, relation: ownIf(id === personId) })
  house.erasures.push((tx, personId, now) => leaveAll(house, tx, { personId, now }))
  house.exports.push(async (db, personId) => ({ streets: await membershipsOf(db, personId) }))

  app.get(
    '/boards/:boardId/members',
    { schema: { params: OnBoard, querystring: MembersQuery, response: { 200: Members } } },
    async (request) => {
      const { boardId } = request.params
      const { query } = request
      if (query.state === 'asking') forStewards(askedOf(request).standing)
      // Stewards look after everybody, and everybody may know who they are.
      const all = askedOf(request).standing === 'steward' || query.role === 'steward'
      const hidden = all ? [] : await blockedWith(store.read, request.asker?.id)
      return page(await namedMembers(store.read, boardId, { ...query, hidden }), query)
    },
  )

  app.put(
    '/boards/:boardId/members/:personId',
    { schema: { params: Membership, body: MemberEdit, response: { 200: Member } } },
    async ({ params, body, asker }) => {
      const { id: otherId } = askerOf({ asker })
      return store.write(async (tx) => {
        await findAsSteward(tx, params.boardId, otherId)
        const member = (await findMember(tx, params.boardId, params.personId)) ?? NotFound.raise()
        await edit(house, tx, { member, edit: body, otherId, now: clock.now() })
        return (await findNamedMember(tx, params)) ?? NotFound.raise()
      })
    },
  )

  app.delete(
    '/boards/:boardId/members/:personId',
    { schema: { params: Membership, response: { 202: RemovalAsked, 204: Gone } } },
    async ({ params, asker }, reply) => {
      const { id: otherId } = askerOf({ asker })
      const waits = await store.write((tx) => end(house, tx, { ...params, otherId, now: clock.now() }))
      return waits ? reply.code(202).send({ waits: 'second-steward' }) : reply.code(204).send()
    },
  )
}
