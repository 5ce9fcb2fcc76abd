/** What was decided, as the person it is about reads it, and as stewards do. */
import type { Action, ActionReason, Appeal, Decision } from '#contract/actions'
import type { Db } from '#db'
import { namesOf } from '../cases/queries.ts'
import { keyOf, subjectsOf } from '../subjects/queries.ts'
import { type ActionRow, type AppealRow, decisionsAbout } from './queries.ts'
import { isAppealable, maySecond, undoMs } from './rules.ts'

export const appealMs = 72 * 3_600_000
const iso = (ms: number) => new Date(ms).toISOString()
const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms))

export function toAppeal(row: AppealRow): Appeal {
  const { id, words, at, decidedAt, overturned, answer } = row
  const times = { at: iso(at), answerBy: iso(at + appealMs), decidedAt: isoOrNull(decidedAt) }
  return { id, words, overturned, answer, ...times }
}

export async function shownDecisions(db: Db, personId: string): Promise<Decision[]> {
  const rows = await decisionsAbout(db, personId)
  const titles = await titlesOf(
    db,
    rows.map(({ action }) => action),
  )
  return rows.map(({ action, appeal, board }) => {
    const { id, boardId, deed, state, reason, words, mend, at, until } = action
    return {
      ...{ id, boardId, board, deed, state, words, mend, at: iso(at), until: isoOrNull(until) },
      reason: reason as ActionReason,
      by: reason === 'waited' ? 'clock' : action.secondId === null ? 'steward' : 'two-stewards',
      about: { kind: action.aboutKind, id: action.aboutId },
      title: titles.get(id) ?? null,
      appeal: appeal && toAppeal(appeal),
      mayAppeal: appeal === null && isAppealable(deed, state),
    }
  })
}

type Reader = { personId: string; now: number }

export async function shownActions(db: Db, rows: readonly ActionRow[], reader: Reader): Promise<Action[]> {
  const ids = rows.flatMap((row) => [row.byId, row.secondId, row.personId]).filter((id) => id !== null)
  const names = await namesOf(db, [...new Set(ids)])
  const titles = await titlesOf(db, rows)
  const who = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' })
  return rows.map((row) => {
    const { id, caseId, batchId, deed, state, words, at, until } = row
    const isMine =
      row.byId === reader.personId && deed !== 'write' && (state === 'done' || state === 'proposed')
    const times = { at: iso(at), until: isoOrNull(until) }
    return {
      ...{ id, caseId, batchId, deed, state, words, ...times, title: titles.get(id) ?? null },
      reason: row.reason as ActionReason,
      ...{ by: who(row.byId), second: who(row.secondId), person: who(row.personId) },
      undoBy: isMine && reader.now <= at + undoMs ? iso(at + undoMs) : null,
      maySecond: row.secondId === null && maySecond(row, reader.personId),
    }
  })
}

async function titlesOf(db: Db, rows: readonly ActionRow[]): Promise<Map<string, string>> {
  const things = rows.map(({ id, aboutKind: kind, aboutId }) => ({ id, about: { kind, id: aboutId } }))
  const subjects = await subjectsOf(
    db,
    things.map(({ about }) => about),
  )
  const titled = things.map(({ id, about }) => [id, subjects.get(keyOf(about))?.title ?? ''] as const)
  return new Map(titled.filter(([, title]) => title !== ''))
}
