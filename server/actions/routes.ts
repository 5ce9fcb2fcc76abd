import * as z from 'zod/mini'
import * as wire from '#contract/actions'
import { CaseInFull } from '#contract/cases'
import { Id, NotFound } from '#contract/http'
import type { Db } from '#db'
import { findAsSteward } from '../boards/queries.ts'
import { writeOnce } from '../http/once.ts'
import { askerOf, type Room } from '../http/room.ts'
import { decide, findToDecide, second, undo } from './acts.ts'
import { decideAll, undoAll } from './batches.ts'
import { passTime } from './clock.ts'
import { inFull } from './in-full.ts'
import { staysBack } from './kept-back.ts'
import { type ActionRow, actionsOn, findAction, forgetInActions } from './queries.ts'
import { askToLeave } from './removing.ts'
import { shownActions, shownDecisions } from './showing.ts'

const OnBoard = z.object({ boardId: Id })
const OnBatch = z.object({ boardId: Id, batchId: Id })
const OnCase = z.object({ caseId: Id })
const OnAction = z.object({ actionId: Id })

/** What stewards do about a case, and what whoever it is about is told. */
export const actions: Room = async (app, house) => {
  const { store, clock } = house
  house.sweeps.push((now) => passTime(house, now))
  house.beforePosting.push(staysBack)
  house.erasures.push(forgetInActions)
  house.removals.push((tx, removing) => askToLeave(house, tx, removing))
  house.exports.push(async (db, personId) => ({ decisions: await shownDecisions(db, personId) }))
  house.scopes.actionId = async (db, id, personId) => {
    const row = await findAction(db, id)
    const relation = row?.personId === personId && row?.state !== 'proposed' ? 'own' : 'none'
    return row && { boardId: row.boardId, relation, seenBy: 'stewards' }
  }
  type Asker = Parameters<typeof askerOf>[0]['asker']
  const asking = (asker: Asker) => ({ personId: askerOf({ asker }).id, now: clock.now() })

  app.get(
    '/cases/:caseId',
    { schema: { params: OnCase, response: { 200: CaseInFull } } },
    async ({ params: { caseId }, asker }) => inFull(house, caseId, asking(asker)),
  )

  app.post(
    '/cases/:caseId/actions',
    { schema: { params: OnCase, body: wire.NewAction, response: { 201: wire.Action } } },
    async (request, reply) => {
      const { personId: actorId, now } = asking(request.asker)
      const made = await writeOnce(house, request, async (tx) => {
        const { row } = await findToDecide(tx, request.params.caseId, actorId)
        return one(tx, await decide(house, tx, { row, asked: request.body, actorId, now }), actorId)
      })
      return reply.code(201).send(made)
    },
  )

  app.get(
    '/boards/:boardId/actions',
    { schema: { params: OnBoard, response: { 200: wire.Actions } } },
    async ({ params: { boardId }, asker }) => {
      const reader = asking(asker)
      await findAsSteward(store.read, boardId, reader.personId)
      const rows = await actionsOn(store.read, boardId, reader.personId)
      return { items: await shownActions(store.read, rows, reader) }
    },
  )

  app.delete(
    '/actions/:actionId',
    { schema: { params: OnAction, response: { 204: z.undefined() } } },
    async ({ params: { actionId }, asker }, reply) => {
      const { personId: actorId, now } = asking(asker)
      await store.write(async (tx) =>
        undo(tx, { action: await findToJudge(tx, actionId, actorId), actorId, now }),
      )
      return reply.code(204).send()
    },
  )

  app.put(
    '/actions/:actionId/second',
    { schema: { params: OnAction, body: wire.Second, response: { 200: wire.Action } } },
    async ({ params: { actionId }, body: { agree }, asker }) => {
      const { personId: actorId, now } = asking(asker)
      return store.write(async (tx) => {
        const action = await findToJudge(tx, actionId, actorId)
        return one(tx, await second(house, tx, { action, agree, actorId, now }), actorId)
      })
    },
  )

  app.post(
    '/boards/:boardId/decisions',
    { schema: { params: OnBoard, body: wire.NewBatch, response: { 201: wire.Batch } } },
    async (request, reply) => {
      const { personId: actorId, now } = asking(request.asker)
      const { boardId } = request.params
      const made = await writeOnce(house, request, async (tx) => {
        await findAsSteward(tx, boardId, actorId)
        return decideAll(house, tx, { boardId, asked: request.body, actorId, now })
      })
      return reply.code(201).send(made)
    },
  )

  app.delete(
    '/boards/:boardId/decisions/:batchId',
    { schema: { params: OnBatch, response: { 200: wire.Undone } } },
    async ({ params: { boardId, batchId }, asker }) => {
      const { personId: actorId, now } = asking(asker)
      return store.write(async (tx) => {
        await findAsSteward(tx, boardId, actorId)
        return undoAll(tx, { boardId, batchId, actorId, now })
      })
    },
  )

  app.get('/me/decisions', { schema: { response: { 200: wire.Decisions } } }, async ({ asker }) => ({
    items: await shownDecisions(store.read, askerOf({ asker }).id),
  }))

  const one = async (tx: Db, row: ActionRow, personId: string) =>
    (await shownActions(tx, [row], { personId, now: clock.now() }))[0]!
}

/** An action a steward may deal with: not about themselves or somebody close. @throws NotFound */
async function findToJudge(tx: Db, actionId: string, actorId: string): Promise<ActionRow> {
  const action = (await findAction(tx, actionId)) ?? NotFound.raise()
  await findToDecide(tx, action.caseId, actorId)
  return action
}
