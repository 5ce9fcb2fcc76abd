import type { FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { Demo, MadeDemo, StepIn, SteppedIn } from '#contract/demo'
import { NotFound } from '#contract/http'
import type { Db } from '#db'
import { isAnyStreet } from '../finding/queries.ts'
import { digestOf, newToken } from '../http/digest.ts'
import { countCalls, perNetwork } from '../http/limits.ts'
import type { Room } from '../http/room.ts'
import { forgetCookie, sessionCookie } from '../people/asking.ts'
import { endSession, findPerson, saveSession } from '../people/queries.ts'
import { makeDemo } from './acts.ts'
import { demoPeople, isDemoThere, isStewardHere, removeDemo } from './queries.ts'
import { demoBoardId, describe, idOf, idPrefix, isPretend, tend } from './rules.ts'

const sessionMs = 2 * 3_600_000
const people = demoPeople.map(({ name, about }) => ({ id: idOf(name), name, about }))

export const demo: Room = async (app, house) => {
  const { store, clock } = house
  await countCalls(app)

  app.get('/demo', { schema: { response: { 200: Demo } } }, async ({ asker }) => {
    const isThere = await isDemoThere(store.read, demoBoardId)
    return describe(people, { isThere, asking: await asking(store.read, asker), you: asker })
  })

  app.post(
    '/demo',
    { schema: { response: { 200: MadeDemo, 201: MadeDemo } }, config: perNetwork },
    async ({ asker }, reply) => {
      const made = await store.write(async (tx) => {
        if (await isDemoThere(tx, demoBoardId)) return false
        tend(await asking(tx, asker))
        return makeDemo(tx, clock.now())
      })
      return reply.code(made ? 201 : 200).send({ boardId: demoBoardId })
    },
  )

  app.delete('/demo', { schema: { response: { 204: z.undefined() } } }, async ({ asker }, reply) => {
    await store.write(async (tx) => {
      tend(await asking(tx, asker))
      await removeDemo(tx, demoBoardId, idPrefix)
    })
    house.live.signOut(({ personId }) => isPretend(personId))
    if (asker && isPretend(asker.id)) forgetCookie(reply, house)
    return reply.code(204).send()
  })

  app.post(
    '/demo/session',
    { schema: { body: StepIn, response: { 201: SteppedIn } }, config: perNetwork },
    async ({ body, asker }, reply) => {
      const now = clock.now()
      const token = newToken(24)
      const person = await store.write((tx) => stepIn(tx, { ...body, token, now, asker }))
      if (asker) house.live.signOut(({ sessionId }) => sessionId === asker.sessionId)
      const { name, options } = sessionCookie(house.publicUrl)
      reply.setCookie(name, token, { ...options, maxAge: sessionMs / 1000 })
      return reply.code(201).send({ boardId: demoBoardId, person: { id: person.id, name: person.name } })
    },
  )
}

type Asker = FastifyRequest['asker']

async function asking(db: Db, asker: Asker) {
  return { anyStreet: await isAnyStreet(db), isSteward: await isStewardHere(db, asker?.id) }
}

type Stepping = { as: string; token: string; now: number; asker: Asker }

/** A short session as a pretend neighbour, and never as anybody else. @throws NotFound */
async function stepIn(tx: Db, { as, token, now, asker }: Stepping) {
  const person = isPretend(as) ? await findPerson(tx, as) : undefined
  if (!person) throw NotFound.with()
  if (asker) await endSession(tx, asker.sessionId)
  const lasts = { createdAt: now, expiresAt: now + sessionMs }
  await saveSession(tx, { id: digestOf(token), personId: person.id, kind: 'cookie', label: null, ...lasts })
  return person
}
