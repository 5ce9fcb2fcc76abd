import { and, asc, eq, gt, isNull, lte, ne, sql } from 'drizzle-orm'
import { type Db, hot, remembered } from '#db'

export type PersonRow = Db['t']['people']['$inferSelect']
export type SessionRow = Db['t']['sessions']['$inferInsert']

const asker = remembered((db: Db) => {
  const { sessions, people } = db.t
  const { id: sessionId, strongUntil, expiresAt } = sessions
  return db
    .select({ id: people.id, name: people.name, sessionId, strongUntil, expiresAt })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(eq(sessions.id, sql.placeholder('digest')))
    .prepare('find_asker')
})

/** Who a session's token belongs to, while it lasts. */
export async function findAsker(db: Db, digest: string, now: number) {
  const [found] = await asker(db).execute({ digest })
  return found && found.expiresAt > now ? found : undefined
}

const person = hot((db: Db) =>
  db
    .select()
    .from(db.t.people)
    .where(eq(db.t.people.id, sql.placeholder('id')))
    .prepare('find_person'),
)

export async function findPerson(db: Db, id: string): Promise<PersonRow | undefined> {
  const [found] = await person(db).execute({ id })
  return found
}

type NewPerson = { id: string; name: string; language?: string | null; now: number }

export async function savePerson(tx: Db, { now, ...person }: NewPerson): Promise<PersonRow> {
  const [saved] = await tx
    .insert(tx.t.people)
    .values({ ...person, createdAt: now, seenAt: now })
    .returning()
  return saved!
}

export async function saveSession(tx: Db, session: SessionRow): Promise<void> {
  await tx.insert(tx.t.sessions).values(session)
  const { people } = tx.t
  await tx
    .update(people)
    .set({ seenAt: session.createdAt, warnedAt: null })
    .where(eq(people.id, session.personId))
}

/** News of the end of one session, or of all of a person's, to every process: live sockets close with it. */
const over = (what: 'session' | 'person', id: string) => `over:${what}:${id}`
export function readOver(news: string) {
  const [, what, id] = /^over:(session|person):(.+)$/.exec(news) ?? []
  return id === undefined
    ? undefined
    : { of: what === 'person' ? ('personId' as const) : ('sessionId' as const), id }
}

export async function endSession(tx: Db, id: string): Promise<void> {
  await tx.delete(tx.t.sessions).where(eq(tx.t.sessions.id, id))
  tx.news.add(over('session', id))
}

type OfCard = { cardId: string; personId: string; but: string }

export async function endSessionsBy(tx: Db, { cardId, personId, but }: OfCard): Promise<void> {
  const { sessions } = tx.t
  const opened = and(eq(sessions.personId, personId), eq(sessions.cardId, cardId), ne(sessions.id, but))
  const ended = await tx.delete(sessions).where(opened).returning({ id: sessions.id })
  for (const { id } of ended) tx.news.add(over('session', id))
}

export async function endSessionsOf(tx: Db, personId: string): Promise<void> {
  await tx.delete(tx.t.sessions).where(eq(tx.t.sessions.personId, personId))
  tx.news.add(over('person', personId))
}

export async function forgetSessions(tx: Db, now: number): Promise<void> {
  const { sessions } = tx.t
  const ended = await tx.delete(sessions).where(lte(sessions.expiresAt, now)).returning({ id: sessions.id })
  for (const { id } of ended) tx.news.add(over('session', id))
}

export async function rename(tx: Db, id: string, name: string): Promise<void> {
  await tx.update(tx.t.people).set({ name }).where(eq(tx.t.people.id, id))
}

const personId = sql.placeholder('personId')

const passkeysFor = hot((db: Db) => {
  const { passkeys } = db.t
  return db
    .select({ id: passkeys.id, label: passkeys.label, createdAt: passkeys.createdAt })
    .from(passkeys)
    .where(eq(passkeys.personId, personId))
    .orderBy(asc(passkeys.createdAt))
    .prepare('passkeys_of')
})

export const passkeysOf = async (db: Db, of: string) => await passkeysFor(db).execute({ personId: of })

const cardsFor = hot((db: Db) => {
  const { cards } = db.t
  return db
    .select({ id: cards.id, createdAt: cards.createdAt })
    .from(cards)
    .where(and(eq(cards.personId, personId), isNull(cards.revokedAt)))
    .orderBy(asc(cards.createdAt))
    .prepare('cards_of')
})

export const cardsOf = async (db: Db, of: string) => await cardsFor(db).execute({ personId: of })

const cardsMade = hot((db: Db) => {
  const { cards, people } = db.t
  return db
    .select({ id: cards.id, for: people.name, createdAt: cards.createdAt })
    .from(cards)
    .innerJoin(people, eq(people.id, cards.personId))
    .where(and(eq(cards.madeById, personId), isNull(cards.revokedAt)))
    .orderBy(asc(cards.createdAt))
    .prepare('cards_made_by')
})

export const cardsMadeBy = async (db: Db, by: string) => await cardsMade(db).execute({ personId: by })

const sessionsFor = hot((db: Db) => {
  const { sessions } = db.t
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.personId, personId), gt(sessions.expiresAt, sql.placeholder('now'))))
    .orderBy(asc(sessions.createdAt))
    .prepare('sessions_of')
})

export const sessionsOf = async (db: Db, of: string, now: number) =>
  await sessionsFor(db).execute({ personId: of, now })

/** The name others read where somebody was. Nothing of the person is left but an id. */
export const gone = 'A neighbour who left'

export async function erasePerson(tx: Db, id: string, now: number): Promise<void> {
  const { people, contacts, waitingContacts, contactLetters, cards, passkeys, sessions, ...t } = tx.t
  await tx.delete(t.challenges).where(eq(t.challenges.personId, id))
  for (const table of [contacts, waitingContacts, contactLetters, cards, passkeys, sessions, t.replies])
    await tx.delete(table).where(eq(table.personId, id))
  await tx.update(people).set({ name: gone, language: null, erasedAt: now }).where(eq(people.id, id))
  tx.news.add(over('person', id))
}
