import * as z from 'zod/mini'
import { Id, NotFound } from '#contract/http'
import { MyRecovery, Recovery } from '#contract/recovery'
import { findAsNeighbour } from '../boards/queries.ts'
import { askerOf, type Room } from '../http/room.ts'
import { passTime } from './clock.ts'
import { eraseRecoveries, findRecovery, forgetRecovery } from './queries.ts'
import { findAsked, findMine, sayYes, wayBack } from './steps.ts'

const Neighbour = z.object({ boardId: Id, personId: Id })

/** Two neighbours let somebody back into an account whose address or number nobody used for a year. */
export const recovery: Room = async (app, house) => {
  const { store, clock } = house
  house.waysBack.push(wayBack)
  house.whenConfirmed.push((tx, { personId }) => forgetRecovery(tx, personId))
  house.erasures.push(eraseRecoveries)
  house.sweeps.push((now) => passTime(store, now))

  app.get(
    '/boards/:boardId/members/:personId/recovery',
    { schema: { params: Neighbour, response: { 200: Recovery } } },
    async ({ params, asker }) => {
      const { id: byId } = askerOf({ asker })
      await findAsNeighbour(store.read, params.boardId, byId)
      return findAsked(store.read, { ...params, byId, now: clock.now() })
    },
  )

  app.put(
    '/boards/:boardId/members/:personId/recovery',
    { schema: { params: Neighbour, response: { 200: Recovery } } },
    async ({ params, asker }) => {
      const { id: byId } = askerOf({ asker })
      return store.write(async (tx) => {
        await findAsNeighbour(tx, params.boardId, byId)
        return sayYes(tx, { ...params, byId, now: clock.now() })
      })
    },
  )

  app.get('/me/recovery', { schema: { response: { 200: MyRecovery } } }, async ({ asker }) =>
    findMine(store.read, askerOf({ asker }).id),
  )

  app.delete('/me/recovery', { schema: { response: { 204: z.undefined() } } }, async (request, reply) => {
    const { id } = askerOf(request)
    if (!(await findRecovery(store.read, id))) throw NotFound.with()
    await store.write((tx) => forgetRecovery(tx, id))
    return reply.code(204).send()
  })
}
