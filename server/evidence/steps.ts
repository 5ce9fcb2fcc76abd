/** What is left of a case when whoever it is about leaves for good before anybody has looked: decision 26. */
import type { Evidence } from '#contract/evidence'
import type { Db } from '#db'
import type { CaseRow } from '../cases/queries.ts'
import { sealing } from '../concerns/sealing.ts'
import { mark } from '../other-accounts/steps.ts'
import { gather } from './gathering.ts'
import { findSealed, graveCases, saveSealed } from './queries.ts'

const { seal, unseal } = sealing<Evidence>('cases')

/** Closes up what others may need for their safety, while it is still there to be read. */
export const keepSealed = (key: Buffer) => async (tx: Db, personId: string, now: number) => {
  for (const row of await graveCases(tx, personId)) {
    const place = { id: row.id, boardId: row.boardId }
    const sealed = seal(key, place, await gather(tx, row, now))
    await saveSealed(tx, { caseId: row.id, boardId: row.boardId, sealed, at: now })
    await mark(key, tx, { boardId: row.boardId, personId, why: 'case', now })
  }
}

/** As it was closed up, or else as it stands. */
export async function packOf(tx: Db, row: CaseRow, { key, now }: { key: Buffer; now: number }) {
  const kept = await findSealed(tx, row.id)
  return kept ? unseal(key, { ...kept, id: kept.caseId }) : gather(tx, row, now)
}
