/** Whoever is on it is asked anew when they would come nearer than when they took it on: they keep it, or hand it back. */
import { NotFound } from '#contract/http'
import { tierOf } from '#contract/safeguarding'
import type { Db } from '#db'
import { announce, lineOf } from '../live/queries.ts'
import { findPost } from '../posts/queries.ts'
import { mayStay } from '../safeguarding/doors.ts'
import type { Situation } from './acts.ts'
import { type ClaimRow, changeClaim, claimsOn } from './queries.ts'
import * as rule from './rules.ts'

type Told = { type: 'claim.asked' | 'claim.kept'; claim: ClaimRow; byId: string; toId: string; now: number }

async function tellOne(tx: Db, { type, claim, byId, toId, now }: Told) {
  const between = { personId: byId, otherId: toId, aboutId: claim.id }
  await announce(tx, lineOf(toId), { type, ...between, at: now, toNotify: true })
}

/** Everybody who is on it, or waits for a place, when it has come nearer. */
export async function askAgain(tx: Db, { postId, now }: { postId: string; now: number }) {
  const post = await findPost(tx, postId)
  if (!post) return
  for (const claim of await claimsOn(tx, postId)) {
    if (rule.askedNear(claim, post) === null) continue
    const [byId, toId] = [post.authorId, claim.personId]
    await tellOne(tx, { type: 'claim.asked', claim, byId, toId, now })
  }
}

/** They keep it, as near as it is now. @throws TrustedFirst, NotFound */
export async function stay(tx: Db, { claim, scene, party, actorId, otherId }: Situation): Promise<ClaimRow> {
  if (party !== 'claimer') throw NotFound.with()
  const { post, board, now } = scene
  if (rule.askedNear(claim, post) === null) return claim
  await mayStay(tx, { post, board, personId: actorId, now })
  const set = { tier: tierOf(post) }
  const kept = (await changeClaim(tx, claim.id, { from: claim.state, set })) ?? claim
  await tellOne(tx, { type: 'claim.kept', claim, byId: actorId, toId: otherId, now })
  return kept
}
