import * as z from 'zod/mini'
import { Board, BoardEdit, NewBoard, type Place } from '#contract/boards'
import { Id, NotFound, StaleEdit } from '#contract/http'
import { LiveQuery } from '#contract/live'
import type { Db } from '#db'
import { newId } from '../http/ids.ts'
import { writeOnce } from '../http/once.ts'
import { askerOf, type House, type Room } from '../http/room.ts'
import { announce } from '../live/queries.ts'
import { findAskedBoard } from '../permissions/queries.ts'
import { middleOf } from '../places/cells.ts'
import { spotOfPoint, spotOfPostcode } from '../places/queries.ts'
import { firstNumbers, numbers } from './numbers.ts'
import { countMembers, editBoard, findAsSteward, findStanding, saveBoard, saveMember } from './queries.ts'
import { board, change, start } from './rules.ts'

const OnBoard = z.object({ boardId: Id })

export const boards: Room = async (app, house) => {
  const { store, clock } = house

  app.post('/boards', { schema: { body: NewBoard, response: { 201: Board } } }, async (request, reply) => {
    const { id: personId } = askerOf(request)
    const made = await writeOnce(house, request, (tx) =>
      begin(house, tx, { asked: request.body, personId, now: clock.now() }),
    )
    return reply.code(201).send(made)
  })

  app.get(
    '/boards/:boardId',
    { schema: { params: OnBoard, response: { 200: Board } } },
    async ({ params: { boardId }, asker }) => {
      const found = (await findStanding(store.read, boardId, asker?.id)) ?? NotFound.raise()
      const asked = await findAskedBoard(store.read, boardId, asker?.id)
      const counts = await countMembers(store.read, boardId)
      return board(found.board, found.standing, { ...counts, trusts: asked?.trusted ?? false })
    },
  )

  app.patch(
    '/boards/:boardId',
    { schema: { params: OnBoard, body: BoardEdit, response: { 200: Board } } },
    async (request) => {
      const { boardId } = request.params
      const { id: personId } = askerOf(request)
      return store.write(async (tx) => {
        const { standing } = await findAsSteward(tx, boardId, personId)
        const set = { ...change(request.body), ...numbers(request.body.helplines, clock.now()) }
        const edited = { id: boardId, version: request.body.version }
        const row = (await editBoard(tx, edited, set)) ?? StaleEdit.raise()
        await announce(tx, boardId, { type: 'board.changed', personId, at: clock.now() })
        return board(row, standing, await countMembers(tx, boardId))
      })
    },
  )

  app.get(
    '/boards/:boardId/live',
    {
      websocket: true,
      schema: { params: OnBoard, querystring: LiveQuery },
      preHandler: async ({ params: { boardId }, asker }) => {
        const listening = { boardId, personId: askerOf({ asker }).id, now: clock.now() }
        for (const hook of house.beforeListening) await hook(store.read, listening)
      },
    },
    async (socket, request) => {
      const { boardId } = request.params
      const { id: personId, sessionId } = askerOf(request)
      await house.live.subscribe(boardId, request.query.since, { socket, personId, sessionId })
    },
  )
}

type Beginning = { asked: NewBoard; personId: string; now: number }

/** A street with its first steward. */
async function begin(house: House, tx: Db, { asked, personId, now }: Beginning) {
  const begun = start(asked, await spotOf(tx, asked.place), { id: newId(), now })
  const row = await saveBoard(tx, { ...begun, ...firstNumbers(asked.helplines, now) })
  await saveMember(tx, { boardId: row.id, personId, role: 'steward', state: 'active', since: now })
  await announce(tx, row.id, { type: 'member.joined', personId, at: now })
  for (const hook of house.whenStarted) await hook(tx, { boardId: row.id, personId, asked, now })
  return board(row, 'steward', { stewards: 1, asking: 0 })
}

async function spotOf(tx: Db, place: Place) {
  const spot =
    'postcode' in place
      ? await spotOfPostcode(tx, place.postcode, 'place/postcode')
      : await spotOfPoint(tx, place, 'place')
  const { lat: cellLat, lng: cellLng } = middleOf(spot.cell)
  return { ...spot, cellLat, cellLng }
}
