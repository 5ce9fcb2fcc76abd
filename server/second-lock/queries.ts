import { and, asc, count, desc, eq, gt, isNull } from 'drizzle-orm'
import type { Db } from '#db'

type LockCodeRow = Db['t']['lockCodes']['$inferSelect']

export async function countLocks(db: Db, personId: string) {
  const { passkeys, lockCodes } = db.t
  const [keys] = await db.select({ n: count() }).from(passkeys).where(eq(passkeys.personId, personId))
  const [codes] = await db
    .select({ n: count() })
    .from(lockCodes)
    .where(and(eq(lockCodes.personId, personId), isNull(lockCodes.usedAt)))
  return { passkeys: keys!.n, codesLeft: codes!.n }
}

/** The streets somebody is a steward of, newest first; pretend ones left out. */
export async function streetsStewardedBy(db: Db, personId: string) {
  const { boards, members } = db.t
  const theirs = and(eq(members.personId, personId), eq(members.role, 'steward'), eq(members.state, 'active'))
  return await db
    .select({ demo: boards.demo, createdAt: boards.createdAt })
    .from(members)
    .innerJoin(boards, eq(boards.id, members.boardId))
    .where(and(theirs, eq(boards.demo, false)))
    .orderBy(desc(boards.createdAt))
    .limit(1)
}

export async function findStreet(db: Db, boardId: string) {
  const { demo, createdAt } = db.t.boards
  const [street] = await db.select({ demo, createdAt }).from(db.t.boards).where(eq(db.t.boards.id, boardId))
  return street
}

/** Those before them open nothing any more. */
export async function replaceCodes(tx: Db, personId: string, rows: LockCodeRow[]): Promise<void> {
  await tx.delete(tx.t.lockCodes).where(eq(tx.t.lockCodes.personId, personId))
  await tx.insert(tx.t.lockCodes).values(rows)
}

export async function codesMadeSince(db: Db, personId: string, since: number): Promise<LockCodeRow[]> {
  const { lockCodes } = db.t
  return await db
    .select()
    .from(lockCodes)
    .where(and(eq(lockCodes.personId, personId), gt(lockCodes.createdAt, since)))
    .orderBy(asc(lockCodes.id))
}

/** False when it is not theirs, or was used. */
export async function useLockCode(tx: Db, personId: string, use: { digest: string; now: number }) {
  const { lockCodes } = tx.t
  const mine = and(eq(lockCodes.personId, personId), eq(lockCodes.digest, use.digest))
  const used = await tx
    .update(lockCodes)
    .set({ usedAt: use.now })
    .where(and(mine, isNull(lockCodes.usedAt)))
    .returning()
  return used.length > 0
}

export async function strengthen(tx: Db, sessionId: string, strongUntil: number): Promise<void> {
  await tx.update(tx.t.sessions).set({ strongUntil }).where(eq(tx.t.sessions.id, sessionId))
}

export async function forgetLockCodes(tx: Db, personId: string): Promise<void> {
  await tx.delete(tx.t.lockCodes).where(eq(tx.t.lockCodes.personId, personId))
}
