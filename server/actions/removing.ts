/** A steward says that somebody should leave, from the list of neighbours: the same as in a case, so it takes two. */
import { RemovalWaits } from '#contract/members'
import type { Db } from '#db'
import { findFreeCase } from '../cases/queries.ts'
import { openCase } from '../cases/steps.ts'
import type { House, Removal } from '../http/room.ts'
import { holdChain } from '../ledger/queries.ts'
import { decide, second } from './acts.ts'
import { type ActionRow, actionsAbout } from './queries.ts'

type Removing = Parameters<Removal>[1]

/** @throws RemovalWaits when they have said so before, CaseHeld while another steward has a case about them in hand */
export async function askToLeave(house: House, tx: Db, removing: Removing): Promise<boolean> {
  const { boardId, personId, byId: actorId, now } = removing
  // First, so that of two who say it at once the second is heard as the second.
  await holdChain(tx, boardId)
  const known = await actionsAbout(tx, boardId, personId)
  const action = known.find(({ deed, state }) => deed === 'remove' && state === 'proposed')
  if (action) return agree(house, tx, { action, actorId, now })
  const about = { kind: 'person', id: personId } as const
  const why = 'A steward says that they should leave'
  const row = await openCase(tx, { boardId, kind: 'report', about, personId, why, now })
  await decide(house, tx, { row, asked: { deed: 'remove', reason: 'other' }, actorId, now })
  return true
}

type Agreeing = { action: ActionRow; actorId: string; now: number }

async function agree(house: House, tx: Db, agreeing: Agreeing): Promise<boolean> {
  const { action, actorId } = agreeing
  const mayJudge = (await findFreeCase(tx, action.caseId, actorId)) !== undefined
  if (action.byId === actorId || !mayJudge) throw RemovalWaits.with()
  await second(house, tx, { ...agreeing, agree: true })
  return false
}
