/** What becomes of help between two neighbours when one of them blocks the other. */
import type { Db } from '#db'
import { findBoard } from '../boards/queries.ts'
import { claimsBy } from '../claims/queries.ts'
import { leave, tell } from '../claims/steps.ts'
import type { WhenBlocked } from '../http/room.ts'
import { findPost } from '../posts/queries.ts'

/** Handed back, or let go with thanks; so that nobody waits for somebody or stands at their door. */
export const part: WhenBlocked = async (tx, { byId, ofId, now }) => {
  await partOver(tx, { claimerId: byId, authorId: ofId, byId, now })
  await partOver(tx, { claimerId: ofId, authorId: byId, byId, now })
}

type Parting = { claimerId: string; authorId: string; byId: string; now: number }

async function partOver(tx: Db, { claimerId, authorId, byId, now }: Parting) {
  for (const { name: _name, ...claim } of await claimsBy(tx, claimerId, ['waiting', 'held', 'accepted'])) {
    const post = await findPost(tx, claim.postId)
    const board = post?.authorId === authorId && (await findBoard(tx, claim.boardId))
    if (!post || !board) continue
    const scene = { post, board, now }
    await leave(tx, claim, { by: 'release', scene })
    const type = byId === claimerId ? 'claim.released' : 'claim.declined'
    await tell(tx, scene, { type, personId: byId, otherId: byId === claimerId ? authorId : claimerId })
  }
}
