import * as z from 'zod/mini'
import { Id, NotFound } from '#contract/http'
import { LeadEdit, Safety, SafetyEdit } from '#contract/safeguarding'
import { findAsNeighbour, findAsSteward } from '../boards/queries.ts'
import { askerOf, type Room } from '../http/room.ts'
import { beforeClaiming, beforePosting } from './doors.ts'
import { leadingOf, leadsOf, settle } from './queries.ts'
import { isLead } from './rules.ts'
import { findSafety, name, remind, stop } from './steps.ts'

const OnBoard = z.object({ boardId: Id })
const OfLead = z.object({ boardId: Id, personId: Id })
const answer = { 200: Safety }

export const safeguarding: Room = async (app, house) => {
  const { store, clock } = house
  house.whenStarted.push(async (tx, { boardId, personId, asked, now }) => {
    if (asked.lead) await name(tx, { boardId, personId, byId: personId, role: 'lead', now })
  })
  house.beforePosting.push(beforePosting)
  house.beforeClaiming.push(beforeClaiming)
  house.whenLeft.push(async (tx, left) => void (await stop(tx, left)))
  house.holds.lead = async (db, { boardId, personId }) => isLead(await leadsOf(db, boardId), personId)
  house.exports.push(async (db, personId) => ({ looksAfterWorries: await leadingOf(db, personId) }))
  house.sweeps.push((now) => store.write((tx) => remind(tx, now)))

  app.get(
    '/boards/:boardId/safety',
    { schema: { params: OnBoard, response: answer } },
    async ({ params: { boardId }, asker }) => {
      const { board } = await findAsNeighbour(store.read, boardId, askerOf({ asker }).id)
      return findSafety(store.read, board, clock.now())
    },
  )

  app.patch(
    '/boards/:boardId/safety',
    { schema: { params: OnBoard, body: SafetyEdit, response: answer } },
    async ({ params: { boardId }, body, asker }) =>
      store.write(async (tx) => {
        const { board } = await findAsSteward(tx, boardId, askerOf({ asker }).id)
        await settle(tx, boardId, body)
        return findSafety(tx, board, clock.now())
      }),
  )

  app.put(
    '/boards/:boardId/leads/:personId',
    { schema: { params: OfLead, body: LeadEdit, response: answer } },
    async ({ params, body: { role }, asker }) =>
      store.write(async (tx) => {
        const { id: byId } = askerOf({ asker })
        const { board } = await findAsNeighbour(tx, params.boardId, byId)
        await name(tx, { ...params, byId, role, now: clock.now() })
        return findSafety(tx, board, clock.now())
      }),
  )

  app.delete(
    '/boards/:boardId/leads/:personId',
    { schema: { params: OfLead, response: answer } },
    async ({ params, asker }) =>
      store.write(async (tx) => {
        const { id: byId } = askerOf({ asker })
        const mayEnd = params.personId === byId ? findAsNeighbour : findAsSteward
        const { board } = await mayEnd(tx, params.boardId, byId)
        if (!(await stop(tx, { ...params, now: clock.now() }))) throw NotFound.with()
        return findSafety(tx, board, clock.now())
      }),
  )
}
