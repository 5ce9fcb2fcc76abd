import { and, asc, eq, inArray, isNull, lte, notExists, sql } from 'drizzle-orm'
import type { Db } from '#db'
import { announce } from '../live/queries.ts'

/** Who has not signed in since then and has not been told what comes of it, the longest first. */
export async function idlePeople(db: Db, seenBefore: number, limit: number): Promise<string[]> {
  const { people } = db.t
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .where(isIdle(db, seenBefore))
    .orderBy(asc(people.seenAt))
    .limit(limit)
  return rows.map(({ id }) => id)
}

const isIdle = ({ t: { people } }: Db, seenBefore: number) =>
  and(isNull(people.erasedAt), isNull(people.warnedAt), lte(people.seenAt, seenBefore))

/** Those of them who are idle still, told in the log of their own, from which letters are written. */
export async function warn(tx: Db, ids: string[], { seenBefore, now }: { seenBefore: number; now: number }) {
  const { people } = tx.t
  const idle = and(inArray(people.id, ids), isIdle(tx, seenBefore))
  const warned = await tx.update(people).set({ warnedAt: now }).where(idle).returning({ id: people.id })
  for (const { id: personId } of warned)
    await announce(tx, `me:${personId}`, { type: 'account.ending', personId, at: now, toNotify: true })
}

type Told = { idleSince: number; warnedBefore: number }
/** Not while they are on their way back in. */
function isOver(db: Db, { idleSince, warnedBefore }: Told) {
  const { people, recoveries } = db.t
  const asked = db
    .select({ id: recoveries.personId })
    .from(recoveries)
    .where(eq(recoveries.personId, people.id))
  const idle = and(lte(people.warnedAt, warnedBefore), lte(people.seenAt, idleSince), notExists(asked))
  return and(isNull(people.erasedAt), idle)
}

export async function warnedPeople(db: Db, told: Told, limit: number): Promise<string[]> {
  const { people } = db.t
  const rows = await db.select({ id: people.id }).from(people).where(isOver(db, told)).limit(limit)
  return rows.map(({ id }) => id)
}

/** Whether this is so still. Until the transaction is over nobody signs in as them. */
export async function holdWarned(tx: Db, id: string, told: Told): Promise<boolean> {
  const { people } = tx.t
  const same = { warnedAt: sql`${people.warnedAt}` }
  const theirs = and(eq(people.id, id), isOver(tx, told))
  return (await tx.update(people).set(same).where(theirs).returning()).length > 0
}
