import { asc, eq, sql } from 'drizzle-orm'
import type { ContactKind } from '#contract/people'
import { type Db, hot } from '#db'

/** `confirmedAt`: when it was last signed in with, in epoch ms. */
export type Holder = { person: Db['t']['people']['$inferSelect']; confirmedAt: number }

/** Whose contact it is. */
export async function findHolder(db: Db, contact: string): Promise<Holder | undefined> {
  const { people, contacts } = db.t
  const [found] = await db
    .select({ person: people, confirmedAt: contacts.confirmedAt })
    .from(contacts)
    .innerJoin(people, eq(people.id, contacts.personId))
    .where(eq(contacts.value, contact))
  return found
}

/** It has a new owner. */
export async function letContactGo(tx: Db, value: string): Promise<void> {
  await tx.delete(tx.t.contacts).where(eq(tx.t.contacts.value, value))
}

type NewContact = { id: string; personId: string; kind: ContactKind; value: string; now: number }

export async function saveContact(tx: Db, { now, ...contact }: NewContact): Promise<void> {
  await tx.insert(tx.t.contacts).values({ ...contact, confirmedAt: now, askedAt: null })
}

export async function confirmContact(tx: Db, value: string, now: number): Promise<void> {
  await tx
    .update(tx.t.contacts)
    .set({ confirmedAt: now, askedAt: null })
    .where(eq(tx.t.contacts.value, value))
}

const contactsFor = hot((db: Db) => {
  const { contacts } = db.t
  return db
    .select({ kind: contacts.kind, value: contacts.value, confirmedAt: contacts.confirmedAt })
    .from(contacts)
    .where(eq(contacts.personId, sql.placeholder('personId')))
    .orderBy(asc(contacts.confirmedAt))
    .prepare('contacts_of')
})

export const contactsOf = async (db: Db, of: string) => await contactsFor(db).execute({ personId: of })
