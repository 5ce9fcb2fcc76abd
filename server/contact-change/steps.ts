import { ContactTaken, type MyContact } from '#contract/contact-change'
import type { Db } from '#db'
import { confirmContact, contactsOf, findHolder } from '../contacts/queries.ts'
import { newId } from '../http/ids.ts'
import type { Asker, House } from '../http/room.ts'
import type { ReadContact } from '../people/contact.ts'
import { provenContact } from '../sign-in/proving.ts'
import { problemOf } from '../sign-in/signing.ts'
import * as saved from './queries.ts'
import { hourMs, waitFor } from './rules.ts'

export type Asked = { asker: Asker; contact: string; code: string }
type Outcome = 'done' | 'no' | 'taken'

/**
 * Somebody types in the code that was sent to where they want to be reached. That it opens another account they learn only
 * now, when they have shown that they read what is sent there. Nothing is thrown in here: see `provenContact`.
 */
export async function changeContact(house: House, tx: Db, { asker, ...proof }: Asked): Promise<Outcome> {
  const now = house.clock.now()
  const contact = await provenContact(house, tx, proof)
  if (!contact) return 'no'
  const holder = await findHolder(tx, contact.value)
  const change = { personId: asker.id, contact, now }
  if (holder) return holder.person.id === asker.id ? keep(tx, change) : 'taken'
  const hours = waitFor(await saved.findSession(tx, asker.sessionId), now)
  if (hours > 0) return wait(tx, { ...change, dueAt: now + hours * hourMs })
  return (await make(tx, change)) ? 'done' : 'taken'
}

const howTaken =
  'If it is yours too, sign in with it, leave that account for good, and try again. Or use another one.'

export function refusalOf(outcome: Exclude<Outcome, 'done'>) {
  return outcome === 'no' ? problemOf('no', 'code') : ContactTaken.with({ detail: howTaken })
}

type Change = { personId: string; contact: ReadContact; now: number }

/** They want what is so already: nothing else waits any more. */
async function keep(tx: Db, { personId, contact, now }: Change): Promise<Outcome> {
  await confirmContact(tx, contact.value, now)
  await saved.forgetWaiting(tx, personId)
  return 'done'
}

async function wait(tx: Db, { personId, contact, now: at, dueAt }: Change & { dueAt: number }) {
  await saved.saveWaiting(tx, { personId, ...contact, dueAt })
  for (const { kind, value } of await contactsOf(tx, personId))
    await saved.saveLetter(tx, { id: newId(), personId, kind, value, what: 'waits', dueAt, at })
  return 'done' as const
}

/** The old one goes as the new one comes, and is told so. @returns false when it is another's by now */
export async function make(tx: Db, { personId, contact, now: at }: Change): Promise<boolean> {
  if (!(await saved.takeContact(tx, { id: newId(), personId, contact, now: at }))) return false
  await saved.forgetWaiting(tx, personId)
  for (const { kind, value } of await saved.dropOthers(tx, personId, { value: contact.value, now: at }))
    await saved.saveLetter(tx, { id: newId(), personId, kind, value, what: 'changed', dueAt: null, at })
  return true
}

export async function findMyContact(db: Db, { id, sessionId }: Asker, now: number): Promise<MyContact> {
  const waiting = await saved.findWaiting(db, id)
  return {
    items: await contactsOf(db, id),
    waiting: waiting ? shown(waiting) : null,
    waitHours: waitFor(await saved.findSession(db, sessionId), now),
  }
}

const shown = ({ kind, value, dueAt }: saved.WaitingRow) => ({
  kind,
  value,
  at: new Date(dueAt).toISOString(),
})
