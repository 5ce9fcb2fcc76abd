import { and, asc, eq, inArray, isNull, lte, ne, sql } from 'drizzle-orm'
import { type Db, hot } from '#db'
import { contactsOf } from '../contacts/queries.ts'
import type { ReadContact } from '../people/contact.ts'

export type WaitingRow = Db['t']['waitingContacts']['$inferSelect']
export type LetterRow = Db['t']['contactLetters']['$inferSelect']

export async function findSession(db: Db, id: string) {
  const { sessions } = db.t
  const { createdAt, strongUntil } = sessions
  const [session] = await db.select({ createdAt, strongUntil }).from(sessions).where(eq(sessions.id, id))
  return session
}

export async function findWaiting(db: Db, personId: string): Promise<WaitingRow | undefined> {
  const { waitingContacts } = db.t
  const [waiting] = await db.select().from(waitingContacts).where(eq(waitingContacts.personId, personId))
  return waiting
}

/** A newer wish takes the place of the one before it. */
export async function saveWaiting(tx: Db, { personId, ...set }: WaitingRow): Promise<void> {
  const { waitingContacts } = tx.t
  await tx
    .insert(waitingContacts)
    .values({ personId, ...set })
    .onConflictDoUpdate({ target: waitingContacts.personId, set })
}

/** False when nothing waited any more. */
export async function forgetWaiting(tx: Db, personId: string): Promise<boolean> {
  const { waitingContacts } = tx.t
  const gone = await tx
    .delete(waitingContacts)
    .where(eq(waitingContacts.personId, personId))
    .returning({ personId: waitingContacts.personId })
  return gone.length > 0
}

export async function dueChanges(db: Db, now: number, limit: number): Promise<string[]> {
  const { waitingContacts } = db.t
  const rows = await db
    .select({ personId: waitingContacts.personId })
    .from(waitingContacts)
    .where(lte(waitingContacts.dueAt, now))
    .orderBy(asc(waitingContacts.dueAt))
    .limit(limit)
  return rows.map(({ personId }) => personId)
}

/** Nothing when it was stopped, put off or made meanwhile. */
export async function takeDue(tx: Db, personId: string, now: number): Promise<WaitingRow | undefined> {
  const { waitingContacts } = tx.t
  const due = and(eq(waitingContacts.personId, personId), lte(waitingContacts.dueAt, now))
  const [taken] = await tx.delete(waitingContacts).where(due).returning()
  return taken
}

type Taking = { id: string; personId: string; contact: ReadContact; now: number }

/** One contact opens one account, and its unique index decides between two. False when it is another's. */
export async function takeContact(tx: Db, { id, personId, contact, now }: Taking): Promise<boolean> {
  const { contacts } = tx.t
  const taken = await tx
    .insert(contacts)
    .values({ id, personId, ...contact, confirmedAt: now, askedAt: null })
    .onConflictDoUpdate({
      target: contacts.value,
      set: { confirmedAt: now, askedAt: null },
      setWhere: eq(contacts.personId, personId),
    })
    .returning({ id: contacts.id })
  return taken.length > 0
}

/** Everything but this one goes, and whatever codes were on their way there. @returns what went */
export async function dropOthers(tx: Db, personId: string, but: { value: string; now: number }) {
  const { contacts, signInCodes: codes } = tx.t
  const others = and(eq(contacts.personId, personId), ne(contacts.value, but.value))
  const dropped = await tx.delete(contacts).where(others).returning()
  for (const { value } of dropped)
    await tx
      .update(codes)
      .set({ endedAt: but.now })
      .where(and(eq(codes.contact, value), isNull(codes.endedAt)))
  return dropped
}

export async function saveLetter(tx: Db, letter: Omit<LetterRow, 'sentAt' | 'sendTries' | 'sendNextAt'>) {
  await tx.insert(tx.t.contactLetters).values({ ...letter, sendNextAt: letter.at })
}

const found = hot((db: Db) => {
  const { contactLetters } = db.t
  return db
    .select()
    .from(contactLetters)
    .where(eq(contactLetters.id, sql.placeholder('id')))
    .prepare('find_contact_letter')
})

/** What a letter still has to say; nothing of a change that does not wait any more, or of whoever left for good. */
export async function findLetter(db: Db, id: string): Promise<LetterRow | undefined> {
  const [letter] = await found(db).execute({ id })
  if (letter?.what !== 'waits') return letter
  const waiting = await findWaiting(db, letter.personId)
  return waiting?.dueAt === letter.dueAt ? letter : undefined
}

export async function lettersOf(db: Db, personId: string): Promise<LetterRow[]> {
  const { contactLetters } = db.t
  return await db
    .select()
    .from(contactLetters)
    .where(eq(contactLetters.personId, personId))
    .orderBy(asc(contactLetters.at))
}

export async function forgetLettersBefore(tx: Db, atMs: number): Promise<void> {
  await tx.delete(tx.t.contactLetters).where(lte(tx.t.contactLetters.at, atMs))
}

/** Every email and mobile that is, was or is to be somebody's, under which something of theirs may stand; none that is another's now. */
export async function allContactsOf(db: Db, personId: string): Promise<string[]> {
  const { contacts } = db.t
  const waiting = await findWaiting(db, personId)
  const known = [...(await contactsOf(db, personId)), ...(await lettersOf(db, personId)), waiting]
  const values = known.flatMap((one) => one?.value ?? [])
  if (values.length === 0) return []
  const held = and(inArray(contacts.value, values), ne(contacts.personId, personId))
  const others = await db.select({ value: contacts.value }).from(contacts).where(held)
  return [...new Set(values)].filter((value) => others.every((other) => other.value !== value))
}

export async function forgetCodesTo(tx: Db, values: string[]): Promise<void> {
  const { signInCodes } = tx.t
  for (const value of values) await tx.delete(signInCodes).where(eq(signInCodes.contact, value))
}
