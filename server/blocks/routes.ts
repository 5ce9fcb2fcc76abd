import * as z from 'zod/mini'
import { Blocks } from '#contract/blocks'
import { Id, NotFound } from '#contract/http'
import type { Db } from '#db'
import { askerOf, type Room } from '../http/room.ts'
import { findPerson } from '../people/queries.ts'
import { blocksBy, doMeet, endBlock, eraseBlocks, saveBlock } from './queries.ts'

const Whom = z.object({ personId: Id })
const done = { 204: z.undefined() }

/** Two people who are not to see or reach each other. Neither is told; each finds the other gone. */
export const blocks: Room = async (app, house) => {
  const { store, clock } = house
  house.erasures.push(eraseBlocks)
  house.exports.push(async (db, personId) => ({ blocks: await blocksBy(db, personId) }))

  app.get('/me/blocks', { schema: { response: { 200: Blocks } } }, async (request) => {
    const rows = await blocksBy(store.read, askerOf(request).id)
    const items = rows.map(({ at, ...person }) => ({ person, since: new Date(at).toISOString() }))
    return { items }
  })

  app.put(
    '/me/blocks/:personId',
    { schema: { params: Whom, response: done } },
    async ({ params: { personId: ofId }, asker }, reply) => {
      const { id: byId, name: byName } = askerOf({ asker })
      const now = clock.now()
      await store.write(async (tx) => {
        const { name: ofName } = await findMet(tx, byId, ofId)
        if (!(await saveBlock(tx, { byId, ofId, byName, ofName, at: now }))) return
        for (const hook of house.whenBlocked) await hook(tx, { byId, ofId, now })
      })
      return reply.code(204).send()
    },
  )

  app.delete(
    '/me/blocks/:personId',
    { schema: { params: Whom, response: done } },
    async ({ params: { personId: ofId }, asker }, reply) => {
      const { id: byId } = askerOf({ asker })
      await store.write((tx) => endBlock(tx, { byId, ofId }))
      return reply.code(204).send()
    },
  )
}

/** @throws NotFound also of whoever has left for good: there is nobody left to hide from. */
async function findMet(db: Db, byId: string, ofId: string) {
  const person = await findPerson(db, ofId)
  const isThere = person !== undefined && person.erasedAt === null && byId !== ofId
  if (!isThere || !(await doMeet(db, byId, ofId))) throw NotFound.with()
  return person
}
