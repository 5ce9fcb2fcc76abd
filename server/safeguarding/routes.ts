import * as z from 'zod/mini'
import { Id, NotFound } from '#contract/http'
import { ByName, LeadEdit, Safety, SafetyEdit } from '#contract/safeguarding'
import { findAsNeighbour, findAsSteward } from '../boards/queries.ts'
import { askerOf, type Room } from '../http/room.ts'
import { beforeClaiming, beforePosting } from './doors.ts'
import { readByName } from './naming.ts'
import { agree, disagree, eraseNamings, leadingOf, leadsOf, namingsOf, settle } from './queries.ts'
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
  house.whenLeft.push(disagree)
  house.erasures.push(eraseNamings)
  house.holds.lead = async (db, { boardId, personId }) => isLead(await leadsOf(db, boardId), personId)
  house.exports.push(async (db, personId) => ({
    looksAfterWorries: await leadingOf(db, personId),
    mayBeAskedByName: await namingsOf(db, personId),
  }))
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

  app.get(
    '/boards/:boardId/by-name',
    { schema: { params: OnBoard, response: { 200: ByName } } },
    async ({ params: { boardId }, asker }) => readByName(store.read, boardId, askerOf({ asker }).id),
  )

  /** For oneself alone: the table sees to it. */
  const ofOneself = (method: 'PUT' | 'DELETE') =>
    app.route({
      method,
      url: '/boards/:boardId/by-name/:personId',
      schema: { params: OfLead, response: { 200: ByName } },
      handler: async ({ params }) =>
        store.write(async (tx) => {
          await findAsNeighbour(tx, params.boardId, params.personId)
          await (method === 'PUT' ? agree(tx, params, clock.now()) : disagree(tx, params))
          return readByName(tx, params.boardId, params.personId)
        }),
    })
  ofOneself('PUT')
  ofOneself('DELETE')

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
