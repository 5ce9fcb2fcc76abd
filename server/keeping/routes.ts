import * as z from 'zod/mini'
import { Id } from '#contract/http'
import { Privacy, StreetKeeping, StreetKeepingEdit } from '#contract/keeping'
import { findAsNeighbour, findAsSteward } from '../boards/queries.ts'
import { askerOf, type Room } from '../http/room.ts'
import { announce } from '../live/queries.ts'
import { keepNoLonger } from './clock.ts'
import { privacyOf } from './privacy.ts'
import { findKeeping, saveKeeping } from './queries.ts'

const OnBoard = z.object({ boardId: Id })
const everyMs = 3_600_000

/** How long what is kept, and no longer. */
export const keeping: Room = async (app, house) => {
  const { store, clock } = house
  let lastAt = 0
  house.sweeps.push(async (now) => {
    if (Math.abs(now - lastAt) < everyMs) return
    lastAt = now
    if (await keepNoLonger(store, now)) for (const hook of house.whenCleared) hook()
  })

  app.get('/privacy', { schema: { response: { 200: Privacy } } }, async () => privacyOf(house))

  app.get(
    '/boards/:boardId/keeping',
    { schema: { params: OnBoard, response: { 200: StreetKeeping } } },
    async ({ params: { boardId }, asker }) => {
      await findAsNeighbour(store.read, boardId, askerOf({ asker }).id)
      return findKeeping(store.read, boardId)
    },
  )

  app.patch(
    '/boards/:boardId/keeping',
    { schema: { params: OnBoard, body: StreetKeepingEdit, response: { 200: StreetKeeping } } },
    async ({ params: { boardId }, body, asker }) => {
      const { id: personId } = askerOf({ asker })
      return store.write(async (tx) => {
        await findAsSteward(tx, boardId, personId)
        const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
        const keeping: StreetKeeping = { ...(await findKeeping(tx, boardId)), ...given }
        await saveKeeping(tx, boardId, { ...keeping, updatedAt: clock.now() })
        await announce(tx, boardId, { type: 'board.changed', personId, at: clock.now() })
        return keeping
      })
    },
  )
}
