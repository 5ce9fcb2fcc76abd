import * as z from 'zod/mini'
import { Id, NotFound } from '#contract/http'
import {
  Acceptance,
  Disclosure,
  NewDisclosure,
  NewRules,
  Papers,
  Records,
  Rules,
  RulesChanged,
} from '#contract/papers'
import { findAsNeighbour, findAsSteward, findBoard } from '../boards/queries.ts'
import { newId } from '../http/ids.ts'
import { writeOnce } from '../http/once.ts'
import { askerOf, type Room } from '../http/room.ts'
import { acceptancesOf, acceptRules, eraseAcceptances, findRules, saveDisclosure } from './queries.ts'
import { adopt, papersOf, recordsOf } from './steps.ts'

const OnBoard = z.object({ boardId: Id })

/** The rules of a street, and how it keeps to the law. */
export const papers: Room = async (app, house) => {
  const { store, clock } = house
  house.exports.push(async (db, personId) => ({ rulesAccepted: await acceptancesOf(db, personId) }))
  house.erasures.push(eraseAcceptances)

  app.get(
    '/boards/:boardId/rules',
    { schema: { params: OnBoard, response: { 200: Rules } } },
    async ({ params: { boardId }, asker }) => {
      if (!(await findBoard(store.read, boardId))) throw NotFound.with()
      return findRules(store.read, boardId, asker?.id ?? null)
    },
  )

  app.post(
    '/boards/:boardId/rules',
    { schema: { params: OnBoard, body: NewRules, response: { 201: Rules } } },
    async (request, reply) => {
      const { boardId } = request.params
      const { id: personId } = askerOf(request)
      const rules = await writeOnce(house, request, async (tx) => {
        await findAsSteward(tx, boardId, personId)
        return adopt(tx, { ...request.body, boardId, adoptedById: personId, adoptedAt: clock.now() })
      })
      return reply.code(201).send(rules)
    },
  )

  app.put(
    '/boards/:boardId/rules/acceptance',
    { schema: { params: OnBoard, body: Acceptance, response: { 200: Rules } } },
    async ({ params: { boardId }, body: { version }, asker }) => {
      const { id: personId } = askerOf({ asker })
      return store.write(async (tx) => {
        await findAsNeighbour(tx, boardId, personId)
        if (!(await acceptRules(tx, { boardId, personId, version, at: clock.now() })))
          throw RulesChanged.with()
        return findRules(tx, boardId, personId)
      })
    },
  )

  app.get(
    '/boards/:boardId/papers',
    { schema: { params: OnBoard, response: { 200: Papers } } },
    async ({ params: { boardId } }) => papersOf(house, boardId),
  )

  app.get(
    '/boards/:boardId/records',
    { schema: { params: OnBoard, response: { 200: Records } } },
    async ({ params: { boardId }, asker }) => {
      await findAsSteward(store.read, boardId, askerOf({ asker }).id)
      return recordsOf(house, boardId)
    },
  )

  app.post(
    '/boards/:boardId/disclosures',
    { schema: { params: OnBoard, body: NewDisclosure, response: { 201: Disclosure } } },
    async (request, reply) => {
      const { boardId } = request.params
      const { id: byId } = askerOf(request)
      const made = await writeOnce(house, request, async (tx) => {
        await findAsSteward(tx, boardId, byId)
        return saveDisclosure(tx, { id: newId(), boardId, byId, at: clock.now(), ...request.body })
      })
      return reply.code(201).send(made)
    },
  )
}
