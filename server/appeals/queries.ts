import { and, asc, eq, isNull, lte, ne, or } from 'drizzle-orm'
import type { Db } from '#db'
import { isFree } from '../cases/queries.ts'

export type AppealRow = Db['t']['appeals']['$inferSelect']

/** Undefined when there is one about this action already. */
export async function saveAppeal(tx: Db, row: AppealRow): Promise<AppealRow | undefined> {
  const [saved] = await tx.insert(tx.t.appeals).values(row).onConflictDoNothing().returning()
  return saved
}

export async function findAppeal(db: Db, id: string): Promise<AppealRow | undefined> {
  const [row] = await db.select().from(db.t.appeals).where(eq(db.t.appeals.id, id))
  return row
}

/** Undefined when another steward has answered it meanwhile. */
export async function answerAppeal(
  tx: Db,
  id: string,
  set: Partial<AppealRow>,
): Promise<AppealRow | undefined> {
  const { appeals } = tx.t
  const [row] = await tx
    .update(appeals)
    .set(set)
    .where(and(eq(appeals.id, id), isNull(appeals.decidedAt)))
    .returning()
  return row
}

/** Those without an answer that somebody else decided, and that this steward may judge: not of themselves or who is close. */
export async function appealsFor(db: Db, boardId: string, personId: string) {
  const { appeals, actions, cases } = db.t
  const others = (column: typeof actions.byId | typeof appeals.personId) =>
    or(isNull(column), ne(column, personId))
  return await db
    .select({ appeal: appeals, action: actions })
    .from(appeals)
    .innerJoin(actions, eq(actions.id, appeals.actionId))
    .innerJoin(cases, eq(cases.id, actions.caseId))
    .where(
      and(
        eq(appeals.boardId, boardId),
        isNull(appeals.decidedAt),
        ...[others(actions.byId), others(actions.secondId), others(appeals.personId), isFree(db, personId)],
      ),
    )
    .orderBy(asc(appeals.at))
}

/** Appeals that have waited since `before`, of which nothing has been said aloud. */
export async function lateAppeals(db: Db, before: number): Promise<AppealRow[]> {
  const { appeals } = db.t
  const late = and(isNull(appeals.decidedAt), lte(appeals.at, before), isNull(appeals.alarmedAt))
  return await db.select().from(appeals).where(late).limit(200)
}

export async function markAlarmed(tx: Db, id: string, now: number): Promise<void> {
  await tx.update(tx.t.appeals).set({ alarmedAt: now }).where(eq(tx.t.appeals.id, id))
}

export async function forgetInAppeals(tx: Db, personId: string): Promise<void> {
  const { appeals } = tx.t
  await tx
    .update(appeals)
    .set({ personId: null, words: null, answer: null })
    .where(eq(appeals.personId, personId))
  await tx.update(appeals).set({ decidedById: null }).where(eq(appeals.decidedById, personId))
}
