import { and, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import { type Db, hot } from '#db'
import { endSessionsBy } from '../people/queries.ts'
import type { NewCode } from './codes.ts'
import { codesPerHour } from './rules.ts'

export type CodeRow = Db['t']['signInCodes']['$inferSelect']
const hourMs = 3_600_000

const queue = hot((db: Db) => {
  const { signInCodes: codes } = db.t
  const text = (name: string) => sql`cast(${sql.placeholder(name)} as text)`
  const time = (name: string) => sql`cast(${sql.placeholder(name)} as bigint)`
  const lastHour = sql`select count(*) from ${codes} where ${codes.contact} = ${text('contact')}
    and ${codes.createdAt} > ${time('hourAgo')}`
  const row = sql`select ${text('id')}, ${text('contact')}, ${text('contactKind')},
    cast(${sql.placeholder('triesLeft')} as integer), cast(null as text), ${time('now')}, ${time('expiresAt')},
    cast(null as bigint), cast(null as bigint), 0, ${time('now')} where (${lastHour}) < ${codesPerHour}`
  return db.insert(codes).select(row).prepare('queue_code')
})

/**
 * One statement: puts a code in the queue, unless this contact had its share within the hour. A new code voids
 * the one before it, because only a contact's newest code is ever looked at.
 */
export async function queueCode(tx: Db, code: NewCode): Promise<void> {
  await queue(tx).execute({ ...code, hourAgo: code.now - hourMs })
}

async function newestCode(db: Db, contact: string): Promise<CodeRow | undefined> {
  const { signInCodes: codes } = db.t
  const newest = desc(codes.createdAt)
  const [code] = await db
    .select()
    .from(codes)
    .where(eq(codes.contact, contact))
    .orderBy(newest, desc(codes.id))
    .limit(1)
  return code
}

/** The newest code of a contact with one try taken off it, if it is still good and had a try left. */
export async function takeTry(tx: Db, contact: string, now: number): Promise<CodeRow | undefined> {
  const { signInCodes: codes } = tx.t
  const newest = await newestCode(tx, contact)
  if (!newest) return undefined
  const good = and(isGood(tx, newest.id, now), gt(codes.triesLeft, 0))
  const [code] = await tx
    .update(codes)
    .set({ triesLeft: sql`${codes.triesLeft} - 1` })
    .where(good)
    .returning()
  return code
}

/** A right code costs no try: somebody who is asked for their name next may enter it again. */
export async function giveTryBack(tx: Db, id: string): Promise<void> {
  const { signInCodes: codes } = tx.t
  await tx
    .update(codes)
    .set({ triesLeft: sql`${codes.triesLeft} + 1` })
    .where(eq(codes.id, id))
}

/** The code a link stands for, while it is its contact's newest. */
export async function findGoodCode(tx: Db, id: string, now: number): Promise<CodeRow | undefined> {
  const [code] = await tx
    .select()
    .from(tx.t.signInCodes)
    .where(isGood(tx, id, now))
  const newest = code && (await newestCode(tx, code.contact))
  return newest?.id === id ? code : undefined
}

/** False when it is used up already. */
export async function useCode(tx: Db, id: string, now: number): Promise<boolean> {
  const used = await tx
    .update(tx.t.signInCodes)
    .set({ endedAt: now })
    .where(isGood(tx, id, now))
    .returning({ id: tx.t.signInCodes.id })
  return used.length > 0
}

/** A day later nobody can use a code, nor count it. */
export async function forgetCodes(tx: Db, now: number): Promise<void> {
  await tx.delete(tx.t.signInCodes).where(lt(tx.t.signInCodes.createdAt, now - 24 * hourMs))
}

function isGood({ t: { signInCodes: codes } }: Db, id: string, now: number) {
  return and(eq(codes.id, id), isNull(codes.endedAt), gt(codes.expiresAt, now))
}

type NewCard = { id: string; digest: string; personId: string; madeById: string; createdAt: number }

export async function saveCard(tx: Db, card: NewCard): Promise<void> {
  await tx.insert(tx.t.cards).values(card)
}

export async function findCardHolder(db: Db, digest: string) {
  const { cards, people } = db.t
  const [found] = await db
    .select({ person: people, cardId: cards.id })
    .from(cards)
    .innerJoin(people, eq(people.id, cards.personId))
    .where(and(eq(cards.digest, digest), isNull(cards.revokedAt)))
  return found
}

/** The two who may stop a card: whose it is, and who made it. */
export async function keepersOfCard(db: Db, id: string): Promise<string[] | undefined> {
  const { personId, madeById } = db.t.cards
  const [card] = await db.select({ personId, madeById }).from(db.t.cards).where(eq(db.t.cards.id, id))
  return card && [card.personId, card.madeById]
}

type Stopping = { id: string; sessionId: string; personId: string; now: number }

/**
 * By the one it is for, or the one who made it. What it has opened ends with it, but for the session they stop it from: it
 * may be the only one of somebody who has lost their card. False when there is no such card for them.
 */
export async function revokeCard(tx: Db, { id, ...by }: Stopping): Promise<boolean> {
  const { cards } = tx.t
  const theirs = or(eq(cards.personId, by.personId), eq(cards.madeById, by.personId))
  const revoked = await tx
    .update(cards)
    .set({ revokedAt: by.now })
    .where(and(eq(cards.id, id), theirs, isNull(cards.revokedAt)))
    .returning({ personId: cards.personId })
  for (const { personId } of revoked) await endSessionsBy(tx, { cardId: id, personId, but: by.sessionId })
  return revoked.length > 0
}
