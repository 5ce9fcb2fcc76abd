import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import * as z from 'zod/mini'
import { NotFound, Nothing } from '#contract/http'
import { Base64Url, NewPasskey, Passkey, PasskeyOptions, PasskeySession } from '#contract/passkeys'
import { Session } from '#contract/people'
import { countCalls, perNetwork } from '../http/limits.ts'
import { askerOf, type Room } from '../http/room.ts'
import { deviceIn } from '../people/devices.ts'
import { handOver, startSession } from '../people/sessions.ts'
import { ownIf } from '../permissions/scope.ts'
import { mayChangeLocks, strongFrom } from '../second-lock/steps.ts'
import { askToMake, askToUse, readMade, readUsed } from './ceremony.ts'
import { countUse, forgetChallenges, ownerOfPasskey, removePasskey } from './queries.ts'
import { keepPasskey } from './steps.ts'

const options = { body: Nothing, response: { 200: PasskeyOptions } }

export const passkeys: Room = async (app, house) => {
  const { store, clock } = house
  await countCalls(app)
  house.scopes.passkeyId = async (db, id, personId) => {
    const ownerId = await ownerOfPasskey(db, id)
    return ownerId === undefined ? undefined : { boardId: null, relation: ownIf(ownerId === personId) }
  }
  house.sweeps.push((now) => store.write((tx) => forgetChallenges(tx, now)))

  app.post('/passkeys/options', { schema: options }, async (request) => ({
    ...(await askToMake(house, askerOf(request))),
  }))

  app.post(
    '/passkeys',
    { schema: { body: NewPasskey, response: { 201: Passkey } } },
    async (request, reply) => {
      const asker = askerOf(request)
      const answer = request.body.passkey as RegistrationResponseJSON
      const { isUnlocked, ...made } = await readMade(house, answer, asker.id)
      const label = request.body.label ?? deviceIn(request.headers['user-agent'])
      const passkey = { ...made, personId: asker.id, label, createdAt: clock.now(), usedAt: null }
      await store.write((tx) => keepPasskey(tx, asker, { passkey, isUnlocked }))
      return reply.code(201).send({ ...passkey, createdAt: new Date(passkey.createdAt).toISOString() })
    },
  )

  app.post('/passkeys/session-options', { schema: options, config: perNetwork }, async () => ({
    ...(await askToUse(house)),
  }))

  app.post(
    '/passkeys/session',
    { schema: { body: PasskeySession, response: { 201: Session } }, config: perNetwork },
    async (request, reply) => {
      const used = request.body.passkey as AuthenticationResponseJSON
      const { person, passkeyId, counter, isUnlocked } = await readUsed(house, used)
      const now = clock.now()
      const tokens = await store.write(async (tx) => {
        await countUse(tx, passkeyId, { counter, usedAt: now })
        const strongUntil = isUnlocked ? strongFrom(now) : null
        return startSession(house, tx, { opening: request, personId: person.id, now, strongUntil })
      })
      return reply
        .code(201)
        .send(handOver(house, reply, { person, first: false, ...tokens, opening: request }))
    },
  )

  app.delete(
    '/passkeys/:passkeyId',
    { schema: { params: z.object({ passkeyId: Base64Url }), response: { 204: z.undefined() } } },
    async (request, reply) => {
      const asker = askerOf(request)
      const removed = await store.write(async (tx) => {
        await mayChangeLocks(tx, asker, clock.now())
        return removePasskey(tx, request.params.passkeyId, asker.id)
      })
      if (!removed) throw NotFound.with()
      return reply.code(204).send()
    },
  )
}
