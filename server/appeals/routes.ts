import * as z from 'zod/mini'
import { type ActionReason, Appeal } from '#contract/actions'
import { AppealAnswer, Appeals, NewAppeal } from '#contract/appeals'
import { Id } from '#contract/http'
import { toAppeal } from '../actions/showing.ts'
import { findAsSteward } from '../boards/queries.ts'
import { writeOnce } from '../http/once.ts'
import { askerOf, type Room } from '../http/room.ts'
import { keyOf, subjectsOf } from '../subjects/queries.ts'
import { alarm, answer, appeal } from './acts.ts'
import { appealsFor, findAppeal, forgetInAppeals } from './queries.ts'

const OnBoard = z.object({ boardId: Id })
const OnAction = z.object({ actionId: Id })
const OnAppeal = z.object({ appealId: Id })

/** Whoever a decision is about may ask for a second look, by a steward who had no part in it. */
export const appeals: Room = async (app, house) => {
  const { store, clock } = house
  house.sweeps.push((now) => store.write((tx) => alarm(tx, now)))
  house.erasures.push(forgetInAppeals)
  house.scopes.appealId = async (db, id) => {
    const row = await findAppeal(db, id)
    return row && { boardId: row.boardId, relation: 'none', seenBy: 'stewards' }
  }

  app.post(
    '/actions/:actionId/appeal',
    { schema: { params: OnAction, body: NewAppeal, response: { 201: Appeal } } },
    async (request, reply) => {
      const who = { personId: askerOf(request).id, now: clock.now() }
      const { words } = request.body
      const made = await writeOnce(house, request, (tx) => appeal(tx, { ...request.params, words, ...who }))
      return reply.code(201).send(made)
    },
  )

  app.get(
    '/boards/:boardId/appeals',
    { schema: { params: OnBoard, response: { 200: Appeals } } },
    async ({ params: { boardId }, asker }) => {
      const { id } = askerOf({ asker })
      await findAsSteward(store.read, boardId, id)
      return { items: await waiting(boardId, id) }
    },
  )

  app.put(
    '/appeals/:appealId/decision',
    { schema: { params: OnAppeal, body: AppealAnswer, response: { 200: Appeal } } },
    async ({ params, body: asked, asker }) => {
      const { id: actorId } = askerOf({ asker })
      return store.write(async (tx) => {
        const { boardId = '' } = (await findAppeal(tx, params.appealId)) ?? {}
        await findAsSteward(tx, boardId, actorId)
        return answer(tx, { ...params, actorId, asked, now: clock.now() })
      })
    },
  )

  async function waiting(boardId: string, personId: string) {
    const rows = await appealsFor(store.read, boardId, personId)
    const about = ({ aboutKind: kind, aboutId: id }: (typeof rows)[number]['action']) => ({ kind, id })
    const subjects = await subjectsOf(
      store.read,
      rows.map(({ action }) => about(action)),
    )
    return rows.map(({ appeal: row, action }) => ({
      ...toAppeal(row),
      ...{
        actionId: action.id,
        deed: action.deed,
        reason: action.reason as ActionReason,
        said: action.words,
      },
      title: subjects.get(keyOf(about(action)))?.title ?? null,
    }))
  }
}
