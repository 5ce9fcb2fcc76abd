import * as z from 'zod/mini'
import { Join, Joined } from '#contract/boards'
import { Id, NotFound } from '#contract/http'
import { findStanding } from '../boards/queries.ts'
import { writeOnce } from '../http/once.ts'
import { askerOf, type Room } from '../http/room.ts'
import { welcome } from './queries.ts'

const OnBoard = z.object({ boardId: Id })

export const joining: Room = async (app, house) => {
  const { clock } = house

  app.post(
    '/boards/:boardId/members',
    { schema: { params: OnBoard, body: Join, response: { 201: Joined } } },
    async (request, reply) => {
      const { boardId } = request.params
      const { id: personId } = askerOf(request)
      const joined = await writeOnce(house, request, async (tx) => {
        const found = (await findStanding(tx, boardId, personId)) ?? NotFound.raise()
        return { state: await welcome(tx, found, { personId, isInvited: false, now: clock.now() }), boardId }
      })
      return reply.code(201).send(joined)
    },
  )
}
