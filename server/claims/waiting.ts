/** Who waits for a place when a post has more of them than before, or fewer. */
import type { Db } from '#db'
import { findBoard } from '../boards/queries.ts'
import type { WhenReworded } from '../http/room.ts'
import { findPost } from '../posts/queries.ts'
import { claimsOn } from './queries.ts'
import { leave, nextInLine, type Scene, tell } from './steps.ts'

/** A post is open, perhaps with more places than before: they are for whoever has waited longest. */
export async function letWaitingIn(tx: Db, { postId, now }: { postId: string; now: number }) {
  const post = await findPost(tx, postId)
  const board = post && (await findBoard(tx, post.boardId))
  if (!board) return
  await letGoOfTooMany(tx, { post, board, now })
  await nextInLine(tx, { post, board, now })
}

/** A post is smaller than it was: whoever waits for more places than it has is told, and waits no longer. */
export const resized: WhenReworded = async (tx, { after: post, now }) => {
  const board = await findBoard(tx, post.boardId)
  if (board) await letGoOfTooMany(tx, { post, board, now })
}

async function letGoOfTooMany(tx: Db, scene: Scene) {
  const { post } = scene
  if (post.standing) return
  for (const { name: _name, ...claim } of await claimsOn(tx, post.id)) {
    if (claim.state !== 'waiting' || claim.parts <= post.parts) continue
    await leave(tx, claim, { by: 'decline', scene })
    await tell(tx, scene, { type: 'claim.declined', personId: post.authorId, otherId: claim.personId })
  }
}
