import * as z from 'zod/mini'
import { Me, MeEdit } from '#contract/people'
import { forgetRepliesBefore } from '../http/queries.ts'
import { askerOf, type Room } from '../http/room.ts'
import { forgetCookie } from './asking.ts'
import { findMe } from './me.ts'
import { endSession, endSessionsOf, forgetSessions, readOver, rename } from './queries.ts'

const gone = { 204: z.undefined() }
/** Long enough for a phone that was out of reach to send again what it was sending. */
const replyMs = 24 * 3_600_000

export const people: Room = async (app, house) => {
  const { store, clock } = house
  house.sweeps.push((now) => store.write((tx) => forgetSessions(tx, now)))
  house.sweeps.push((now) => store.write((tx) => forgetRepliesBefore(tx, now - replyMs)))
  store.onNews((news) => {
    const over = readOver(news)
    if (over) house.live.signOut((listener) => listener[over.of] === over.id)
  })

  app.get('/me', { schema: { response: { 200: Me } } }, async (request) =>
    findMe(store.read, askerOf(request), clock.now()),
  )

  app.patch('/me', { schema: { body: MeEdit, response: { 200: Me } } }, async (request) => {
    const asker = askerOf(request)
    const { name } = request.body
    if (name !== undefined) await store.write((tx) => rename(tx, asker.id, name))
    return findMe(store.read, asker, clock.now())
  })

  app.delete('/session', { schema: { response: gone } }, async (request, reply) => {
    const { sessionId } = askerOf(request)
    await store.write((tx) => endSession(tx, sessionId))
    forgetCookie(reply, house)
    return reply.code(204).send()
  })

  app.delete('/sessions', { schema: { response: gone } }, async (request, reply) => {
    const { id } = askerOf(request)
    await store.write((tx) => endSessionsOf(tx, id))
    forgetCookie(reply, house)
    return reply.code(204).send()
  })
}
