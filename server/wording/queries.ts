import { eq } from 'drizzle-orm'
import type { Db } from '#db'

export type AgreementRow = Db['t']['wordingAgreements']['$inferSelect']

/** Keeps that somebody said yes: to which words, when, how. */
export async function saveAgreement(tx: Db, agreement: AgreementRow) {
  await tx.insert(tx.t.wordingAgreements).values(agreement)
}

export async function agreementsOf(db: Db, personId: string) {
  const { wordingAgreements: t } = db.t
  const { postId, words, how, at } = t
  return await db.select({ postId, words, how, at }).from(t).where(eq(t.personId, personId))
}

export async function eraseAgreements(tx: Db, personId: string) {
  const { wordingAgreements } = tx.t
  await tx.delete(wordingAgreements).where(eq(wordingAgreements.personId, personId))
}
