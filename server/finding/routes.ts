import { Boards, BoardsQuery } from '#contract/boards'
import type { PostcodeAnswer } from '#contract/places'
import type { Db } from '#db'
import type { Room } from '../http/room.ts'
import { middleOf, type Point } from '../places/cells.ts'
import { answerFor, publicCellOf } from '../places/queries.ts'
import { boardsNear, boardsOf, demoBoards, isAnyStreet } from './queries.ts'

export const finding: Room = async (app, { store }) => {
  app.get(
    '/boards',
    { schema: { querystring: BoardsQuery, response: { 200: Boards } } },
    async ({ query, asker }) => {
      const { said, point } = await whereIs(store.read, query)
      return {
        items: await boardsFor(store.read, { ...query, point, asker: asker?.id }),
        place: said,
        any: await isAnyStreet(store.read),
      }
    },
  )
}

type Where = { said: PostcodeAnswer | null; point: Point | null }

async function whereIs(db: Db, { near, lat, lng }: BoardsQuery): Promise<Where> {
  if (near !== undefined) return await answerFor(db, near)
  return { said: null, point: lat === undefined || lng === undefined ? null : { lat, lng } }
}

type Asked = { mine?: boolean | undefined; point: Point | null; asker: string | undefined }

async function boardsFor(db: Db, { mine, point, asker }: Asked) {
  if (mine) return asker ? await boardsOf(db, asker) : []
  return point
    ? await boardsNear(db, asker, middleOf(await publicCellOf(db, point)))
    : await demoBoards(db, asker)
}
