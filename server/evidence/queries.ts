import { and, eq, exists, inArray, lte, ne, or } from 'drizzle-orm'
import type { Db } from '#db'
import type { CaseRow } from '../cases/queries.ts'

export type SealedRow = Db['t']['sealedCases']['$inferSelect']

/** Open cases about somebody in which another person may have been swindled or harmed. */
export async function graveCases(db: Db, personId: string): Promise<CaseRow[]> {
  const { cases, reports } = db.t
  const told = db
    .select({ id: reports.id })
    .from(reports)
    .where(and(eq(reports.caseId, cases.id), inArray(reports.reason, ['scam', 'danger'])))
  const open = and(eq(cases.personId, personId), ne(cases.state, 'closed'))
  return await db
    .select()
    .from(cases)
    .where(and(open, or(eq(cases.kind, 'scam'), exists(told))))
}

/** Pressing twice at once closes it up once. */
export async function saveSealed(tx: Db, row: SealedRow): Promise<void> {
  const { cases, sealedCases } = tx.t
  await tx.insert(sealedCases).values(row).onConflictDoNothing()
  await tx.update(cases).set({ sealedAt: row.at, state: 'open' }).where(eq(cases.id, row.caseId))
}

export async function findSealed(db: Db, caseId: string): Promise<SealedRow | undefined> {
  const { sealedCases } = db.t
  const [row] = await db.select().from(sealedCases).where(eq(sealedCases.caseId, caseId))
  return row
}

/** With what was closed up goes its case: there is nothing left to look at. True when something went. */
export async function forgetSealed(tx: Db, { before, now }: { before: number; now: number }) {
  const { cases, sealedCases } = tx.t
  const gone = await tx.delete(sealedCases).where(lte(sealedCases.at, before)).returning()
  const ids = gone.map(({ caseId }) => caseId)
  await tx.update(cases).set({ sealedAt: null }).where(inArray(cases.id, ids))
  const over = { state: 'closed', openKey: null, closedAt: now } as const
  await tx
    .update(cases)
    .set(over)
    .where(and(inArray(cases.id, ids), ne(cases.state, 'closed')))
  return gone.length > 0
}
