import { NotFound } from '#contract/http'
import { LastSteward, type MemberEdit } from '#contract/members'
import type { Db } from '#db'
import { findAsSteward, findMember, holdMember, type MemberRow, stewardsOf } from '../boards/queries.ts'
import type { House } from '../http/room.ts'
import { announce } from '../live/queries.ts'
import { editMembership, endMembership, eraseMembership, longestHere, membershipsOf } from './queries.ts'
import { editMember } from './rules.ts'

type Editing = { member: MemberRow; edit: MemberEdit; otherId: string; now: number }

/** @throws LastSteward (409) */
export async function edit(house: House, tx: Db, { member, edit, otherId, now }: Editing) {
  const { boardId, personId } = member
  const { next, isLetIn } = editMember(member, edit)
  const type = isLetIn ? 'member.joined' : 'member.changed'
  await holdMember(tx, member, 'update')
  // First, because the log's row lets in one change of a board at a time: the guard then sees who left just now.
  await announce(tx, boardId, { type, personId, otherId, toNotify: isLetIn, at: now })
  if (!(await editMembership(tx, member, next))) throw LastSteward.with()
  if (isLetIn) for (const hook of house.whenLetIn) await hook(tx, { boardId, personId, now })
}

/**
 * Anybody may leave by themselves, and one steward turns down whoever asks to join. To send a neighbour away takes two.
 * True while the second is wanted. @throws NotFound (404), StewardsOnly (403), RemovalWaits (409)
 */
export async function end(house: House, tx: Db, leaving: Leaving): Promise<boolean> {
  const { boardId, personId, otherId: byId, now } = leaving
  const isOther = personId !== byId
  if (isOther) await findAsSteward(tx, boardId, byId)
  const member = (await findMember(tx, boardId, personId)) ?? NotFound.raise()
  if (!isOther || member.state === 'asking') await leave(house, tx, leaving)
  else for (const hook of house.removals) if (await hook(tx, { boardId, personId, byId, now })) return true
  return false
}

type Leaving = { boardId: string; personId: string; otherId: string; now: number }

/** @throws NotFound (404), LastSteward (409) */
export async function leave(house: House, tx: Db, { boardId, personId, otherId, now }: Leaving) {
  await holdMember(tx, { boardId, personId }, 'update')
  if (!(await findMember(tx, boardId, personId))) throw NotFound.with()
  await announce(tx, boardId, { type: 'member.left', personId, otherId, at: now })
  if (!(await endMembership(tx, { boardId, personId }))) throw LastSteward.with()
  for (const hook of house.whenLeft) await hook(tx, { boardId, personId, now })
}

/**
 * Somebody leaves for good, which nobody may refuse them: where they were the last steward, the neighbour who has
 * been there longest takes over, so that no street is left without one.
 */
export async function leaveAll(house: House, tx: Db, { personId, now }: { personId: string; now: number }) {
  for (const { boardId } of await membershipsOf(tx, personId)) {
    await holdMember(tx, { boardId, personId }, 'update')
    await announce(tx, boardId, { type: 'member.left', personId, at: now })
    await eraseMembership(tx, { boardId, personId })
    for (const hook of house.whenLeft) await hook(tx, { boardId, personId, now })
    if ((await stewardsOf(tx, boardId)).length === 0) await handOn(tx, boardId, now)
  }
}

async function handOn(tx: Db, boardId: string, now: number) {
  const heir = await longestHere(tx, boardId)
  if (!heir) return
  await editMembership(tx, heir, { role: 'steward', state: 'active' })
  await announce(tx, boardId, { type: 'member.changed', personId: heir.personId, at: now })
}
