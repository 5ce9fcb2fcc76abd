import rateLimit from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import QRCode from 'qrcode'
import { v7 } from 'uuid'
import * as z from 'zod/mini'
import { Id, NotFound, TooMany } from '#contract/http'
import type { ContactKind } from '#contract/people'
import { Card, CodeQueued, CodeRequest, NewCard, NewSession, Session } from '#contract/sign-in'
import type { Db } from '#db'
import { keyedDigest } from '../http/digest.ts'
import { askerOf, type House, type Room } from '../http/room.ts'
import { readContact } from '../people/contact.ts'
import { endSession, savePerson } from '../people/queries.ts'
import { deviceIn } from '../people/rules.ts'
import { setCookie, startSession } from '../people/sessions.ts'
import { newCard, newCode } from './codes.ts'
import { queueCode, revokeCard, saveCard } from './queries.ts'
import { codeMinutes, printCard, proofIn } from './rules.ts'
import { problemOf, signInWith } from './signing.ts'

/** Generous: a block of flats, a library or a whole phone network may share one address. */
const perNetwork = { max: 100, timeWindow: '10 minutes' }
const perMaker = { max: 30, timeWindow: '1 day' }

export const signIn: Room = async (app, house) => {
  const { store, clock, key, publicUrl } = house
  await app.register(rateLimit, { global: false, errorResponseBuilder: () => TooMany.with() })

  app.post(
    '/sign-in-codes',
    { schema: { body: CodeRequest, response: { 202: CodeQueued } }, config: { rateLimit: perNetwork } },
    async (request, reply) => {
      const contact = readContact(request.body.contact)
      await store.write((tx) => queueCode(tx, newCode(key, contact, clock.now())))
      return reply
        .code(202)
        .send({ how: howFor(house, contact.kind), kind: contact.kind, minutes: codeMinutes })
    },
  )

  app.post(
    '/session',
    { schema: { body: NewSession, response: { 201: Session } }, config: { rateLimit: perNetwork } },
    async (request, reply) => {
      const { person, first, token } = await openSession(house, request)
      if (request.body.as === 'token') return reply.code(201).send({ person, first, token })
      setCookie(reply, house, token)
      return reply.code(201).send({ person, first })
    },
  )

  app.post(
    '/cards',
    { schema: { body: NewCard, response: { 201: Card } }, config: { rateLimit: perMaker } },
    async (request, reply) => {
      const { id: madeById } = askerOf(request)
      const code = newCard()
      const made = await store.write((tx) =>
        makeCard(tx, { ...house, code, name: request.body.name, madeById }),
      )
      const url = `${publicUrl}/sign-in/card/${code}`
      const qr = await QRCode.toString(url, { type: 'svg', margin: 1 })
      return reply.code(201).send({ ...made, code: printCard(code), url, qr })
    },
  )

  app.delete(
    '/cards/:cardId',
    { schema: { params: z.object({ cardId: Id }), response: { 204: z.undefined() } } },
    async (request, reply) => {
      const by = { personId: askerOf(request).id, now: clock.now() }
      if (!(await store.write((tx) => revokeCard(tx, request.params.cardId, by)))) throw NotFound.with()
      return reply.code(204).send()
    },
  )
}

/** Nobody has a way to send texts yet, so a mobile number's code stays in the outbox; the page says so. */
const howFor = ({ mail }: House, kind: ContactKind) => (mail.smtpUrl && kind === 'email' ? 'mail' : 'outbox')

type Asking = Pick<FastifyRequest, 'asker' | 'headers'> & { body: NewSession }

/** A new token each time, and the one that came along is dead: nobody can lay a session in wait for another. */
async function openSession(house: House, { asker, headers, body }: Asking) {
  const proof = proofIn(body)
  const kind: 'cookie' | 'token' = body.as ?? 'cookie'
  const before = kind === 'cookie' ? asker?.sessionId : undefined
  const outcome = await house.store.write(async (tx) => {
    const signedIn = await signInWith(house, tx, { proof, name: body.name })
    if (typeof signedIn === 'string') return signedIn
    if (before) await endSession(tx, before)
    const [personId, now] = [signedIn.person.id, house.clock.now()]
    const token = await startSession(tx, { personId, kind, label: deviceIn(headers['user-agent']), now })
    return { ...signedIn, token }
  })
  if (typeof outcome === 'string') throw problemOf(outcome, proof.by)
  if (before) house.live.signOut(({ sessionId }) => sessionId === before)
  return outcome
}

type Making = { key: Buffer; clock: House['clock']; code: string; name: string; madeById: string }

async function makeCard(tx: Db, { key, clock, code, name, madeById }: Making) {
  const now = clock.now()
  const person = await savePerson(tx, { id: v7(), name, now })
  const id = v7()
  const digest = keyedDigest(key, 'card', code)
  await saveCard(tx, { id, digest, personId: person.id, madeById, createdAt: now })
  return { id, person }
}
