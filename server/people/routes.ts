import * as z from 'zod/mini'
import { NotFound } from '#contract/http'
import { Me, MeEdit, MeExport } from '#contract/people'
import type { Db } from '#db'
import { forgetRepliesBefore } from '../http/queries.ts'
import { type Asker, askerOf, type House, type Room } from '../http/room.ts'
import { forgetCookie } from './asking.ts'
import {
  cardsMadeBy,
  cardsOf,
  contactsOf,
  endSession,
  endSessionsOf,
  erasePerson,
  findPerson,
  forgetSessions,
  passkeysOf,
  readOver,
  rename,
  sessionsOf,
} from './queries.ts'

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

  app.get('/me/export', { schema: { response: { 200: MeExport } } }, async (request, reply) => {
    const all = await exportOf(house, askerOf(request))
    return reply.header('content-disposition', 'attachment; filename="doorstep-me.json"').send(all)
  })

  app.delete('/me', { schema: { response: gone } }, async (request, reply) => {
    const { id } = askerOf(request)
    await store.write(async (tx) => {
      for (const erase of house.erasures) await erase(tx, id, clock.now())
      await erasePerson(tx, id)
    })
    forgetCookie(reply, house)
    return reply.code(204).send()
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

const iso = (at: number) => new Date(at).toISOString()

async function findMe(db: Db, asker: Asker, now: number): Promise<Me> {
  const { id, name } = (await findPerson(db, asker.id)) ?? NotFound.raise()
  const passkeys = await passkeysOf(db, id)
  const cards = await cardsOf(db, id)
  const cardsMade = await cardsMadeBy(db, id)
  const sessions = await sessionsOf(db, id, now)
  return {
    id,
    name,
    contacts: await contactsOf(db, id),
    passkeys: passkeys.map((key) => ({ ...key, createdAt: iso(key.createdAt) })),
    cards: cards.map((card) => ({ ...card, createdAt: iso(card.createdAt) })),
    cardsMade: cardsMade.map((card) => ({ ...card, createdAt: iso(card.createdAt) })),
    sessions: sessions.map(({ id: session, kind, label, createdAt }) => ({
      kind,
      label,
      createdAt: iso(createdAt),
      here: session === asker.sessionId,
    })),
  }
}

async function exportOf({ store, clock, exports }: House, asker: Asker) {
  const me = await findMe(store.read, asker, clock.now())
  const rooms = await Promise.all(exports.map((part) => part(store.read, asker.id)))
  return { ...Object.assign({}, ...rooms), me, exportedAt: iso(clock.now()) }
}
