import * as z from 'zod/mini'
import { Case, CaseClosed, CaseHeld, Cases, CasesQuery } from '#contract/cases'
import { Id, NotFound } from '#contract/http'
import type { Db } from '#db'
import { findAsSteward } from '../boards/queries.ts'
import { askerOf, type Room } from '../http/room.ts'
import * as saved from './queries.ts'
import { cursorOf, readCursor } from './rules.ts'
import { shownCases } from './showing.ts'
import * as step from './steps.ts'

const OnBoard = z.object({ boardId: Id })
const OnCase = z.object({ caseId: Id })
const Gone = z.undefined()

/** What stewards should look at: one queue for all of them, and one case in one pair of hands. */
export const cases: Room = async (app, house) => {
  const { store, clock } = house
  house.worries.push(async (tx, worry) => void (await step.openCase(tx, worry)))
  house.beforePosting.push(step.seePost)
  house.whenMended.push(step.lookAgain)
  house.sweeps.push((now) => store.write((tx) => step.alarm(tx, now)))
  house.erasures.push(saved.forgetInCases)
  house.scopes.caseId = async (db, id) => {
    const row = await saved.findCase(db, id)
    return row && { boardId: row.boardId, relation: 'none', seenBy: 'stewards' }
  }

  app.get(
    '/boards/:boardId/cases',
    { schema: { params: OnBoard, querystring: CasesQuery, response: { 200: Cases } } },
    async ({ params: { boardId }, query: { cursor, limit }, asker }) => {
      const { id: personId } = askerOf({ asker })
      await findAsSteward(store.read, boardId, personId)
      const after = readCursor(cursor)
      const found = await saved.queueOf(store.read, boardId, { personId, after, limit: limit + 1 })
      const rows = found.slice(0, limit)
      const items = await shownCases(store.read, rows, { personId, now: clock.now() })
      const next = found.length > limit ? cursorOf(rows.at(-1)!) : null
      const { open, crisis, oldest } = await saved.countQueue(store.read, boardId, personId)
      return { items, next, open, crisis, oldestAt: oldest === null ? null : new Date(oldest).toISOString() }
    },
  )

  app.put(
    '/cases/:caseId/lease',
    { schema: { params: OnCase, response: { 200: Case } } },
    async ({ params: { caseId }, asker }) => {
      const asking = { personId: askerOf({ asker }).id, now: clock.now() }
      return store.write(async (tx) => {
        await findToJudge(tx, caseId, asking.personId)
        const row = (await saved.takeLease(tx, caseId, asking)) ?? (await lost(tx, caseId))
        return (await shownCases(tx, [row], asking))[0]!
      })
    },
  )

  app.delete(
    '/cases/:caseId/lease',
    { schema: { params: OnCase, response: { 204: Gone } } },
    async ({ params: { caseId }, asker }, reply) => {
      const { id } = askerOf({ asker })
      await store.write(async (tx) => {
        await findToJudge(tx, caseId, id)
        await saved.dropLease(tx, caseId, id)
      })
      return reply.code(204).send()
    },
  )

  app.put(
    '/cases/:caseId/tie',
    { schema: { params: OnCase, response: { 204: Gone } } },
    async ({ params: { caseId }, asker }, reply) => {
      const { id: byId } = askerOf({ asker })
      await store.write(async (tx) => {
        const { boardId, personId: ofId } = await findToJudge(tx, caseId, byId)
        await saved.dropLease(tx, caseId, byId)
        if (ofId) await saved.saveTie(tx, { boardId, byId, ofId, at: clock.now() })
      })
      return reply.code(204).send()
    },
  )
}

/** @throws NotFound for whoever is no steward of its board, and for one who may not judge it */
async function findToJudge(tx: Db, caseId: string, personId: string): Promise<saved.CaseRow> {
  const row = (await saved.findFreeCase(tx, caseId, personId)) ?? NotFound.raise()
  await findAsSteward(tx, row.boardId, personId)
  return row
}

async function lost(tx: Db, caseId: string): Promise<never> {
  const row = await saved.findCase(tx, caseId)
  throw row?.state === 'closed' ? CaseClosed.with() : CaseHeld.with()
}
