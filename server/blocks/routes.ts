import * as z from 'zod/mini'
import { Blocks } from '#contract/blocks'
import { Id, NotFound } from '#contract/http'
import { askerOf, type Room } from '../http/room.ts'
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
      const { id: byId } = askerOf({ asker })
      const now = clock.now()
      await store.write(async (tx) => {
        if (byId === ofId || !(await doMeet(tx, byId, ofId))) throw NotFound.with()
        if (!(await saveBlock(tx, { byId, ofId, at: now }))) return
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
