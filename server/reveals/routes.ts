import * as z from 'zod/mini'
import { Id, NotFound } from '#contract/http'
import { LatestLook, NewLook, OwnContact, Reach, Reveals } from '#contract/reveals'
import type { Db } from '#db'
import { namesAcross } from '../blocks/queries.ts'
import { findAsSteward, findMember } from '../boards/queries.ts'
import { askerOf, type Room } from '../http/room.ts'
import { append } from '../ledger/queries.ts'
import { announce, lineOf } from '../live/queries.ts'
import { eraseLooks, forgetLooks, hasLooked, looksOf, noteLook, reachOf, revealsOf } from './queries.ts'
import { keepLooksMs, rereadMs, told } from './rules.ts'

const onNeighbour = z.object({ boardId: Id, personId: Id })

/** What is shown to one person alone, and who has looked. */
export const reveals: Room = async (app, { store, clock, ...house }) => {
  house.sweeps.push((now) => store.write((tx) => forgetLooks(tx, now - keepLooksMs)))
  house.erasures.push(eraseLooks)
  house.exports.push(async (db, personId) => ({ reveals: (await toldTo(db, personId)).items }))

  app.get('/me/reveals', { schema: { response: { 200: Reveals } } }, async (request) =>
    toldTo(store.read, askerOf(request).id),
  )

  app.post(
    '/boards/:boardId/members/:personId/looks',
    { schema: { params: onNeighbour, body: NewLook, response: { 201: Reach } } },
    async (request, reply) => {
      const { id: toId, sessionId } = askerOf(request)
      const { boardId, personId: ofId } = request.params
      const { reason } = request.body
      const looking = { boardId, ofId, toId, sessionId, reason, at: clock.now() }
      return reply.code(201).send(await store.write((tx) => look(tx, looking)))
    },
  )

  app.get(
    '/boards/:boardId/members/:personId/looks',
    { schema: { params: onNeighbour, response: { 200: LatestLook } } },
    async ({ params: { boardId, personId: ofId }, asker }) => {
      const { id: toId, sessionId } = askerOf({ asker })
      await findAsSteward(store.read, boardId, toId)
      await findActive(store.read, boardId, ofId)
      const asked = { boardId, ofId, toId, sessionId, since: clock.now() - rereadMs }
      return { reach: (await hasLooked(store.read, asked)) ? await reachOf(store.read, ofId) : null }
    },
  )
}

/** Across a block by the name of then. */
async function toldTo(db: Db, personId: string) {
  const across = await namesAcross(db, personId)
  const opened = await revealsOf(db, personId)
  const named = opened.map((row) => ({ ...row, name: across.get(row.toId) ?? row.name }))
  return told(named, await looksOf(db, personId))
}

type Looking = Omit<Parameters<typeof noteLook>[1], 'aboutId' | 'what'> & { reason: string }

/** @throws NotFound */
async function findActive(db: Db, boardId: string, personId: string) {
  if ((await findMember(db, boardId, personId))?.state !== 'active') throw NotFound.with()
}

/** A steward looks at how to reach somebody: in the ledger, under their name to that person, and said at once. */
async function look(tx: Db, { boardId, ofId, toId, reason, at, sessionId }: Looking) {
  await findAsSteward(tx, boardId, toId)
  await findActive(tx, boardId, ofId)
  if (ofId === toId) throw OwnContact.with()
  const what = ['contact' as const]
  await noteLook(tx, { boardId, ofId, toId, reason, at, sessionId, aboutId: boardId, what })
  const parts = { about: ofId, by: toId }
  await append(tx, { boardId, type: 'contact.seen', reason: 'steward-looked', parts, now: at })
  const told = { personId: toId, otherId: ofId, aboutId: boardId, at, toNotify: true }
  await announce(tx, lineOf(ofId), { type: 'contact.seen', ...told })
  return reachOf(tx, ofId)
}
