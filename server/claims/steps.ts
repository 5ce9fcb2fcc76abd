/** What the moves of a claim do, inside one transaction. Shared by the routes, the clock and the endings. */
import { TooLate } from '#contract/claims'
import type { ClaimMove, ClaimState } from '#contract/lifecycle'
import { tierOf } from '#contract/safeguarding'
import type { Db } from '#db'
import type { BoardRow } from '../boards/queries.ts'
import { newId } from '../http/ids.ts'
import { announce, type Happening, lineOf } from '../live/queries.ts'
import { isPaused } from '../pauses/queries.ts'
import { changePost } from '../posts/queries.ts'
import type { PostRow } from '../views/queries.ts'
import { type ClaimRow, changeClaim, claimsOn, giveParts, saveClaim, takeParts } from './queries.ts'
import { acceptBy, closingMs, moveClaim } from './rules.ts'

export type Scene = { post: PostRow; board: BoardRow; now: number }

/** A claim as it is stored when it begins: held, or in a waiting place. */
export function newClaim(
  { post, board, now }: Scene,
  who: { personId: string; parts: number; state: ClaimState },
): ClaimRow {
  const leaseEndsAt = who.state === 'held' ? acceptBy(board, now) : null
  const unsaid = { acceptedAt: null, endedAt: null, reason: null, lateWords: null, thanks: null }
  const what = { postId: post.id, boardId: board.id, tier: tierOf(post) }
  return { id: newId(), ...what, heldAt: now, leaseEndsAt, ...who, ...unsaid }
}

/** Changes a claim's state. @throws ClaimOver by the rule, TooLate where the race for it is lost */
export async function step(tx: Db, claim: ClaimRow, { by, ...set }: Step): Promise<ClaimRow> {
  const state = moveClaim(claim, by)
  return (await changeClaim(tx, claim.id, { from: claim.state, set: { ...set, state } })) ?? TooLate.raise()
}
type Step = Partial<ClaimRow> & { by: ClaimMove }

type Leaving = {
  by: 'release' | 'lapse' | 'decline' | 'complete'
  scene: Scene
  set?: Partial<ClaimRow>
  /** Of its places, how many are done and not free again. */
  finished?: number
}

/** Ends a claim, gives its places back and lets the first in a waiting place have them. */
export async function leave(tx: Db, claim: ClaimRow, { by, set, finished = 0, scene }: Leaving) {
  const took = claim.state !== 'waiting'
  const left = await step(tx, claim, { ...set, by, endedAt: scene.now, leaseEndsAt: null })
  if (claim.state === 'accepted' && by !== 'complete')
    await tellOfReach(tx, scene, { type: 'reveal.closed', claim })
  if (!took) return left
  const post = await giveParts(tx, { id: claim.postId, parts: claim.parts, finished })
  await askToClose(tx, post, scene.now)
  if (post.state === 'open') await nextInLine(tx, { ...scene, post })
  return left
}

/** All of it is done: from now on its author has a while to say whether that was so. */
export async function askToClose(tx: Db, { id, state, closeAt }: PostRow, now: number) {
  if (state === 'done' && closeAt === null) await changePost(tx, id, { closeAt: now + closingMs })
}

/** First come, first served: everybody whose places fit holds them now, with a lease of their own. */
export async function nextInLine(tx: Db, scene: Scene) {
  const { post, board, now } = scene
  const waiting = (await claimsOn(tx, post.id)).filter(({ state }) => state === 'waiting')
  for (const { name: _name, ...claim } of waiting) {
    if (await isPaused(tx, { boardId: board.id, personId: claim.personId, now })) continue
    if (!(await takeParts(tx, { id: post.id, parts: claim.parts }))) continue
    const held = { state: moveClaim(claim, 'hold'), heldAt: now, leaseEndsAt: acceptBy(board, now) }
    if (!(await changeClaim(tx, claim.id, { from: 'waiting', set: held }))) {
      // They have given up waiting at this very moment: their places are free as before.
      await giveParts(tx, { id: post.id, parts: claim.parts, finished: 0 })
      continue
    }
    await tell(tx, scene, { type: 'claim.held', personId: claim.personId, otherId: post.authorId })
  }
}

/** Announces a step of a claim; its parties may be away, so they get a notice too. */
export async function tell(
  tx: Db,
  { post, board, now }: Scene,
  what: Omit<Happening, 'postId' | 'toNotify'>,
) {
  await announce(tx, board.id, { ...what, postId: post.id, at: now, toNotify: true })
}

type OfReach = { type: 'reveal.opened' | 'reveal.closed'; claim: ClaimRow }

/** Both hear at once that they can reach each other, or no longer; wherever they are, and nobody else. */
export async function tellOfReach(tx: Db, { post, now }: Scene, { type, claim }: OfReach) {
  for (const personId of [claim.personId, post.authorId].sort())
    await announce(tx, lineOf(personId), { type, aboutId: claim.id, at: now })
}

export { saveClaim, takeParts }
