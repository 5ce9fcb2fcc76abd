import { and, eq, gt, lte } from 'drizzle-orm'
import type { Db } from '#db'

export type PasskeyRow = Db['t']['passkeys']['$inferSelect']
type Challenge = Db['t']['challenges']['$inferSelect']

export async function saveChallenge(tx: Db, challenge: Challenge): Promise<void> {
  await tx.insert(tx.t.challenges).values(challenge)
}

/** Good once: it is gone as soon as it is looked at. */
export async function takeChallenge(tx: Db, id: string, now: number): Promise<Challenge | undefined> {
  const { challenges } = tx.t
  const [taken] = await tx
    .delete(challenges)
    .where(and(eq(challenges.id, id), gt(challenges.expiresAt, now)))
    .returning()
  return taken
}

export async function forgetChallenges(tx: Db, now: number): Promise<void> {
  await tx.delete(tx.t.challenges).where(lte(tx.t.challenges.expiresAt, now))
}

/** False when this passkey is known already. */
export async function savePasskey(tx: Db, passkey: PasskeyRow): Promise<boolean> {
  const saved = await tx.insert(tx.t.passkeys).values(passkey).onConflictDoNothing().returning()
  return saved.length > 0
}

export async function findPasskey(db: Db, id: string) {
  const { passkeys, people } = db.t
  const [found] = await db
    .select({ passkey: passkeys, person: people })
    .from(passkeys)
    .innerJoin(people, eq(people.id, passkeys.personId))
    .where(eq(passkeys.id, id))
  return found
}

export async function passkeyIdsOf(db: Db, personId: string) {
  const { passkeys } = db.t
  return await db
    .select({ id: passkeys.id, transports: passkeys.transports })
    .from(passkeys)
    .where(eq(passkeys.personId, personId))
}

export async function countUse(tx: Db, id: string, use: { counter: number; usedAt: number }) {
  await tx.update(tx.t.passkeys).set(use).where(eq(tx.t.passkeys.id, id))
}

/** False when it is not theirs. */
export async function ownerOfPasskey(db: Db, id: string): Promise<string | undefined> {
  const { passkeys } = db.t
  const [found] = await db.select({ personId: passkeys.personId }).from(passkeys).where(eq(passkeys.id, id))
  return found?.personId
}

export async function removePasskey(tx: Db, id: string, personId: string): Promise<boolean> {
  const { passkeys } = tx.t
  const removed = await tx
    .delete(passkeys)
    .where(and(eq(passkeys.id, id), eq(passkeys.personId, personId)))
    .returning({ id: passkeys.id })
  return removed.length > 0
}
