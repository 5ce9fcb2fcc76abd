import * as z from 'zod/mini'
import { Figures } from '#contract/boards'
import { Id, NotFound } from '#contract/http'
import type { Db } from '#db'
import { blockedWith } from '../blocks/queries.ts'
import { findBoard } from '../boards/queries.ts'
import { dayOf, endOfDay } from '../http/days.ts'
import type { Room } from '../http/room.ts'
import { countDone, countPosts, quarterMs } from './queries.ts'
import { figures as inFigures, lastSevenDays, weekOf } from './rules.ts'

const OnBoard = z.object({ boardId: Id })
const hourMs = 3_600_000

export const figures: Room = async (app, { store, clock }) => {
  app.get(
    '/boards/:boardId/figures',
    { schema: { params: OnBoard, response: { 200: Figures } } },
    async ({ params: { boardId }, asker }) => {
      const board = (await findBoard(store.read, boardId)) ?? NotFound.raise()
      const week = await weekOn(store.read, board, clock.now())
      const hidden = await blockedWith(store.read, asker?.id)
      return inFigures(await countPosts(store.read, boardId, hidden), week)
    },
  )
}

async function weekOn(db: Db, { id, timeZone }: { id: string; timeZone: string }, now: number) {
  const days = lastSevenDays(dayOf(now, timeZone))
  // A day has 23 to 25 hours; what fell before the first of them is left out by its own day.
  const counted = await countDone(db, id, endOfDay(days[0]!, timeZone) - 25 * hourMs)
  return weekOf(
    days,
    counted.map(({ quarter, done }) => ({ day: dayOf(quarter * quarterMs, timeZone), done })),
  )
}
