import { and, eq, gt, inArray, isNull, lte, or, type Placeholder, sql } from 'drizzle-orm'
import { type Db, hot } from '#db'

export type NoticeRow = Db['t']['notices']['$inferSelect']
export type CodeRow = Db['t']['signInCodes']['$inferSelect']
type Letters = Db['t']['notices'] | Db['t']['signInCodes']
type Ids = { id: string }[]
export type Outcome = { sentAt: number } | { sendNextAt: number }

/** How long a letter is on its way before somebody else may think that its carrier is gone. */
export const leaseMs = 60_000

const due = (db: Db, letters: Letters, name: string) =>
  db
    .select({ id: letters.id })
    .from(letters)
    .where(isDue(letters, sql.placeholder('now')))
    .orderBy(letters.sendNextAt)
    .limit(sql.placeholder('limit'))
    .prepare(name)
const codesDue = hot((db: Db) => due(db, db.t.signInCodes, 'due_codes'))
const noticesDue = hot((db: Db) => due(db, db.t.notices, 'due_notices'))

export async function dueCodes(db: Db, now: number, limit: number): Promise<Ids> {
  return await codesDue(db).execute({ now, limit })
}

export async function dueNotices(db: Db, now: number, limit: number): Promise<Ids> {
  return await noticesDue(db).execute({ now, limit })
}

const patienceMs = 2 * 60_000

/** Letters and codes that should have been sent some minutes ago, or have failed and wait for their next try. */
export async function countOverdue(db: Db, now: number): Promise<number> {
  const { notices, signInCodes } = db.t
  const overdue = (letters: Letters) =>
    and(
      isNull(letters.sentAt),
      or(
        lte(letters.sendNextAt, now - patienceMs),
        and(gt(letters.sendTries, 0), lte(letters.sendNextAt, now + 24 * 3_600_000)),
      ),
    )
  return (await db.$count(notices, overdue(notices))) + (await db.$count(signInCodes, overdue(signInCodes)))
}

/** Takes them out of everybody else's hands for a while; the guard decides between two processes. */
export async function takeCodes(tx: Db, ids: Ids, now: number): Promise<CodeRow[]> {
  const { signInCodes: codes } = tx.t
  return await tx
    .update(codes)
    .set({ sendTries: sql`${codes.sendTries} + 1`, sendNextAt: now + leaseMs })
    .where(and(inArray(codes.id, idsOf(ids)), isDue(codes, now)))
    .returning()
}

export async function takeNotices(tx: Db, ids: Ids, now: number): Promise<NoticeRow[]> {
  const { notices } = tx.t
  return await tx
    .update(notices)
    .set({ sendTries: sql`${notices.sendTries} + 1`, sendNextAt: now + leaseMs })
    .where(and(inArray(notices.id, idsOf(ids)), isDue(notices, now)))
    .returning()
}

export async function settleCode(tx: Db, id: string, outcome: Outcome): Promise<void> {
  await tx.update(tx.t.signInCodes).set(outcome).where(eq(tx.t.signInCodes.id, id))
}

export async function settleNotice(tx: Db, id: string, outcome: Outcome): Promise<void> {
  await tx.update(tx.t.notices).set(outcome).where(eq(tx.t.notices.id, id))
}

function isDue(letters: Letters, now: number | Placeholder) {
  return and(isNull(letters.sentAt), lte(letters.sendNextAt, now))
}

const idsOf = (rows: Ids) => rows.map(({ id }) => id)
