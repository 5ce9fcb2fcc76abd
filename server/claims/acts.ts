/** What the two parties of a claim may do with it, each inside one transaction. */

import { NotANeighbour } from '#contract/boards'
import {
  type Completion,
  type Handover,
  type Lateness,
  NotJustNow,
  OwnPost,
  type Release,
  type Thanks,
  TooLate,
} from '#contract/claims'
import { NotFound } from '#contract/http'
import type { Db } from '#db'
import { blockedPair } from '../blocks/queries.ts'
import { findStanding, holdAsNeighbour, holdMember } from '../boards/queries.ts'
import { isPaused } from '../pauses/queries.ts'
import { findPost } from '../posts/queries.ts'
import { keepReceipt } from '../receipts/steps.ts'
import { openReveals } from '../reveals/queries.ts'
import { type ClaimRow, changeClaim, claimsOn, findClaim, holdPost } from './queries.ts'
import * as rule from './rules.ts'
import { leave, newClaim, type Scene, saveClaim, step, takeParts, tell, tellOfReach } from './steps.ts'

export type Situation = {
  claim: ClaimRow
  scene: Scene
  party: 'claimer' | 'author'
  actorId: string
  otherId: string
}

/** The claim and everything around it, for one of its two parties. @throws NotFound for everybody else */
export async function findSituation(
  tx: Db,
  claimId: string,
  { actorId, now }: { actorId: string; now: number },
) {
  const { name: _name, ...claim } = (await findClaim(tx, claimId)) ?? NotFound.raise()
  const post = (await findPost(tx, claim.postId)) ?? NotFound.raise()
  const party = rule.partyTo(claim, post, actorId)
  const { board } = await holdAsNeighbour(tx, claim.boardId, actorId)
  const otherId = party === 'author' ? claim.personId : post.authorId
  if (await blockedPair(tx, actorId, otherId)) throw NotFound.with()
  return { claim, scene: { post, board, now }, party, actorId, otherId } satisfies Situation
}

/** The author says yes, and contact opens to these two. */
export async function accept(
  tx: Db,
  { claim, scene, party, actorId, otherId }: Situation,
): Promise<ClaimRow> {
  if (party !== 'author') throw NotFound.with()
  const { post, board, now } = scene
  await freeNow(tx, scene, claim.personId)
  const leaseEndsAt = rule.doneBy(post, board, now)
  const accepted = await step(tx, claim, { by: 'accept', acceptedAt: now, leaseEndsAt })
  await openReveals(tx, { claimId: claim.id, personId: claim.personId, authorId: actorId, at: now })
  await tellOfReach(tx, scene, { type: 'reveal.opened', claim })
  await tell(tx, scene, { type: 'claim.accepted', personId: actorId, otherId })
  return accepted
}

/** The claimer hands it back, or the author says "not this time": the places are free again at once. */
export async function release(tx: Db, at: Situation, { reason }: Release) {
  const { claim, scene, party, actorId, otherId } = at
  const left = await leave(tx, claim, {
    by: party === 'author' ? 'decline' : 'release',
    set: { reason: reason ?? null },
    scene,
  })
  const type = party === 'author' ? 'claim.declined' : 'claim.released'
  await tell(tx, scene, { type, personId: actorId, otherId, note: reason })
  return left
}

/** Either of the two says it is done, or what is still to do; and what it cost, where money is paid back. */
export async function complete(
  tx: Db,
  { claim, scene, actorId, otherId }: Situation,
  { stillToDo, ...said }: Completion,
) {
  const finished = stillToDo ? 0 : claim.parts
  const done = await leave(tx, claim, { by: 'complete', finished, scene })
  const { post, now } = scene
  await keepReceipt(tx, { post, claimId: claim.id, byId: actorId, said, now })
  await tell(tx, scene, { type: 'claim.done', personId: actorId, otherId, note: stillToDo })
  return done
}

/** Private words of thanks to whoever helped. */
export async function thank(tx: Db, { claim, party }: Situation, { words }: Thanks): Promise<ClaimRow> {
  if (party !== 'author') throw NotFound.with()
  return keep(tx, claim, { thanks: words })
}

/** "Running late", in a few words; nothing lapses sooner or later for it. */
export async function runLate(
  tx: Db,
  { claim, scene, party, actorId, otherId }: Situation,
  { words }: Lateness,
) {
  if (party !== 'claimer') throw NotFound.with()
  rule.stillOn(claim)
  const late = await keep(tx, claim, { lateWords: words })
  await tell(tx, scene, { type: 'claim.late', personId: actorId, otherId, note: words })
  return late
}

/** Passes a claim to another neighbour, who holds it as if they had claimed it; the author is asked again. */
export async function handOver(tx: Db, at: Situation, { personId }: Handover): Promise<ClaimRow> {
  const { claim, scene, party, actorId } = at
  if (party !== 'claimer') throw NotFound.with()
  const { post } = scene
  await holdMember(tx, { boardId: post.boardId, personId }, 'share')
  const found = await findStanding(tx, post.boardId, personId)
  if (found?.standing !== 'neighbour' && found?.standing !== 'steward') throw NotANeighbour.with()
  if (personId === post.authorId) throw OwnPost.with()
  if (await isApart(tx, personId, [actorId, post.authorId])) throw NotANeighbour.with()
  await holdPost(tx, post)
  rule.onlyOnce(await claimsOn(tx, post.id), personId)
  rule.stillOn(claim)
  await step(tx, claim, { by: 'release', endedAt: scene.now, leaseEndsAt: null })
  if (claim.state === 'accepted') await tellOfReach(tx, scene, { type: 'reveal.closed', claim })
  const passed = newClaim(scene, { personId, parts: claim.parts, state: 'held' })
  await saveClaim(tx, passed)
  await tell(tx, scene, { type: 'claim.handed-over', personId: actorId, otherId: personId })
  return passed
}

/** Nobody is put in touch with whom stewards have stopped. @throws NotJustNow (409) */
export async function freeNow(tx: Db, { board, now }: Scene, personId: string) {
  if (await isPaused(tx, { boardId: board.id, personId, now })) throw NotJustNow.with()
}

/** Across a block from one of these: then they are not there, as far as anybody is told. */
async function isApart(tx: Db, personId: string, others: string[]): Promise<boolean> {
  for (const other of others) if (await blockedPair(tx, personId, other)) return true
  return false
}

async function keep(tx: Db, claim: ClaimRow, set: Partial<ClaimRow>): Promise<ClaimRow> {
  return (await changeClaim(tx, claim.id, { from: claim.state, set })) ?? TooLate.raise()
}

export type Wish = { personId: string; parts: number; wait: boolean }

/** Claims places on a post; undefined when somebody else has them. @throws OwnPost, NotOpen, AlreadyOnIt */
export async function claim(
  tx: Db,
  scene: Scene,
  { personId, parts, wait }: Wish,
): Promise<ClaimRow | undefined> {
  // Whoever ends the post or frees a place of it meanwhile would not see somebody who begins to wait just now.
  const found = wait ? await holdPost(tx, scene.post) : scene.post
  const post = rule.claimable(found, personId)
  if (wait) rule.fits(post, parts)
  const taken = await takeParts(tx, { id: post.id, parts })
  rule.onlyOnce(await claimsOn(tx, post.id), personId)
  if (!taken && !wait) return undefined
  const made = newClaim(scene, { personId, parts, state: taken ? 'held' : 'waiting' })
  await saveClaim(tx, made)
  const what = { personId, otherId: post.authorId }
  await tell(tx, scene, { type: taken ? 'claim.held' : 'claim.queued', ...what })
  return made
}
