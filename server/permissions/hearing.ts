import { Problem } from '#contract/http'
import type { Permissions, Row } from '#contract/permissions'
import type { Db } from '#db'
import type { BeforeListening, House } from '../http/room.ts'
import { closeCodes, type WhyNot } from '../live/hub.ts'
import { findAskedBoard, findSessionOf } from './queries.ts'
import { isLet } from './rules.ts'

/** Somebody's own channel is theirs alone; every other is a board's. */
const ownChannel = (personId: string) => `me:${personId}`

/** Frames obey the same table as calls do, by what somebody is to the board at the moment they are sent. */
export function hearing({ store, clock, beforeListening }: House, table: Permissions): WhyNot {
  const row = table['GET /boards/:boardId/live']!
  return async (channelId, { personId, sessionId }) => {
    const sessionOf = await findSessionOf(store.read, sessionId, clock.now())
    if (sessionOf !== personId) return closeCodes.signedOut
    if (channelId === ownChannel(personId)) return undefined
    const listening = { boardId: channelId, personId, now: clock.now() }
    const refused = await refusal(store.read, beforeListening, listening)
    // Last: whoever is sent away between two reads is not taken for somebody who comes back by themselves.
    if (!(await mayHear(store.read, row, { channelId, personId }))) return closeCodes.left
    return refused && closeCodes.paused
  }
}

async function mayHear(db: Db, row: Row, { channelId, personId }: { channelId: string; personId: string }) {
  const board = await findAskedBoard(db, channelId, personId)
  if (!board) return false
  const standing = board.standing === 'visitor' ? 'person' : board.standing
  return isLet(row, [standing], { board, relation: 'none', isInside: false })
}

type Listening = Parameters<BeforeListening>[1]

async function refusal(db: Db, before: readonly BeforeListening[], listening: Listening) {
  try {
    for (const hook of before) await hook(db, listening)
  } catch (problem) {
    if (problem instanceof Problem) return problem
    throw problem
  }
}
