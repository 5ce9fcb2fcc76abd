import { and, desc, eq, gt, inArray, lte, ne } from 'drizzle-orm'
import type { Db } from '#db'

export type Who = { boardId: string; personId: string }
type Pause = Who & { until: number; at: number; actionId: string | null }

export async function savePause(tx: Db, { until, at, actionId, ...who }: Pause): Promise<void> {
  const { pauses } = tx.t
  const set = { until, at, actionId }
  await tx
    .insert(pauses)
    .values({ ...who, ...set })
    .onConflictDoUpdate({ target: [pauses.boardId, pauses.personId], set })
}

/** False when nothing was paused. */
export async function endPause(tx: Db, { boardId, personId }: Who): Promise<boolean> {
  const { pauses } = tx.t
  const theirs = and(eq(pauses.boardId, boardId), eq(pauses.personId, personId))
  return (await tx.delete(pauses).where(theirs).returning()).length > 0
}

/** What else keeps them out, by a decision that holds for longer than this one. */
export async function otherPause(
  db: Db,
  { boardId, personId, butId, now }: Who & { butId: string; now: number },
): Promise<Pause | undefined> {
  const { actions } = db.t
  const theirs = and(eq(actions.boardId, boardId), eq(actions.personId, personId), ne(actions.id, butId))
  const holds = and(inArray(actions.deed, ['pause', 'freeze']), eq(actions.state, 'done'))
  const [longest] = await db
    .select({ actionId: actions.id, at: actions.at, until: actions.until })
    .from(actions)
    .where(and(theirs, holds, gt(actions.until, now)))
    .orderBy(desc(actions.until))
    .limit(1)
  return longest && { boardId, personId, ...longest, until: longest.until! }
}

/** Whether stewards have asked them to wait, and that is not over. */
export async function isPaused(db: Db, { boardId, personId, now }: Who & { now: number }): Promise<boolean> {
  const { pauses } = db.t
  const theirs = and(eq(pauses.boardId, boardId), eq(pauses.personId, personId), gt(pauses.until, now))
  return (await db.$count(pauses, theirs)) > 0
}

export async function forgetPausesBefore(tx: Db, now: number): Promise<void> {
  await tx.delete(tx.t.pauses).where(lte(tx.t.pauses.until, now))
}

export async function saveRemoval(
  tx: Db,
  removal: Who & { at: number; actionId: string | null },
): Promise<void> {
  await tx.insert(tx.t.removals).values(removal).onConflictDoNothing()
}

/** Whether stewards sent them away and have not let them in since. */
export async function isRemoved(db: Db, { boardId, personId }: Who): Promise<boolean> {
  const { removals } = db.t
  const theirs = and(eq(removals.boardId, boardId), eq(removals.personId, personId))
  return (await db.$count(removals, theirs)) > 0
}

export async function forgetRemoval(tx: Db, { boardId, personId }: Who): Promise<void> {
  const { removals } = tx.t
  await tx.delete(removals).where(and(eq(removals.boardId, boardId), eq(removals.personId, personId)))
}

export async function pausesOf(db: Db, personId: string) {
  const { pauses } = db.t
  return await db.select().from(pauses).where(eq(pauses.personId, personId))
}

export async function erasePauses(tx: Db, personId: string): Promise<void> {
  const { pauses, removals } = tx.t
  for (const table of [pauses, removals]) await tx.delete(table).where(eq(table.personId, personId))
}
