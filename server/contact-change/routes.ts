import * as z from 'zod/mini'
import { ContactChange, MyContact, NothingWaits } from '#contract/contact-change'
import { ProofNeeded } from '#contract/sign-in'
import { countCalls, perNetwork } from '../http/limits.ts'
import { writeOnce } from '../http/once.ts'
import { askerOf, type Room } from '../http/room.ts'
import { forgetContact, waitingContact } from '../sign-in/waiting.ts'
import { forgetOld, makeDue } from './clock.ts'
import { allContactsOf, findWaiting, forgetCodesTo, forgetWaiting, lettersOf } from './queries.ts'
import { changeContact, findMyContact, refusalOf } from './steps.ts'

const response = { 200: MyContact }

/** Somebody changes the email or mobile that they are reached by, and sign in with. */
export const contactChange: Room = async (app, house) => {
  const { store, clock } = house
  await countCalls(app)
  house.sweeps.push((now) => makeDue(store, now))
  house.sweeps.push((now) => forgetOld(store, now))
  house.exports.push(async (db, personId) => ({
    contactWaiting: (await findWaiting(db, personId)) ?? null,
    contactsBefore: await lettersOf(db, personId),
  }))
  // The rows themselves go last, with the person: other rooms look for what stands under a former contact.
  house.erasures.push(async (tx, personId) => forgetCodesTo(tx, await allContactsOf(tx, personId)))

  app.get('/me/contact', { schema: { response } }, async (request) =>
    findMyContact(store.read, askerOf(request), clock.now()),
  )

  app.put(
    '/me/contact',
    { schema: { body: ContactChange, response }, config: perNetwork },
    async (request, reply) => {
      const asker = askerOf(request)
      const { code, contact = waitingContact(request, house)?.value } = request.body
      if (contact === undefined) throw ProofNeeded.at('contact', 'This is needed')
      const asked = { asker, contact, code }
      const outcome = await writeOnce(house, request, (tx) => changeContact(house, tx, asked))
      if (outcome !== 'done') throw refusalOf(outcome)
      forgetContact(reply, house)
      return findMyContact(store.read, asker, clock.now())
    },
  )

  app.delete('/me/contact', { schema: { response: { 204: z.undefined() } } }, async (request, reply) => {
    const { id } = askerOf(request)
    if (!(await store.write((tx) => forgetWaiting(tx, id)))) throw NothingWaits.with()
    return reply.code(204).send()
  })
}
