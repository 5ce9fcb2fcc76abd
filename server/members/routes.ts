import * as z from 'zod/mini'
import { Id, NotFound } from '#contract/http'
import { LastSteward, Member, MemberEdit, Members, MembersQuery } from '#contract/members'
import type { Db } from '#db'
import { findAsNeighbour, findAsSteward, findMember } from '../boards/queries.ts'
import { askerOf, type Room } from '../http/room.ts'
import { announce } from '../live/queries.ts'
import { editMembership, endMembership, findNamedMember, namedMembers } from './queries.ts'
import { editMember, page } from './rules.ts'

const OnBoard = z.object({ boardId: Id })
const Membership = z.object({ boardId: Id, personId: Id })
const Gone = z.undefined()

export const members: Room = async (app, house) => {
  const { store, clock } = house

  app.get(
    '/boards/:boardId/members',
    { schema: { params: OnBoard, querystring: MembersQuery, response: { 200: Members } } },
    async ({ params: { boardId }, query, asker }) => {
      const findAs = query.state === 'asking' ? findAsSteward : findAsNeighbour
      await findAs(store.read, boardId, askerOf({ asker }).id)
      return page(await namedMembers(store.read, boardId, query), query)
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
        await save(tx, params, { ...editMember(member, body), otherId, at: clock.now() })
        return (await findNamedMember(tx, params)) ?? NotFound.raise()
      })
    },
  )

  app.delete(
    '/boards/:boardId/members/:personId',
    { schema: { params: Membership, response: { 204: Gone } } },
    async ({ params, asker }, reply) => {
      const { id: otherId } = askerOf({ asker })
      await store.write(async (tx) => {
        if (params.personId !== otherId) await findAsSteward(tx, params.boardId, otherId)
        await leave(tx, params, { otherId, now: clock.now() })
      })
      return reply.code(204).send()
    },
  )

  async function leave(tx: Db, who: z.infer<typeof Membership>, by: { otherId: string; now: number }) {
    if (!(await findMember(tx, who.boardId, who.personId))) throw NotFound.with()
    const { otherId, now } = by
    await announce(tx, who.boardId, { type: 'member.left', personId: who.personId, otherId, at: now })
    if (!(await endMembership(tx, who))) throw LastSteward.with()
    for (const hook of house.whenLeft) await hook(tx, { ...who, now })
  }
}

type Edit = ReturnType<typeof editMember> & { otherId: string; at: number }

/** Announced first, because the log's row lets in one change of a board at a time: the guard then sees who left. */
async function save(tx: Db, who: z.infer<typeof Membership>, { next, happened: type, otherId, at }: Edit) {
  const toNotify = type === 'member.joined'
  await announce(tx, who.boardId, { type, personId: who.personId, otherId, toNotify, at })
  if (!(await editMembership(tx, who, next))) throw LastSteward.with()
}
