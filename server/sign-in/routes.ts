import QRCode from 'qrcode'
import * as z from 'zod/mini'
import { Id, NotFound } from '#contract/http'
import { Session } from '#contract/people'
import {
  Card,
  CodeQueued,
  CodeRequest,
  CodeWaiting,
  codeMinutes,
  NewCard,
  NewSession,
  PrintedCard,
} from '#contract/sign-in'
import type { Db } from '#db'
import { keyedDigest } from '../http/digest.ts'
import { newId } from '../http/ids.ts'
import { countCalls, perNetwork, perPerson } from '../http/limits.ts'
import { askerOf, type House, type Room } from '../http/room.ts'
import { readContact } from '../people/contact.ts'
import { savePerson } from '../people/queries.ts'
import { handOver, type Opening, startSession } from '../people/sessions.ts'
import { ownIf } from '../permissions/scope.ts'
import { newCard, newCode } from './codes.ts'
import { forgetCodes, keepersOfCard, queueCode, revokeCard, saveCard } from './queries.ts'

import { type Proof, printCard, proofIn, readCard } from './rules.ts'

import { isRefused, problemOf, signInWith } from './signing.ts'
import { forgetContact, howFor, rememberContact, waitingContact } from './waiting.ts'

export const signIn: Room = async (app, house) => {
  const { store, clock, publicUrl } = house
  await countCalls(app)
  house.scopes.cardId = async (db, id, personId = '') => {
    const keepers = await keepersOfCard(db, id)
    return keepers && { boardId: null, relation: ownIf(keepers.includes(personId)) }
  }
  house.sweeps.push((now) => store.write((tx) => forgetCodes(tx, now)))

  app.post(
    '/sign-in-codes',
    { schema: { body: CodeRequest, response: { 202: CodeQueued } }, config: perNetwork },
    async (request, reply) => {
      const contact = readContact(request.body.contact)
      await store.write((tx) => queueCode(tx, newCode(contact, clock.now())))
      rememberContact(reply, house, contact)
      return reply
        .code(202)
        .send({ how: howFor(house, contact.kind), kind: contact.kind, minutes: codeMinutes })
    },
  )

  app.get('/sign-in-codes/waiting', { schema: { response: { 200: CodeWaiting } } }, async (request) => {
    const contact = waitingContact(request, house) ?? NotFound.raise()
    const { kind, value } = contact
    return { contact: value, kind, how: howFor(house, kind), minutes: codeMinutes }
  })

  app.post(
    '/session',
    { schema: { body: NewSession, response: { 201: Session } }, config: perNetwork },
    async (request, reply) => {
      const contact = request.body.contact ?? waitingContact(request, house)?.value
      const opened = await signInBy(house, request, proofIn({ ...request.body, contact }))
      const session = handOver(house, reply, { ...opened, opening: request })
      forgetContact(reply, house)
      return reply.code(201).send(session)
    },
  )

  app.post(
    '/cards',
    { schema: { body: NewCard, response: { 201: Card } }, config: perPerson(30, '1 day') },
    async (request, reply) => {
      const { id: madeById } = askerOf(request)
      const code = newCard()
      const made = await store.write((tx) =>
        makeCard(tx, { ...house, code, name: request.body.name, madeById }),
      )
      return reply.code(201).send({ ...made, ...(await printed(publicUrl, code)) })
    },
  )

  app.get(
    '/printed-cards/:code',
    { schema: { params: z.object({ code: z.string() }), response: { 200: PrintedCard } } },
    async (request) => {
      askerOf(request)
      return await printed(publicUrl, readCard(request.params.code))
    },
  )

  app.delete(
    '/cards/:cardId',
    { schema: { params: z.object({ cardId: Id }), response: { 204: z.undefined() } } },
    async (request, reply) => {
      const { id: personId, sessionId } = askerOf(request)
      const stopping = { id: request.params.cardId, sessionId, personId, now: clock.now() }
      if (!(await store.write((tx) => revokeCard(tx, stopping)))) throw NotFound.with()
      return reply.code(204).send()
    },
  )
}

async function signInBy(house: House, opening: Opening & { body: NewSession }, proof: Proof) {
  const { name, anew } = opening.body
  const outcome = await house.store.write(async (tx) => {
    const askerId = opening.asker?.id
    const signedIn = await signInWith(house, tx, { proof, name, anew: anew === 'yes', askerId })
    if (isRefused(signedIn)) return signedIn
    const { cardId, ...session } = signedIn
    const by = { personId: session.person.id, cardId, now: house.clock.now() }
    return { ...session, ...(await startSession(house, tx, { opening, ...by })) }
  })
  if (isRefused(outcome)) throw problemOf(outcome, proof.by)
  return outcome
}

async function printed(publicUrl: string, code: string) {
  const url = `${publicUrl}/sign-in/card/${code}`
  return { code: printCard(code), url, qr: await QRCode.toString(url, { type: 'svg', margin: 1 }) }
}

type Making = { key: Buffer; clock: House['clock']; code: string; name: string; madeById: string }

async function makeCard(tx: Db, { key, clock, code, name, madeById }: Making) {
  const now = clock.now()
  const person = await savePerson(tx, { id: newId(), name, now })
  const id = newId()
  const digest = keyedDigest(key, 'card', code)
  await saveCard(tx, { id, digest, personId: person.id, madeById, createdAt: now })
  return { id, person }
}
