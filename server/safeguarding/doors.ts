/** Who may be asked how near, and who may come: asked before a post opens, and before somebody takes it on. */
import { emergencyId, firstHelplines } from '#contract/helplines'
import { AskedByName, isSensitive, NotForNeighbours, type Tier, tierOf } from '#contract/safeguarding'
import { type Trust, TrustedFirst } from '#contract/standing'
import type { BeforeClaiming, BeforePosting } from '../http/room.ts'
import { trustOf } from '../standing/queries.ts'
import { doorsOpen } from './steps.ts'

/** @throws NoLeadYet, NotForNeighbours */
export const beforePosting: BeforePosting = async (tx, { post, board, now }) => {
  const tier = tierOf(post)
  const lines = (board.helplines ?? firstHelplines).filter(({ id }) => id !== emergencyId)
  if (tier === 3) throw NotForNeighbours.with({ helplines: lines })
  if (tier > 0 && post.kind === 'request') await doorsOpen(tx, board, now)
  return undefined
}

/** @throws TrustedFirst, AskedByName */
export const beforeClaiming: BeforeClaiming = async (tx, { post, board, personId, now }) => {
  const tier = isSensitive(post) ? Math.max(1, tierOf(post)) : tierOf(post)
  if (tier === 0) return
  // Of an offer it is whoever offers that comes to the door of whoever takes it up.
  const comesId = post.kind === 'request' ? personId : post.authorId
  const { level } = await trustOf(tx, { boardId: board.id, personId: comesId, now })
  mayCome({ tier, level, isNamed: post.kind === 'offer' || post.firstAskId === personId })
}

/** Whoever is on it already was chosen by name, by the yes they were given or wait for. @throws TrustedFirst, NotForNeighbours */
export const mayStay: BeforeClaiming = async (tx, { post, board, personId, now }) => {
  const comesId = post.kind === 'request' ? personId : post.authorId
  const { level } = await trustOf(tx, { boardId: board.id, personId: comesId, now })
  mayCome({ tier: tierOf(post), level, isNamed: true })
}

type Coming = { tier: Tier; level: Trust['level']; isNamed: boolean }

/** Whoever comes to a door is known there; whoever comes inside is chosen by name. */
export function mayCome({ tier, level, isNamed }: Coming) {
  if (tier === 3) throw NotForNeighbours.with()
  if (tier === 2 && !isNamed) throw AskedByName.with()
  if (tier > 0 && level !== 'trusted' && level !== 'steward') throw TrustedFirst.with()
}
