import { and, asc, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import { type Db, hot } from '#db'

export type ReportRow = Db['t']['reports']['$inferSelect']

/** Undefined when this person has told of the same case before. */
export async function saveReport(tx: Db, row: ReportRow): Promise<ReportRow | undefined> {
  const [saved] = await tx.insert(tx.t.reports).values(row).onConflictDoNothing().returning()
  return saved
}

/** With what each is about, newest first. */
export async function reportsBy(db: Db, personId: string) {
  const { reports, cases } = db.t
  return await db
    .select({ report: reports, aboutKind: cases.aboutKind, aboutId: cases.aboutId })
    .from(reports)
    .innerJoin(cases, eq(cases.id, reports.caseId))
    .where(eq(reports.byId, personId))
    .orderBy(desc(reports.at), desc(reports.id))
    .limit(200)
}

/** Oldest first; never who. */
export async function toldOf(db: Db, caseId: string) {
  const { reason, words, at } = db.t.reports
  return await db
    .select({ reason, words, at })
    .from(db.t.reports)
    .where(eq(db.t.reports.caseId, caseId))
    .orderBy(asc(at))
}

const answering = hot((db: Db) => {
  const { reports } = db.t
  return db
    .update(reports)
    .set({ answeredAt: sql`${sql.placeholder('now')}`, outcome: sql`${sql.placeholder('outcome')}` })
    .where(and(eq(reports.caseId, sql.placeholder('caseId')), isNull(reports.answeredAt)))
    .returning({ byId: reports.byId })
    .prepare('answer_reports')
})

type Answer = { outcome: 'acted' | 'nothing'; now: number }

/** All reports of a case have their answer now. @returns whoever is to be told */
export async function answerReports(tx: Db, caseId: string, answer: Answer): Promise<string[]> {
  return (await answering(tx).execute({ caseId, ...answer })).flatMap(({ byId }) => byId ?? [])
}

/** The decision was taken back: they have no answer yet. */
export async function unanswerReports(tx: Db, caseId: string): Promise<void> {
  const { reports } = tx.t
  await tx.update(reports).set({ answeredAt: null, outcome: null }).where(eq(reports.caseId, caseId))
}

/** Reports made by `before` without an answer, of which nothing has been said aloud. */
export async function unanswered(db: Db, before: number): Promise<ReportRow[]> {
  const { reports } = db.t
  const late = and(isNull(reports.answeredAt), lte(reports.at, before), isNull(reports.alarmedAt))
  return await db.select().from(reports).where(late).limit(500)
}

export async function markAlarmed(tx: Db, id: string, now: number): Promise<void> {
  await tx.update(tx.t.reports).set({ alarmedAt: now }).where(eq(tx.t.reports.id, id))
}

/** That something was reported stays, for the counts; who said it and in what words does not. */
export async function forgetReporter(tx: Db, personId: string): Promise<void> {
  const { reports } = tx.t
  await tx.update(reports).set({ byId: null, words: null }).where(eq(reports.byId, personId))
}

/** What others said of somebody. Before anything else is erased: afterwards no case tells whom it was about. */
export async function forgetReported(tx: Db, personId: string): Promise<void> {
  const { reports, cases } = tx.t
  const theirs = tx.select({ id: cases.id }).from(cases).where(eq(cases.personId, personId))
  await tx.update(reports).set({ words: null }).where(inArray(reports.caseId, theirs))
}
