import { and, asc, count, eq, sql } from 'drizzle-orm'
import type { Standing } from '#contract/boards'
import { NotFound } from '#contract/http'
import { type Db, hot, remembered } from '#db'
import { forNeighbours, forStewards, standingOf } from './rules.ts'

/** Its number is for the index of words alone. */
export type BoardRow = Omit<Db['t']['boards']['$inferSelect'], 'number'>
export type MemberRow = Db['t']['members']['$inferSelect']

const board = remembered((db: Db) => {
  const { boards } = db.t
  return db
    .select()
    .from(boards)
    .where(eq(boards.id, sql.placeholder('id')))
    .prepare('find_board')
})

export async function findBoard(db: Db, id: string): Promise<BoardRow | undefined> {
  const [row] = await board(db).execute({ id })
  return row
}

const member = remembered((db: Db) => {
  const { members } = db.t
  const theirs = and(
    eq(members.boardId, sql.placeholder('boardId')),
    eq(members.personId, sql.placeholder('personId')),
  )
  return db.select().from(members).where(theirs).prepare('find_member')
})

/** Also somebody who still asks to join: look at `state`. */
export async function findMember(db: Db, boardId: string, personId: string): Promise<MemberRow | undefined> {
  const [row] = await member(db).execute({ boardId, personId })
  return row
}

const standing = remembered((db: Db) => {
  const { boards, members } = db.t
  const theirs = and(eq(members.boardId, boards.id), eq(members.personId, sql.placeholder('personId')))
  return db
    .select({ board: boards, role: members.role, state: members.state })
    .from(boards)
    .leftJoin(members, theirs)
    .where(eq(boards.id, sql.placeholder('boardId')))
    .prepare('find_standing')
})

/** The board and what the one asking is to it; undefined when there is no such board. */
export async function findStanding(
  db: Db,
  boardId: string,
  personId: string | null | undefined,
): Promise<Found | undefined> {
  const [row] = await standing(db).execute({ boardId, personId: personId ?? '' })
  return row && { board: row.board, standing: standingOf(row) }
}

type Found = { board: BoardRow; standing: Standing }

/** @throws NotFound (404), NotANeighbour (403) */
export async function findAsNeighbour(db: Db, boardId: string, personId: string): Promise<Found> {
  const found = (await findStanding(db, boardId, personId)) ?? NotFound.raise()
  forNeighbours(found)
  return found
}

type Hold = 'share' | 'update'

const held = (how: Hold) =>
  hot((db: Db) => {
    const { members } = db.t
    const theirs = and(
      eq(members.boardId, sql.placeholder('boardId')),
      eq(members.personId, sql.placeholder('personId')),
    )
    return db
      .select({ state: members.state })
      .from(members)
      .where(theirs)
      .for(how)
      .prepare(`hold_member_${how}`)
  })
const holding = { share: held('share'), update: held('update') }

/**
 * Whoever ends this membership (`update`) and whoever acts on the strength of it (`share`) wait for each other: until one
 * of the two transactions is over the other does not go on. SQLite runs one at a time anyway. To be asked before anything
 * is announced, so that nobody waits in a ring.
 */
export async function holdMember(tx: Db, who: { boardId: string; personId: string }, how: Hold) {
  if (tx.engine === 'postgres') await holding[how](tx).execute(who)
}

/** The same as `findAsNeighbour`, and they stay one until this transaction is over. @throws NotFound, NotANeighbour */
export async function holdAsNeighbour(tx: Db, boardId: string, personId: string): Promise<Found> {
  await holdMember(tx, { boardId, personId }, 'share')
  return findAsNeighbour(tx, boardId, personId)
}

/** @throws NotFound (404), StewardsOnly (403) */
export async function findAsSteward(db: Db, boardId: string, personId: string): Promise<Found> {
  const found = (await findStanding(db, boardId, personId)) ?? NotFound.raise()
  forStewards(found)
  return found
}

const counts = hot((db: Db) => {
  const { members } = db.t
  return db
    .select({ role: members.role, state: members.state, people: count() })
    .from(members)
    .where(eq(members.boardId, sql.placeholder('boardId')))
    .groupBy(members.role, members.state)
    .prepare('count_members')
})

export async function countMembers(db: Db, boardId: string): Promise<{ stewards: number; asking: number }> {
  const rows = await counts(db).execute({ boardId })
  const sum = (some: typeof rows) => some.reduce((all, { people }) => all + people, 0)
  return {
    stewards: sum(rows.filter(({ role, state }) => role === 'steward' && state === 'active')),
    asking: sum(rows.filter(({ state }) => state === 'asking')),
  }
}

/** Everybody who belongs to the board, longest here first. */
export async function membersOf(db: Db, boardId: string): Promise<MemberRow[]> {
  const { members } = db.t
  const here = and(eq(members.boardId, boardId), eq(members.state, 'active'))
  return await db.select().from(members).where(here).orderBy(asc(members.since), asc(members.personId))
}

export async function stewardsOf(db: Db, boardId: string): Promise<MemberRow[]> {
  const { members } = db.t
  const here = and(eq(members.boardId, boardId), eq(members.role, 'steward'), eq(members.state, 'active'))
  return await db.select().from(members).where(here).orderBy(asc(members.since), asc(members.personId))
}

export async function saveBoard(tx: Db, row: BoardRow): Promise<BoardRow> {
  const [saved] = await tx.insert(tx.t.boards).values(row).returning()
  return saved!
}

/** Nothing when somebody changed it since `version`. */
export async function editBoard(
  tx: Db,
  { id, version }: { id: string; version: number },
  fields: Partial<BoardRow>,
): Promise<BoardRow | undefined> {
  const { boards } = tx.t
  const [saved] = await tx
    .update(boards)
    .set({ ...fields, version: sql`${boards.version} + 1` })
    .where(and(eq(boards.id, id), eq(boards.version, version)))
    .returning()
  return saved
}

const enter = hot((db: Db) => {
  const { members } = db.t
  return db
    .insert(members)
    .values({
      boardId: sql.placeholder('boardId'),
      personId: sql.placeholder('personId'),
      role: sql.placeholder('role'),
      state: sql.placeholder('state'),
      since: sql.placeholder('since'),
    })
    .onConflictDoUpdate({
      target: [members.boardId, members.personId],
      set: { state: 'active', since: sql`excluded.since` },
      setWhere: sql`${members.state} = 'asking' and excluded.state = 'active'`,
    })
    .returning()
    .prepare('enter_board')
})

/** Nothing when they are there already; somebody who was asking comes in. */
export async function saveMember(tx: Db, row: MemberRow): Promise<MemberRow | undefined> {
  const [saved] = await enter(tx).execute(row)
  return saved
}
