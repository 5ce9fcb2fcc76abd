import type { Db } from '#db'
import { findClaim } from '../claims/queries.ts'
import { type EventRow, isLine } from '../live/queries.ts'

/** The street it is about, and the post: what stands on a person's own line is about a claim, or a street. */
export async function placeOf(tx: Db, { boardId, postId, aboutId }: EventRow) {
  if (!isLine(boardId) || aboutId === null) return { boardId, postId }
  const claim = await findClaim(tx, aboutId)
  return claim ? { boardId: claim.boardId, postId: claim.postId } : { boardId: aboutId, postId: null }
}
