/** What the clock does by itself: leases lapse, days pass, the closing question stands no longer. */
import type { Db, Store } from '#db'
import { findBoard } from '../boards/queries.ts'
import { type ClaimRow, lapsedClaims } from '../claims/queries.ts'
import { leave, tell } from '../claims/steps.ts'
import { changePost, duePosts, findPost, type PostRow } from '../posts/queries.ts'
import { isDue } from './rules.ts'
import { endPost } from './steps.ts'

const batch = 100
const dayMs = 24 * 3_600_000

/** Does all that is due at `now`. Each step is its own short transaction, and does nothing if it came too late. */
export async function sweep(store: Store, now: number): Promise<void> {
  for (;;) {
    const claims = await lapsedClaims(store.read, now, batch)
    for (const claim of claims) await store.write((tx) => lapse(tx, claim, now))
    const posts = await duePosts(store.read, now, batch)
    for (const post of posts) await store.write((tx) => due(tx, post, now))
    if (claims.length < batch && posts.length < batch) return
  }
}

/** The lease ran out: the post is open again, and both are told so kindly. */
async function lapse(tx: Db, { id }: ClaimRow, now: number) {
  const [claim] = await lapsedClaims(tx, now, batch).then((all) => all.filter((one) => one.id === id))
  const post = claim && (await findPost(tx, claim.postId))
  const board = post && (await findBoard(tx, post.boardId))
  if (!claim || !post || !board) return
  const scene = { post, board, now }
  await leave(tx, claim, { by: 'lapse', scene })
  await tell(tx, scene, {
    type: 'claim.lapsed',
    personId: claim.personId,
    otherId: post.authorId,
    note: claim.state,
  })
}

async function due(tx: Db, { id }: PostRow, now: number) {
  const post = await findPost(tx, id)
  const board = post && (await findBoard(tx, post.boardId))
  if (!post || !board || !isDue(post, now)) return
  const scene = { post, board, now }
  if (post.state === 'done') return endPost(tx, scene, { move: 'close', type: 'post.closed', actorId: null })
  // Somebody is on part of it: their day is not taken from them.
  if (post.taken > 0) return void (await changePost(tx, id, { unmetAt: now + dayMs }))
  await endPost(tx, scene, { move: 'goUnmet', type: 'post.unmet', actorId: null })
}
