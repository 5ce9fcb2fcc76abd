import * as z from 'zod/mini'
import { Concern, Concerns, NewConcern, NewStep, Received, Thinking } from '#contract/concerns'
import { Id } from '#contract/http'
import type { Db } from '#db'
import { findAsNeighbour } from '../boards/queries.ts'
import { newId } from '../http/ids.ts'
import { askerOf, type House, type Room } from '../http/room.ts'
import { ownIf } from '../permissions/scope.ts'
import { leadsOf } from '../safeguarding/queries.ts'
import { open, raise, sweep, withPrinciples, withStep, write } from './acts.ts'
import { concernsOn, findConcern, saveReading } from './queries.ts'
import { inFull } from './reading.ts'
import { line, readersOf } from './rules.ts'
import { type Told, unseal } from './sealing.ts'

const OnBoard = z.object({ boardId: Id })
const OfConcern = z.object({ concernId: Id })
const answer = { 200: Concern }

export const concerns: Room = async (app, house) => {
  const { store, clock } = house
  house.sweeps.push((now) => store.write((tx) => sweep(house, tx, now)))
  house.scopes.concernId = async (db, id, personId = '') => {
    const row = await findConcern(db, id)
    if (!row) return undefined
    const readers = readersOf(await leadsOf(db, row.boardId), unseal(house.key, row))
    return { boardId: row.boardId, relation: ownIf(readers.some((one) => one.personId === personId)) }
  }

  app.post(
    '/boards/:boardId/concerns',
    { schema: { params: OnBoard, body: NewConcern, response: { 201: Received } } },
    async ({ params: { boardId }, body: told, asker }, reply) => {
      const { id: byId } = askerOf({ asker })
      // Not kept for a second press: what is kept there is not sealed.
      await store.write(async (tx) => {
        const { board } = await findAsNeighbour(tx, boardId, byId)
        await raise(house, tx, { board, byId, told, now: clock.now() })
      })
      return reply.code(201).send({ received: true as const, boardId })
    },
  )

  app.get(
    '/boards/:boardId/concerns',
    { schema: { params: OnBoard, response: { 200: Concerns } } },
    async ({ params: { boardId }, asker }) => ({
      items: await linesFor(house, boardId, askerOf({ asker }).id),
    }),
  )

  app.get(
    '/concerns/:concernId',
    { schema: { params: OfConcern, response: answer } },
    async ({ params: { concernId: id }, asker }) =>
      store.write(async (tx) => {
        const { id: readerId } = askerOf({ asker })
        const found = await open(house, tx, { id, readerId })
        const now = clock.now()
        const { boardId } = found.row
        await saveReading(tx, { id: newId(), concernId: id, boardId, readerId, at: now })
        return inFull(tx, { ...found, now })
      }),
  )

  type Writing = { id: string; readerId: string; isClosing?: boolean; change: (told: Told) => Told }
  const writeDown = ({ id, readerId, isClosing = false, change }: Writing) =>
    store.write(async (tx: Db) => {
      const now = clock.now()
      const found = await open(house, tx, { id, readerId })
      const told = change(found.told)
      const row = await write(house, tx, { row: found.row, told, now, isClosing })
      return inFull(tx, { row, told, now })
    })

  app.post(
    '/concerns/:concernId/steps',
    { schema: { params: OfConcern, body: NewStep, response: answer } },
    async ({ params: { concernId: id }, body, asker }) => {
      const { id: readerId } = askerOf({ asker })
      const step = { ...body, byId: readerId, at: clock.now() }
      const isClosing = body.kind === 'closed'
      return writeDown({ id, readerId, isClosing, change: (told) => withStep(told, step) })
    },
  )

  app.put(
    '/concerns/:concernId/principles',
    { schema: { params: OfConcern, body: Thinking, response: answer } },
    async ({ params: { concernId: id }, body: { principles }, asker }) =>
      writeDown({ id, readerId: askerOf({ asker }).id, change: (told) => withPrinciples(told, principles) }),
  )
}

/** Those that this person looks after, without a word of what was told. */
async function linesFor({ store, clock, key }: House, boardId: string, personId: string) {
  const leads = await leadsOf(store.read, boardId)
  const rows = await concernsOn(store.read, boardId)
  const theirs = rows.filter((row) =>
    readersOf(leads, unseal(key, row)).some((one) => one.personId === personId),
  )
  return theirs.map((row) => line(row, clock.now()))
}
