/** The same neighbour often at the same home: somebody is asked to give a friendly call. No accusation, and no secret. */
import type { Db, Store } from '#db'
import { stewardsOf } from '../boards/queries.ts'
import { tellQuietly } from '../live/queries.ts'
import { leadsOf } from '../safeguarding/queries.ts'
import { frequentVisits, noteCall, type Visiting } from './queries.ts'
import { askAgainMs, callers, manyVisits, withinMs } from './rules.ts'

export async function askForCalls(store: Store, now: number) {
  const visits = await frequentVisits(store.read, { since: now - withinMs, times: manyVisits })
  for (const one of visits) await store.write((tx) => askForCall(tx, one, now))
}

async function askForCall(tx: Db, visiting: Visiting, now: number) {
  const { boardId, homeId: personId } = visiting
  const asked = callers(await leadsOf(tx, boardId), await stewardsOf(tx, boardId), visiting)
  if (asked.length === 0 || !(await noteCall(tx, visiting, { now, since: now - askAgainMs }))) return
  for (const otherId of asked)
    await tellQuietly(tx, boardId, { type: 'visits.many', personId, otherId, at: now })
}
