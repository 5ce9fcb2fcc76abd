import { and, eq, gt, isNotNull, or, sql } from 'drizzle-orm'
import type { Standing as OnBoard } from '#contract/boards'
import { isTrusted } from '#contract/standing'
import { type Db, hot, remembered } from '#db'

const asked = remembered((db: Db) => {
  const { boards, members, standings } = db.t
  const theirs = (table: typeof members | typeof standings) =>
    and(eq(table.boardId, boards.id), eq(table.personId, sql.placeholder('personId')))
  const { id, visible, joining, demo, vouchesWanted } = boards
  const { trustedAt } = standings
  return db
    .select({
      id,
      visible,
      joining,
      demo,
      vouchesWanted,
      trustedAt,
      role: members.role,
      state: members.state,
    })
    .from(boards)
    .leftJoin(members, theirs(members))
    .leftJoin(standings, theirs(standings))
    .where(eq(boards.id, sql.placeholder('boardId')))
    .prepare('find_asked_board')
})

/** The board, as far as permission depends on it, and what somebody is to it. */
export async function findAskedBoard(db: Db, boardId: string, personId: string | undefined) {
  const [found] = await asked(db).execute({ boardId, personId: personId ?? '' })
  if (!found) return undefined
  const { id, visible, joining, demo, role, state, vouchesWanted, trustedAt } = found
  const standing: OnBoard = !state ? 'visitor' : state === 'asking' ? 'asking' : (role ?? 'neighbour')
  const isKnown = state === 'active' && isTrusted({ role, vouchesWanted, trustedAt })
  // Nobody on a pretend street is there to be guarded.
  return { id, visible, joining, demo, standing, trusted: demo || isKnown }
}
export type AskedBoard = NonNullable<Awaited<ReturnType<typeof findAskedBoard>>>

const trusted = hot((db: Db) => {
  const { boards, members, standings } = db.t
  const boardId = sql.placeholder('boardId')
  const theirs = and(eq(standings.boardId, members.boardId), eq(standings.personId, members.personId))
  return db
    .select({ personId: members.personId })
    .from(members)
    .innerJoin(boards, eq(boards.id, members.boardId))
    .leftJoin(standings, theirs)
    .where(
      and(
        eq(members.boardId, boardId),
        eq(members.state, 'active'),
        or(
          eq(members.role, 'steward'),
          eq(boards.vouchesWanted, 0),
          eq(boards.demo, true),
          isNotNull(standings.trustedAt),
        ),
      ),
    )
    .prepare('trusted_on')
})

/** Everybody whom a street trusts now. */
export async function trustedOn(db: Db, boardId: string): Promise<Set<string>> {
  return new Set((await trusted(db).execute({ boardId })).map(({ personId }) => personId))
}

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
