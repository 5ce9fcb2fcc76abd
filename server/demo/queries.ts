import { and, eq, inArray, like } from 'drizzle-orm'
import type { Db } from '#db'
import { type BoardRow, findBoard } from '../boards/queries.ts'
import { lineOf } from '../live/queries.ts'
import { unindexPosts } from '../search/queries.ts'

export * from '../../db/demo.ts'

/** Nothing when it is there already, made just now by somebody else perhaps: the key decides. */
export async function saveDemoBoard(tx: Db, row: BoardRow): Promise<BoardRow | undefined> {
  const [saved] = await tx.insert(tx.t.boards).values(row).onConflictDoNothing().returning()
  return saved
}

export async function isDemoThere(db: Db, boardId: string): Promise<boolean> {
  return (await findBoard(db, boardId))?.demo ?? false
}

/** Whether somebody looks after a real street of this install. */
export async function isStewardHere(db: Db, personId: string | undefined): Promise<boolean> {
  if (!personId) return false
  const { boards, members } = db.t
  const [found] = await db
    .select({ id: boards.id })
    .from(members)
    .innerJoin(boards, eq(boards.id, members.boardId))
    .where(
      and(
        eq(members.personId, personId),
        eq(members.role, 'steward'),
        eq(members.state, 'active'),
        eq(boards.demo, false),
      ),
    )
    .limit(1)
  return found !== undefined
}

/**
 * Removes a demo street and its people, wherever they have left a trace: in each table, whichever there are, every
 * row of this board and every row of these people.
 */
export async function removeDemo(tx: Db, boardId: string, idPrefix: string): Promise<void> {
  const { claims, reveals, posts, boards, people, logs, events, members } = tx.t
  const pretending = and(eq(members.boardId, boardId), like(members.personId, `${idPrefix}%`))
  const pretenders = (await tx.select({ id: members.personId }).from(members).where(pretending)).map(
    ({ id }) => id,
  )
  const here = tx.select({ id: posts.id }).from(posts).where(eq(posts.boardId, boardId))
  const theirs = tx.select({ id: claims.id }).from(claims).where(inArray(claims.postId, here))
  await tx.delete(reveals).where(inArray(reveals.claimId, theirs))
  await unindexPosts(tx, here)
  for (const table of Object.values(tx.t)) {
    if ('boardId' in table) await tx.delete(table).where(eq(table.boardId, boardId))
    // What they did stands in the log of their street, which goes with it, and in their own.
    if ('personId' in table && table !== events)
      await tx.delete(table as typeof members).where(inArray(table.personId, pretenders))
  }
  for (const table of [logs, events])
    await tx.delete(table).where(inArray(table.boardId, pretenders.map(lineOf)))
  await tx.delete(boards).where(eq(boards.id, boardId))
  await tx.delete(people).where(inArray(people.id, pretenders))
}
