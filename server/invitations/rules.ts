import { type Joining, NotANeighbour, type Standing, StewardsOnly } from '#contract/boards'
import type { Invitation, NewInvitation } from '#contract/invitations'

const dayMs = 86_400_000
const forDays = 30
const forPeople = 50

/**
 * A steward may always invite. Where anybody may join, so may every neighbour: their invitation opens no door
 * that is not open. Elsewhere it would take the yes from the stewards.
 *
 * @throws NotANeighbour or StewardsOnly (403)
 */
export function mayInvite(joining: Joining, standing: Standing) {
  if (standing === 'visitor' || standing === 'asking') throw NotANeighbour.with()
  if (standing !== 'steward' && joining !== 'open') throw StewardsOnly.with()
}

type Birth = { id: string; boardId: string; digest: string; madeById: string; now: number }

export function invite({ uses = forPeople, days = forDays }: NewInvitation, { now, ...birth }: Birth) {
  return { ...birth, usesLeft: uses, createdAt: now, expiresAt: now + days * dayMs }
}

type Row = { id: string; usesLeft: number; createdAt: number; expiresAt: number }

export const invitation = ({ id, usesLeft, createdAt, expiresAt }: Row): Invitation => ({
  id,
  usesLeft,
  createdAt: new Date(createdAt).toISOString(),
  expiresAt: new Date(expiresAt).toISOString(),
})
