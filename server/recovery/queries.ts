import { and, asc, count, eq, inArray, isNull, lte } from 'drizzle-orm'
import type { Db } from '#db'
import { announce, lineOf } from '../live/queries.ts'

type Word = { personId: string; byId: string; at: number }

export async function findRecovery(db: Db, personId: string) {
  const { recoveries } = db.t
  const [found] = await db.select().from(recoveries).where(eq(recoveries.personId, personId))
  return found
}

/** False when one is under way already. */
export async function saveRecovery(tx: Db, row: { personId: string; askedAt: number }): Promise<boolean> {
  const saved = await tx.insert(tx.t.recoveries).values(row).onConflictDoNothing().returning()
  return saved.length > 0
}

export async function saveWord(tx: Db, word: Word): Promise<void> {
  await tx.insert(tx.t.recoveryWords).values(word).onConflictDoNothing()
}

export async function countWords(db: Db, personId: string): Promise<number> {
  const { recoveryWords } = db.t
  const [row] = await db
    .select({ n: count() })
    .from(recoveryWords)
    .where(eq(recoveryWords.personId, personId))
  return row!.n
}

export async function hasSaid(db: Db, { personId, byId }: Omit<Word, 'at'>): Promise<boolean> {
  const { recoveryWords } = db.t
  const theirs = and(eq(recoveryWords.personId, personId), eq(recoveryWords.byId, byId))
  return (await db.$count(recoveryWords, theirs)) > 0
}

export async function forgetRecovery(tx: Db, personId: string): Promise<void> {
  const { recoveries, recoveryWords } = tx.t
  await tx.delete(recoveryWords).where(eq(recoveryWords.personId, personId))
  await tx.delete(recoveries).where(eq(recoveries.personId, personId))
}

/** Also what they said of others. */
export async function eraseRecoveries(tx: Db, personId: string): Promise<void> {
  await forgetRecovery(tx, personId)
  await tx.delete(tx.t.recoveryWords).where(eq(tx.t.recoveryWords.byId, personId))
}

export async function forgetRecoveriesBefore(tx: Db, at: number): Promise<void> {
  const { recoveries } = tx.t
  const gone = await tx.delete(recoveries).where(lte(recoveries.askedAt, at)).returning()
  for (const { personId } of gone) await forgetRecovery(tx, personId)
}

type Ageing = { unusedSince: number; now: number; limit: number }

/** Each once, in the log of their own, from which letters are written. */
export async function askAgain(tx: Db, { unusedSince, now, limit }: Ageing): Promise<void> {
  const { contacts } = tx.t
  const rows = await tx
    .select({ id: contacts.id, personId: contacts.personId })
    .from(contacts)
    .where(and(isNull(contacts.askedAt), lte(contacts.confirmedAt, unusedSince)))
    .orderBy(asc(contacts.confirmedAt))
    .limit(limit)
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  await tx.update(contacts).set({ askedAt: now }).where(inArray(contacts.id, ids))
  for (const { personId } of rows)
    await announce(tx, lineOf(personId), { type: 'contact.aged', personId, at: now, toNotify: true })
}
