/** Who looks after worries: asked, says yes, stops. Each inside one transaction. */

import { NotANeighbour } from '#contract/boards'
import { AskThemFirst, type LeadRole, NoLeadYet, type Safety } from '#contract/safeguarding'
import type { Db } from '#db'
import { type BoardRow, findStanding, stewardsOf } from '../boards/queries.ts'
import { tellQuietly } from '../live/queries.ts'
import { endLead, leadsOf, safetyOf, saveLead, settle, toLead, unchecked } from './queries.ts'
import { deputyWithinMs, isReady, lookUpAgainMs, missing, moneyCap } from './rules.ts'

/** How things stand on a street now. */
export async function findSafety(db: Db, board: BoardRow, now: number): Promise<Safety> {
  const leads = await leadsOf(db, board.id)
  const settled = await safetyOf(db, board.id)
  const wanted = missing(board, leads)
  const until = wanted.includes('deputy') ? settled?.deputyBy : undefined
  return {
    leads: leads.map(toLead),
    ready: isReady(wanted, settled, now),
    missing: wanted,
    deputyBy: until ? new Date(until).toISOString() : null,
    moneyCapPounds: moneyCap(settled),
  }
}

/** The most that anybody may ask a neighbour to spend here, in pounds. */
export const capOf = async (db: Db, boardId: string) => moneyCap(await safetyOf(db, boardId))

type Naming = { boardId: string; personId: string; byId: string; role: LeadRole | undefined; now: number }

/**
 * A steward asks a neighbour; a neighbour who was asked says yes. Whoever names themselves has said yes.
 * @throws AskThemFirst, NotANeighbour
 */
export async function name(tx: Db, naming: Naming) {
  const { boardId, personId, byId, now } = naming
  const all = await leadsOf(tx, boardId)
  const known = all.find((one) => one.personId === personId)
  await checkMayBe(tx, naming, known !== undefined)
  const role = naming.role ?? known?.role ?? roleFree(all)
  const acceptedAt = known?.acceptedAt ?? (byId === personId ? now : null)
  await saveLead(tx, { boardId, personId, role, askedById: byId, askedAt: now, acceptedAt })
  if (acceptedAt === now) await allowTime(tx, boardId, now)
  if (known ?? acceptedAt) return
  await tellQuietly(tx, boardId, { type: 'lead.asked', personId: byId, otherId: personId, at: now })
}

async function checkMayBe(tx: Db, { boardId, personId, byId }: Naming, isAsked: boolean) {
  const found = await findStanding(tx, boardId, personId)
  if (found?.standing !== 'steward' && found?.standing !== 'neighbour') throw NotANeighbour.with()
  if (byId === personId && found.standing === 'neighbour' && !isAsked) throw AskThemFirst.with()
}

const roleFree = (all: readonly { role: LeadRole }[]) =>
  all.some(({ role }) => role === 'lead') ? 'deputy' : 'lead'

/** The time to find a deputy begins with the first who looks after worries. */
async function allowTime(tx: Db, boardId: string, now: number) {
  const settled = await safetyOf(tx, boardId)
  if (!settled?.deputyBy) await settle(tx, boardId, { deputyBy: now + deputyWithinMs })
}

/** Whoever stops leaves the street some time to find somebody else as deputy. */
export async function stop(
  tx: Db,
  { boardId, personId, now }: { boardId: string; personId: string; now: number },
) {
  const gone = await endLead(tx, { boardId, personId })
  if (gone?.acceptedAt) await settle(tx, boardId, { deputyBy: now + deputyWithinMs })
  return gone
}

/** @throws NoLeadYet while nobody could look after what goes wrong at a door */
export async function doorsOpen(tx: Db, board: BoardRow, now: number) {
  const { ready, missing: wanted } = await findSafety(tx, board, now)
  if (!ready) throw NoLeadYet.with({ missing: wanted, fix: `/boards/${board.id}/safety` })
}

/** Twice a year stewards are asked to look the telephone numbers up again. */
export async function remind(tx: Db, now: number) {
  for (const { id } of await unchecked(tx, now - lookUpAgainMs, 50)) {
    await settle(tx, id, { remindedAt: now })
    for (const { personId } of await stewardsOf(tx, id))
      await tellQuietly(tx, id, { type: 'numbers.due', otherId: personId, at: now })
  }
}
