import { and, eq, gt, sql } from 'drizzle-orm'
import type { Standing as OnBoard } from '#contract/boards'
import { type Db, hot } from '#db'

const asked = hot((db: Db) => {
  const { boards, members } = db.t
  const theirs = and(eq(members.boardId, boards.id), eq(members.personId, sql.placeholder('personId')))
  const { id, visible, joining, demo } = boards
  return db
    .select({ id, visible, joining, demo, role: members.role, state: members.state })
    .from(boards)
    .leftJoin(members, theirs)
    .where(eq(boards.id, sql.placeholder('boardId')))
    .prepare('find_asked_board')
})

/** The board, as far as permission depends on it, and what somebody is to it. */
export async function findAskedBoard(db: Db, boardId: string, personId: string | undefined) {
  const [found] = await asked(db).execute({ boardId, personId: personId ?? '' })
  if (!found) return undefined
  const { role, state, ...board } = found
  const standing: OnBoard = !state ? 'visitor' : state === 'asking' ? 'asking' : (role ?? 'neighbour')
  return { ...board, standing }
}
export type AskedBoard = NonNullable<Awaited<ReturnType<typeof findAskedBoard>>>

const session = hot((db: Db) => {
  const { sessions } = db.t
  const alive = and(eq(sessions.id, sql.placeholder('id')), gt(sessions.expiresAt, sql.placeholder('now')))
  return db.select({ personId: sessions.personId }).from(sessions).where(alive).prepare('find_live_session')
})

/** Whose session this is, while it lasts. */
export async function findSessionOf(db: Db, id: string, now: number): Promise<string | undefined> {
  const [found] = await session(db).execute({ id, now })
  return found?.personId
}
