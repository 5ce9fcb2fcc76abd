import {
  and,
  asc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  notExists,
  notInArray,
  or,
  sql,
} from 'drizzle-orm'
import type { Db } from '#db'
import type { CaseRow } from '../cases/queries.ts'

const grave = ['crisis', 'scam'] as const satisfies CaseRow['kind'][]

type Aged = { before: number; now: number; limit: number }

/** Cases opened by `before` whose post still waits, and was held back lightly; of nobody who is to wait a while themselves. */
export async function casesToRelease(db: Db, { before, now, limit }: Aged): Promise<CaseRow[]> {
  const { cases, posts, pauses } = db.t
  const theirs = and(eq(pauses.boardId, posts.boardId), eq(pauses.personId, posts.authorId))
  const paused = db
    .select({ until: pauses.until })
    .from(pauses)
    .where(and(theirs, gt(pauses.until, now)))
  const aged = and(eq(cases.state, 'open'), eq(cases.aboutKind, 'post'), lte(cases.openedAt, before))
  const rows = await db
    .select({ row: cases })
    .from(cases)
    .innerJoin(posts, eq(posts.id, cases.aboutId))
    .where(and(aged, notInArray(cases.kind, grave), eq(posts.state, 'checking'), notExists(paused)))
    .orderBy(asc(cases.openedAt))
    .limit(limit)
  return rows.map(({ row }) => row)
}

/**
 * Closes what nobody told of and whose post has ended meanwhile: there is nothing left to look at. Who wrote of danger, or as
 * swindlers do, and took it back before anybody read it is looked at all the same.
 */
export async function closeMoot(tx: Db, now: number): Promise<void> {
  const { cases, posts, reports } = tx.t
  const unread = and(eq(posts.state, 'withdrawn'), notInArray(cases.kind, grave))
  const over = or(eq(posts.shelf, 'ended'), unread)
  const ended = sql`exists (select 1 from ${posts} where ${posts.id} = ${cases.aboutId} and ${over})`
  const told = sql`exists (select 1 from ${reports} where ${reports.caseId} = ${cases.id})`
  await tx
    .update(cases)
    .set({ state: 'closed', openKey: null, closedAt: now })
    .where(
      and(
        inArray(cases.state, ['open', 'waiting']),
        eq(cases.aboutKind, 'post'),
        isNull(cases.sealedAt),
        ended,
        sql`not ${told}`,
      ),
    )
}

/** Cases closed by `before` that hold nothing any more: nobody is still sent away and nothing still hidden because of them. */
export async function closedCases(db: Db, { before, limit }: { before: number; limit: number }) {
  const { cases, actions, removals, posts } = db.t
  const sentAway = db
    .select({ id: removals.actionId })
    .from(removals)
    .innerJoin(actions, eq(actions.id, removals.actionId))
    .where(eq(actions.caseId, cases.id))
  const hidden = db
    .select({ id: posts.id })
    .from(posts)
    .where(and(eq(posts.id, cases.aboutId), eq(posts.state, 'hidden')))
  const rows = await db
    .select({ id: cases.id })
    .from(cases)
    .where(
      and(isNotNull(cases.closedAt), lte(cases.closedAt, before), notExists(sentAway), notExists(hidden)),
    )
    .orderBy(asc(cases.closedAt))
    .limit(limit)
  return rows.map(({ id }) => id)
}

/** With all that was told, decided and asked again about them. The ledger keeps that something was done, and why. */
export async function forgetCases(tx: Db, ids: string[]): Promise<void> {
  const { cases, reports, actions, appeals } = tx.t
  const decided = tx.select({ id: actions.id }).from(actions).where(inArray(actions.caseId, ids))
  await tx.delete(appeals).where(inArray(appeals.actionId, decided))
  await tx.delete(actions).where(inArray(actions.caseId, ids))
  await tx.delete(reports).where(inArray(reports.caseId, ids))
  await tx.delete(cases).where(inArray(cases.id, ids))
}
