/** How a post ends, or is opened again, inside one transaction. Nothing ends silently. */

import { isWordless, mayMove, type PostMove, postMoves, shelfOf } from '#contract/lifecycle'
import type { PostEventType } from '#contract/live'
import { CannotMove, WordsGone } from '#contract/posts'
import type { Db } from '#db'
import { claimsOn } from '../claims/queries.ts'
import { leave, nextInLine, type Scene, tell } from '../claims/steps.ts'
import { stillToCome } from '../posts/due.ts'
import { changePost, isIn } from '../posts/queries.ts'
import { fateOf } from './rules.ts'

type End = {
  move: PostMove
  type: PostEventType
  actorId: string | null
  words?: string | undefined
  askAgainId?: string | null
}

/** Ends a post, and what neighbours still had of it, kindly. @throws CannotMove */
export async function endPost(tx: Db, scene: Scene, { move, type, actorId, words, askAgainId = null }: End) {
  const { post, now } = scene
  if (!mayMove(post.state, move)) throw CannotMove.with()
  const state = postMoves[move].to
  const end = { endedAt: now, endWords: words ?? null, askAgainId, closeAt: null, unmetAt: null }
  const guard = isIn(tx, post.state)
  const ended = await changePost(tx, post.id, {
    ...end,
    state,
    shelf: isSeen(post) ? shelfOf(state) : 'aside',
    version: post.version + 1,
    guard,
  })
  if (!ended) throw CannotMove.with()
  for (const claim of await goingOn(tx, post.id)) {
    const by = fateOf(claim, state, post)
    await leave(tx, claim, {
      by,
      finished: by === 'complete' ? claim.parts : 0,
      scene: { ...scene, post: ended },
    })
  }
  if (isSeen(post)) await tell(tx, scene, { type, personId: actorId, note: words })
}

/** What neighbours never saw, or no longer see, does not come before them by ending. */
const isSeen = ({ shelf, state }: Scene['post']) => shelf !== 'aside' || state === 'paused'

async function goingOn(tx: Db, postId: string) {
  const claims = await claimsOn(tx, postId)
  const going = claims.filter(({ state }) => state === 'held' || state === 'accepted' || state === 'waiting')
  return going.map(({ name: _name, ...claim }) => claim)
}

/** Puts a post back on the board as it was, where it waited. @throws CannotMove, WordsGone */
export async function reopenPost(
  tx: Db,
  scene: Scene,
  { actorId, words }: { actorId: string; words?: string | undefined },
) {
  const { post, board, now } = scene
  if (!mayMove(post.state, 'reopen') || !isSeen(post)) throw CannotMove.with()
  if (isWordless(post)) throw WordsGone.with()
  const due = stillToCome(post.neededBy, board.timeZone, now)
  const fresh = { endedAt: null, endWords: null, closeAt: null, ...due, finished: 0 }
  const guard = isIn(tx, post.state)
  const opened = await changePost(tx, post.id, {
    ...fresh,
    state: 'open',
    shelf: 'board',
    version: post.version + 1,
    guard,
  })
  if (!opened) throw CannotMove.with()
  await tell(tx, scene, { type: 'post.reopened', personId: actorId, note: words })
  await nextInLine(tx, { ...scene, post: opened })
}
