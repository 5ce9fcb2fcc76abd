import * as z from 'zod/mini'
import { Join, Joined } from '#contract/boards'
import { Id } from '#contract/http'
import { countCalls, mostPerNetwork, perPerson } from '../http/limits.ts'
import { writeOnce } from '../http/once.ts'
import type { Room } from '../http/room.ts'
import { readContact } from '../people/contact.ts'
import { rememberContact } from '../sign-in/waiting.ts'
import { eraseJoinings, forgetJoiningsBefore, joiningsBy, takeHeldOffer } from './queries.ts'
import { comeIn, joinByCode, joiningMs, joinNow, letIn } from './steps.ts'

const OnBoard = z.object({ boardId: Id })
const joins = perPerson(mostPerNetwork, '10 minutes')

export const joining: Room = async (app, house) => {
  await countCalls(app)
  const { store, clock } = house
  house.nameFor.push(async (tx, contact) => (await joiningsBy(tx, contact, clock.now() - joiningMs))[0]?.name)
  house.whenConfirmed.push((tx, confirmed) => comeIn(house, tx, confirmed))
  house.whenLetIn.push((tx, one) => letIn(house, tx, one))
  house.whenLeft.push(async (tx, left) => void (await takeHeldOffer(tx, left)))
  house.erasures.push(eraseJoinings)
  house.sweeps.push((now) => store.write((tx) => forgetJoiningsBefore(tx, now - joiningMs)))

  app.post(
    '/boards/:boardId/members',
    { schema: { params: OnBoard, body: Join, response: { 201: Joined, 202: Joined } }, config: joins },
    async (request, reply) => {
      const { asker, body: join, params } = request
      const coming = { ...params, join, now: clock.now() }
      if (!asker) {
        const waiting = await joinByCode(house, coming)
        if (join.contact !== undefined) rememberContact(reply, house, readContact(join.contact))
        return reply.code(202).send(waiting)
      }
      const joined = await writeOnce(house, request, (tx) =>
        joinNow(house, tx, { ...coming, personId: asker.id }),
      )
      return reply.code(201).send(joined)
    },
  )
}
