import { and, asc, eq, inArray, lte, notInArray, sql } from 'drizzle-orm'
import type { Db } from '#db'
import type { CaseRow } from '../cases/queries.ts'

/** Cases opened by `before` whose post still waits, and was held back lightly. */
export async function casesToRelease(db: Db, before: number, limit: number): Promise<CaseRow[]> {
  const { cases, posts } = db.t
  const aged = and(eq(cases.state, 'open'), eq(cases.aboutKind, 'post'), lte(cases.openedAt, before))
  const rows = await db
    .select({ row: cases })
    .from(cases)
    .innerJoin(posts, eq(posts.id, cases.aboutId))
    .where(and(aged, notInArray(cases.kind, ['crisis', 'scam']), eq(posts.state, 'checking')))
    .orderBy(asc(cases.openedAt))
    .limit(limit)
  return rows.map(({ row }) => row)
}

/** Closes what nobody told of and whose post has ended meanwhile: there is nothing left to look at. */
export async function closeMoot(tx: Db, now: number): Promise<void> {
  const { cases, posts, reports } = tx.t
  const ended = sql`exists (select 1 from ${posts} where ${posts.id} = ${cases.aboutId} and ${posts.shelf} = 'ended')`
  const told = sql`exists (select 1 from ${reports} where ${reports.caseId} = ${cases.id})`
  await tx
    .update(cases)
    .set({ state: 'closed', openKey: null, closedAt: now })
    .where(
      and(inArray(cases.state, ['open', 'waiting']), eq(cases.aboutKind, 'post'), ended, sql`not ${told}`),
    )
}
