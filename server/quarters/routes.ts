import * as z from 'zod/mini'
import { Id } from '#contract/http'
import { Quarters } from '#contract/quarters'
import { findAsNeighbour } from '../boards/queries.ts'
import { askerOf, type Room } from '../http/room.ts'
import { countSpan } from './queries.ts'
import { quartersBefore, toQuarter } from './rules.ts'

const OnBoard = z.object({ boardId: Id })
const shown = 4

/** How a street is kept safe, in numbers, by themselves: what is too few to tell is not told. */
export const quarters: Room = async (app, { store, clock }) => {
  app.get(
    '/boards/:boardId/quarters',
    { schema: { params: OnBoard, response: { 200: Quarters } } },
    async ({ params: { boardId }, asker }) => {
      await findAsNeighbour(store.read, boardId, askerOf({ asker }).id)
      const spans = quartersBefore(clock.now(), shown)
      const counted = await Promise.all(spans.map((span) => countSpan(store.read, boardId, span)))
      return { items: spans.map((span, n) => toQuarter(span, counted[n]!)) }
    },
  )
}
