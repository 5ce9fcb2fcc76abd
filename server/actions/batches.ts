/** Many cases decided alike, and taken back alike, in one transaction. */
import type { Batch, NewBatch } from '#contract/actions'
import { Problem } from '#contract/http'
import type { Db } from '#db'
import { findFreeCase } from '../cases/queries.ts'
import { newId } from '../http/ids.ts'
import type { House } from '../http/room.ts'
import { decide, undo } from './acts.ts'
import { actionsOfBatch } from './queries.ts'

type Deciding = { boardId: string; asked: NewBatch; actorId: string; now: number }

/** Those that another steward holds, or that cannot be decided so, are left as they are. */
export async function decideAll(house: House, tx: Db, deciding: Deciding): Promise<Batch> {
  const { boardId, asked, actorId, now } = deciding
  const batch: Batch = { batchId: newId(), done: [], left: [] }
  const said = { deed: asked.deed, reason: 'fine' } as const
  for (const caseId of new Set(asked.caseIds)) {
    const row = await findFreeCase(tx, caseId, actorId)
    const isHere = row?.boardId === boardId && row.state === 'open'
    const made = { row: row!, asked: said, actorId, batchId: batch.batchId, now }
    const isDone = isHere && (await isLet(() => decide(house, tx, made)))
    batch[isDone ? 'done' : 'left'].push(caseId)
  }
  return batch
}

type Undoing = { boardId: string; batchId: string; actorId: string; now: number }

export async function undoAll(tx: Db, { boardId, batchId, actorId, now }: Undoing) {
  const actions = await actionsOfBatch(tx, boardId, batchId)
  let undone = 0
  for (const action of actions) if (await isLet(() => undo(tx, { action, actorId, now }))) undone += 1
  return { undone, left: actions.length - undone }
}

/** A refusal comes before the first change, so what was refused has changed nothing. */
async function isLet(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}
