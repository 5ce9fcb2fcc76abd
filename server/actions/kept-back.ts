/** What stewards keep back does not come onto the board by being withdrawn and opened again. */
import { CannotMove } from '#contract/posts'
import type { BeforePosting } from '../http/room.ts'
import { lastMoveOf } from './queries.ts'

/** @throws CannotMove while a steward's decision about it holds */
export const staysBack: BeforePosting = async (tx, { stored }) => {
  if (stored?.state !== 'withdrawn' || stored.shelf !== 'aside') return
  const last = await lastMoveOf(tx, stored)
  if (last?.state === 'done' && last.deed !== 'release')
    throw CannotMove.with({
      detail: 'The stewards have decided something about it. You can ask for a second look',
    })
}
