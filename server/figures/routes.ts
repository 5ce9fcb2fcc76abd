import * as z from 'zod/mini'
import { Figures } from '#contract/boards'
import { Id, NotFound } from '#contract/http'
import type { Db } from '#db'
import { blockedWith } from '../blocks/queries.ts'
import { findBoard } from '../boards/queries.ts'
import { dayOf, endOfDay } from '../http/days.ts'
import type { Room } from '../http/room.ts'
import { askedOf, newcomerOf } from '../permissions/asked.ts'
import { countDone, countPosts, quarterMs } from './queries.ts'
import { figures as inFigures, lastSevenDays, weekOf } from './rules.ts'

const OnBoard = z.object({ boardId: Id })
const hourMs = 3_600_000

export const figures: Room = async (app, { store, clock }) => {
  app.get(
    '/boards/:boardId/figures',
    { schema: { params: OnBoard, response: { 200: Figures } } },
    async (request) => {
      const { boardId } = request.params
      const newcomerId = newcomerOf(askedOf(request), request.asker)
      const board = (await findBoard(store.read, boardId)) ?? NotFound.raise()
      const week = await weekOn(store.read, board, { now: clock.now(), newcomerId })
      const hidden = await blockedWith(store.read, request.asker?.id)
      return inFigures(await countPosts(store.read, boardId, { hidden, newcomerId }), week)
    },
  )
}

type Street = { id: string; timeZone: string }
type When = { now: number; newcomerId: string | undefined }

async function weekOn(db: Db, { id: boardId, timeZone }: Street, { now, newcomerId }: When) {
  const days = lastSevenDays(dayOf(now, timeZone))
  // A day has 23 to 25 hours; what fell before the first of them is left out by its own day.
  const since = endOfDay(days[0]!, timeZone) - 25 * hourMs
  const counted = await countDone(db, { boardId, since, newcomerId })
  return weekOf(
    days,
    counted.map(({ quarter, done }) => ({ day: dayOf(quarter * quarterMs, timeZone), done })),
  )
}
