/** One case, as the steward who opens it reads it. */
import type { CaseInFull, Told } from '#contract/cases'
import { NotFound } from '#contract/http'
import { findAsSteward } from '../boards/queries.ts'
import { type CaseRow, findFreeCase } from '../cases/queries.ts'
import { shownCases } from '../cases/showing.ts'
import type { House } from '../http/room.ts'
import { otherAccounts } from '../other-accounts/steps.ts'
import { toldOf } from '../reports/queries.ts'
import { actionsAbout, wordsOn } from './queries.ts'
import { isAboutAccounts } from './rules.ts'

type Reader = { personId: string; now: number }
const iso = (ms: number) => new Date(ms).toISOString()

/** @throws NotFound for whoever is no steward of its board, and for one who may not judge it */
export async function inFull(house: House, caseId: string, reader: Reader): Promise<CaseInFull> {
  const db = house.store.read
  const row = (await findFreeCase(db, caseId, reader.personId)) ?? NotFound.raise()
  await findAsSteward(db, row.boardId, reader.personId)
  const [shown] = await shownCases(db, [row], reader)
  const told = (await toldOf(db, caseId)).map(({ at, ...one }) => ({ ...one, at: iso(at) }))
  const earlier = row.personId === null ? [] : await actionsAbout(db, row.boardId, row.personId)
  const before = earlier.map(({ deed, reason, at, state }) => ({ deed, reason, state, at: iso(at) }))
  const written = (await wordsOn(db, caseId)).map(({ byId, name, words, at }) => ({
    by: byId !== null && name !== null ? { id: byId, name } : null,
    words: words ?? '',
    at: iso(at),
  }))
  return { ...shown!, told, before, written, otherAccounts: await othersOf(house, { row, told, reader }) }
}

type Opened = { row: CaseRow; told: Told[]; reader: Reader }

/** Who shares a browser with whom is nobody's business where it has nothing to do with the case. */
async function othersOf(house: House, { row, told, reader: { now } }: Opened) {
  const { boardId, personId } = row
  if (personId === null || !isAboutAccounts(row, told)) return []
  return await otherAccounts(house, house.store.read, { boardId, personId, now })
}
