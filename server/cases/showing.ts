/** Cases as a steward reads them. */
import type { Case } from '#contract/cases'
import type { Db } from '#db'
import { keyOf, type SubjectRow, subjectsOf } from '../subjects/queries.ts'
import { type Asking, type CaseRow, countAround, namesOf } from './queries.ts'
import * as rule from './rules.ts'

export async function shownCases(db: Db, rows: readonly CaseRow[], asking: Asking): Promise<Case[]> {
  const subjects = await subjectsOf(
    db,
    rows.map(({ aboutKind: kind, aboutId: id }) => ({ kind, id })),
  )
  const around = await countAround(db, rows)
  const ids = rows.flatMap(({ personId, leaseById }) => [personId, leaseById]).filter((id) => id !== null)
  const names = await namesOf(db, [...new Set(ids)])
  return rows.map((row) => {
    const about = { kind: row.aboutKind, id: row.aboutId }
    const alike = around.alike.get(row.likeness) ?? 1
    const counts = { alike: row.likeness ? alike : 1, reports: around.reports.get(row.id) ?? 0 }
    return {
      ...plain(row),
      about,
      ...counts,
      ...seen(row, subjects.get(keyOf(about))),
      ...hands(row, names, asking),
    }
  })
}

const plain = ({ id, boardId, kind, why, state, likeness, lane, openedAt, sealedAt }: CaseRow) => ({
  ...{ id, boardId, kind, why, state, likeness },
  lane: rule.laneOf(lane),
  openedAt: rule.iso(openedAt),
  sealedUntil: sealedAt === null ? null : rule.iso(sealedAt + rule.sealedMs),
})

function seen(row: CaseRow, subject: SubjectRow | undefined) {
  const { title, words, state, postId } = subject ?? { title: '', words: null, state: null, postId: null }
  const at = rule.releasedAt(row, state)
  return {
    subject: subject ? { title, words, state, postId } : null,
    releasedAt: at === null ? null : rule.iso(at),
  }
}

function hands(row: CaseRow, names: Map<string, string>, { personId: meId, now }: Asking) {
  const name = row.personId === null ? undefined : names.get(row.personId)
  const person = row.personId === null || name === undefined ? null : { id: row.personId, name }
  const holderId = rule.holderOf(row, now)
  if (holderId === null) return { person, lease: null }
  const by = { id: holderId, name: names.get(holderId) ?? '' }
  return { person, lease: { by, yours: holderId === meId, endsAt: rule.iso(row.leaseEndsAt!) } }
}
