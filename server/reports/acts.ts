import type { About } from '#contract/cases'
import { NotFound } from '#contract/http'
import { AlreadyReported, type NewReport, type Report } from '#contract/reports'
import type { Db } from '#db'
import { findMember, findStanding } from '../boards/queries.ts'
import { openCase, tellStewards } from '../cases/steps.ts'
import { newId } from '../http/ids.ts'
import { beSeen } from '../permissions/seeing.ts'
import { findSubject, isTo, type SubjectRow } from '../subjects/queries.ts'
import { findPostScope } from '../views/queries.ts'
import { markAlarmed, type ReportRow, saveReport, unanswered } from './queries.ts'
import { answerMs, inSight, notOwn } from './rules.ts'

type Reporting = { boardId: string; byId: string | null; asked: NewReport; now: number }

/** Somebody tells the stewards; nobody is ever told who. @throws NotFound, OwnThing, AlreadyReported */
export async function report(tx: Db, reporting: Reporting): Promise<Report> {
  const { boardId, byId, asked, now } = reporting
  const { about, reason, words } = asked
  const thing = await findInSight(tx, reporting)
  notOwn(thing, byId)
  const why = `report: ${reason}`
  const worry = { boardId, kind: 'report', about, personId: thing.personId, why, now } as const
  const { id: caseId } = await openCase(tx, { ...worry, reason })
  const row = { id: newId(), boardId, caseId, byId, reason, words: words ?? null, at: now }
  const saved = await saveReport(tx, { ...row, answeredAt: null, outcome: null, alarmedAt: null })
  return toReport(saved ?? AlreadyReported.raise(), about)
}

/** What they can see themselves. */
async function findInSight(tx: Db, { boardId, byId, asked: { about } }: Reporting): Promise<SubjectRow> {
  await asReader(tx, { boardId, byId, about })
  const reader = byId ?? undefined
  if (about.kind === 'post') await beSeen(tx, await findPostScope(tx, about.id, reader), reader)
  const thing = (await findSubject(tx, about)) ?? NotFound.raise()
  const isHere = thing.boardId === null ? await belongs(tx, boardId, about.id) : thing.boardId === boardId
  if (!isHere) throw NotFound.with()
  inSight(thing)
  return about.kind === 'claim' ? otherSide(tx, thing, byId) : thing
}

type Reader = { boardId: string; byId: string | null; about: About }

/** A visitor reads posts of a visible board, and nothing else of it; a message is read by whom it was written to. */
async function asReader(tx: Db, { boardId, byId, about }: Reader) {
  const { standing, board } = (await findStanding(tx, boardId, byId)) ?? NotFound.raise()
  const isInside = standing === 'steward' || standing === 'neighbour'
  if (!isInside && !(board.visible && about.kind === 'post')) throw NotFound.with()
  if (about.kind === 'message' && !(byId && (await isTo(tx, about.id, byId)))) throw NotFound.with()
}

async function belongs(tx: Db, boardId: string, personId: string): Promise<boolean> {
  return (await findMember(tx, boardId, personId))?.state === 'active'
}

/** Of the two of a claim, each reports the other. */
async function otherSide(tx: Db, claim: SubjectRow, byId: string | null): Promise<SubjectRow> {
  if (claim.personId !== byId) return claim
  const post = await findSubject(tx, { kind: 'post', id: claim.postId! })
  return post ? { ...claim, personId: post.personId } : claim
}

export function toReport(row: ReportRow, about: Report['about']): Report {
  const { id, boardId, words, at, answeredAt, outcome } = row
  return {
    ...{ id, boardId, about, words, outcome },
    reason: row.reason as Report['reason'],
    at: new Date(at).toISOString(),
    answerBy: new Date(at + answerMs).toISOString(),
    answeredAt: answeredAt === null ? null : new Date(answeredAt).toISOString(),
  }
}

/** Somebody has waited three days for an answer: all stewards hear it. */
export async function alarm(tx: Db, now: number) {
  const late = await unanswered(tx, now - answerMs)
  for (const boardId of new Set(late.map((row) => row.boardId)))
    await tellStewards(tx, boardId, { type: 'queue.waits', now })
  for (const { id } of late) await markAlarmed(tx, id, now)
}
