/** Changes that have waited long enough are made, and what was told of old ones is forgotten. */
import { houseDays } from '#contract/keeping'
import type { Db, Store } from '#db'
import { contactsOf } from '../contacts/queries.ts'
import { newId } from '../http/ids.ts'
import * as saved from './queries.ts'
import { make } from './steps.ts'

const dayMs = 86_400_000
const batch = 100

export async function makeDue(store: Store, now: number): Promise<void> {
  for (const personId of await saved.dueChanges(store.read, now, batch))
    await store.write((tx) => makeOne(tx, personId, now))
}

async function makeOne(tx: Db, personId: string, now: number) {
  const due = await saved.takeDue(tx, personId, now)
  if (!due) return
  const { kind, value } = due
  if (!(await make(tx, { personId, contact: { kind, value }, now }))) await tellTaken(tx, personId, now)
}

/** Somebody has begun an account with it while it waited. */
async function tellTaken(tx: Db, personId: string, at: number) {
  for (const { kind, value } of await contactsOf(tx, personId))
    await saved.saveLetter(tx, { id: newId(), personId, kind, value, what: 'taken', dueAt: null, at })
}

export async function forgetOld(store: Store, now: number): Promise<void> {
  await store.write((tx) => saved.forgetLettersBefore(tx, now - houseDays.formerContacts * dayMs))
}
