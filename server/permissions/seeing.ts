import { NotFound } from '#contract/http'
import type { Db } from '#db'
import { findAskedBoard } from './queries.ts'
import { isSeen } from './rules.ts'
import type { Scope } from './scope.ts'

/** The guard's own question, for what a call names in its words and not in its address. @throws NotFound */
export async function beSeen(db: Db, its: Scope | undefined, personId: string | undefined): Promise<void> {
  if (!its?.boardId) throw NotFound.with()
  const board = await findAskedBoard(db, its.boardId, personId)
  const standing = !board || board.standing === 'visitor' ? 'person' : board.standing
  if (!isSeen(standing, { ...its, board, isInside: true })) throw NotFound.with()
}
