/** A worry as those who look after it read it. */
import type { Concern } from '#contract/concerns'
import { NotFound } from '#contract/http'
import type { Db } from '#db'
import { findBoard } from '../boards/queries.ts'
import { type ConcernRow, namesOf, readingsOf } from './queries.ts'
import { isCouncil, keptMs, line } from './rules.ts'
import type { Told } from './sealing.ts'

export async function inFull(
  db: Db,
  { row, told, now }: { row: ConcernRow; told: Told; now: number },
): Promise<Concern> {
  const board = (await findBoard(db, row.boardId)) ?? NotFound.raise()
  const readings = await readingsOf(db, row.id)
  const everybody = [told.byId, ...told.subjects, ...told.steps.map(({ byId }) => byId)]
  const names = await namesOf(db, [...everybody, ...readings.map(({ readerId }) => readerId)])
  const named = (id: string) => (names.has(id) ? { id, name: names.get(id)! } : null)
  const { about, seen, thought, toldThem, principles } = told
  return {
    ...line(row, now),
    ...{ about, seen, thought, toldThem, principles },
    subjects: told.subjects.flatMap((id) => named(id) ?? []),
    by: named(told.byId),
    steps: told.steps.map(({ byId, at, ...step }) => ({ ...step, by: named(byId), at: iso(at) })),
    readings: readings.map(({ readerId, at }) => ({ by: named(readerId), at: iso(at) })),
    council: (board.helplines ?? []).filter(({ id }) => isCouncil(id)),
    keptUntil: row.closedAt === null ? null : iso(row.closedAt + keptMs),
  }
}

const iso = (ms: number) => new Date(ms).toISOString()
