/** What becomes of a neighbour's own posts and claims when they leave a street: nothing is left hanging. */
import { mayMove } from '#contract/lifecycle'
import type { Db } from '#db'
import { findBoard } from '../boards/queries.ts'
import { claimsBy } from '../claims/queries.ts'
import { leave, tell } from '../claims/steps.ts'
import { findPost, postsBy } from '../posts/queries.ts'
import { endPost } from './steps.ts'

type Left = { boardId: string; personId: string; now: number }
const all = 100_000

/** In the transaction in which they leave; whoever counted on them hears of it as of any hand-back. */
export async function settle(tx: Db, { boardId, personId, now }: Left) {
  const board = await findBoard(tx, boardId)
  if (!board) return
  for (const { name: _name, ...claim } of await claimsBy(tx, personId, ['waiting', 'held', 'accepted'])) {
    const post = claim.boardId === boardId && (await findPost(tx, claim.postId))
    if (!post) continue
    const scene = { post, board, now }
    await leave(tx, claim, { by: 'release', scene })
    await tell(tx, scene, { type: 'claim.released', personId, otherId: post.authorId })
  }
  for (const post of await postsBy(tx, personId, all)) {
    if (post.boardId !== boardId || !mayMove(post.state, 'withdraw')) continue
    await endPost(tx, { post, board, now }, { move: 'withdraw', type: 'post.withdrawn', actorId: personId })
  }
}
