import { NotANeighbour, StewardsOnly } from '#contract/boards'
import { NotAllowed, NotFound, type Problem, SignInNeeded } from '#contract/http'
import type { Cell, Refusal, Relation, Role, Row, When } from '#contract/permissions'
import { NotYours } from '#contract/posts'
import { TrustedFirst } from '#contract/standing'

/** `trusted`: whether the one who asks is known there well enough to read what needs trust. */
export type Board = { visible: boolean; joining: string; trusted: boolean }
/** What is asked about, and what the one who asks is to it. `isInside`: it can be seen by those only who may read the board. */
export type Thing = {
  board?: Board | undefined
  relation: Relation
  seenBy?: SeenBy | undefined
  isInside: boolean
}
/** Something set aside is its owner's alone; something that stewards look at is theirs too; some things need trust. */
export type SeenBy = 'readers' | 'trusted' | 'stewards' | 'owner'

const outside: readonly Role[] = ['visitor', 'person', 'asking']
const relations: Partial<Record<When, readonly Relation[]>> = {
  own: ['own'],
  author: ['author'],
  party: ['own', 'author', 'party'],
  about: ['about'],
}

/** Whether a cell can only be answered once the thing is known. */
export const needsThing = (cell: Cell) => typeof cell === 'object' && cell[0] in relations

function holds(when: When, { board, relation }: Thing): boolean {
  if (when === 'visible') return board?.visible ?? false
  if (when === 'open') return board?.joining === 'open'
  return relations[when]?.includes(relation) ?? false
}

/** Whether the row lets somebody in these roles; the first is their standing on the board. */
export const isLet = (row: Row, held: readonly Role[], thing: Thing): boolean =>
  held.some((role) => {
    const cell = row[role]
    return cell === 'yes' || (typeof cell === 'object' && holds(cell[0], thing))
  })

/** What a role that is not let reads of something it may see. */
export const refusalIn = (cell: Cell): Refusal =>
  cell === 'yes' ? 403 : typeof cell === 'object' ? cell[1] : cell

/** What is not theirs to see, such as what stands on a board that is closed to them, is not there. */
export function refuse(row: Row, standing: Role, thing: Thing | undefined): Problem {
  const refusal = refusalIn(row[standing])
  if (refusal === 401) return SignInNeeded.with()
  if (refusal === 404 || !thing || !isSeen(standing, thing)) return NotFound.with()
  return forbid(row, standing)
}

/** Whether they may know that it is there. */
export function isSeen(standing: Role, { board, relation, seenBy, isInside }: Thing): boolean {
  if (relation === 'own') return true
  if (seenBy === 'owner' || (seenBy === 'stewards' && standing !== 'steward')) return false
  if (seenBy === 'trusted' && !board?.trusted) return false
  return !(isInside && outside.includes(standing)) || (board?.visible ?? false)
}

/** Why something that can be seen is not theirs to do, as plainly as it can be said. */
function forbid(row: Row, standing: Role): Problem {
  const { [standing]: cell, neighbour, steward } = row
  const when = typeof neighbour === 'object' ? neighbour[0] : neighbour
  const isOwn = typeof cell === 'object' && cell[0] === 'own'
  if (outside.includes(standing) && typeof when === 'string' && !isOwn) return NotANeighbour.with()
  if (when === 'party') return NotYours.with()
  if (neighbour !== 'yes' && row.trusted === 'yes') return TrustedFirst.with()
  if (steward === 'yes') return StewardsOnly.with()
  return when === 'own' ? NotYours.with() : NotAllowed.with()
}
