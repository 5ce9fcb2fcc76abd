import type { Standing } from '#contract/boards'
import type { Db } from '#db'
import { type BoardRow, saveMember } from '../boards/queries.ts'
import { announce } from '../live/queries.ts'
import { admit, happening } from './rules.ts'

type Coming = { personId: string; isInvited: boolean; now: number }

/** Makes somebody a neighbour, or one who asks to be, and says so. @throws what `admit` throws */
export async function welcome(
  tx: Db,
  { board, standing }: { board: BoardRow; standing: Standing },
  coming: Coming,
) {
  const { personId, isInvited, now } = coming
  const state = admit(board.joining, standing, isInvited)
  const entered = { boardId: board.id, personId, role: 'neighbour', state, since: now } as const
  if (await saveMember(tx, entered)) await announce(tx, board.id, { ...happening(state), personId, at: now })
  return state
}
