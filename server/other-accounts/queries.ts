import { and, eq, gt, gte, inArray, lte, ne } from 'drizzle-orm'
import type { Db } from '#db'

export type Who = { boardId: string; personId: string }
export type MarkRow = Db['t']['sentAway']['$inferInsert']
/** Somebody who was sent away from a street, for a while or for good, and since when. */
export type SentAway = Who & { why: 'paused' | 'removed'; at: number }

/** More than these use a library's computer, or the phone of somebody who helps a street to sign in: it says nothing. */
const mostOnOne = 20

export async function saveBrowser(tx: Db, row: { digest: string; personId: string; at: number }) {
  const { browsers } = tx.t
  await tx
    .insert(browsers)
    .values(row)
    .onConflictDoUpdate({ target: [browsers.digest, browsers.personId], set: { at: row.at } })
}

/** Whoever has signed in where this person has, the person aside. */
export async function othersWhere(db: Db, personId: string): Promise<string[]> {
  const { browsers } = db.t
  const digests = (await browsersOf(db, personId)).map(({ digest }) => digest)
  const others: string[] = []
  for (const digest of digests) {
    const same = and(eq(browsers.digest, digest), ne(browsers.personId, personId))
    const rows = await db
      .select({ id: browsers.personId })
      .from(browsers)
      .where(same)
      .limit(mostOnOne + 1)
    if (rows.length <= mostOnOne) others.push(...rows.map(({ id }) => id))
  }
  return [...new Set(others)]
}

export async function browsersOf(db: Db, personId: string) {
  const { browsers } = db.t
  return await db
    .select({ digest: browsers.digest, at: browsers.at })
    .from(browsers)
    .where(eq(browsers.personId, personId))
}

/** Of all of them, all who were sent away and may not come back by themselves now. */
export async function sentAwayAmong(db: Db, personIds: string[], now: number): Promise<SentAway[]> {
  const { pauses, removals } = db.t
  if (personIds.length === 0) return []
  const { boardId, personId, at } = removals
  const removed = await db
    .select({ boardId, personId, at })
    .from(removals)
    .where(inArray(personId, personIds))
  const paused = await db
    .select({ boardId: pauses.boardId, personId: pauses.personId, at: pauses.at })
    .from(pauses)
    .where(and(inArray(pauses.personId, personIds), gt(pauses.until, now)))
  return [
    ...removed.map((row) => ({ ...row, why: 'removed' as const })),
    ...paused.map((row) => ({ ...row, why: 'paused' as const })),
  ]
}

/** Those of them who are, or ask to be, neighbours here, with the names they go by. */
export async function namedHere(db: Db, boardId: string, ids: string[]) {
  const { members, people } = db.t
  if (ids.length === 0) return []
  return await db
    .select({ id: people.id, name: people.name })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .where(and(eq(members.boardId, boardId), inArray(members.personId, ids)))
}

export async function named(db: Db, ids: string[]) {
  const { people } = db.t
  if (ids.length === 0) return []
  return await db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, ids))
}

/** Whether stewards have been told that this is another account of somebody, since then. */
export async function wasTold(db: Db, { boardId, personId, since }: Who & { since: number }) {
  const { cases } = db.t
  const about = and(eq(cases.boardId, boardId), eq(cases.personId, personId), eq(cases.kind, 'account'))
  return (await db.$count(cases, and(about, gte(cases.openedAt, since)))) > 0
}

/** What is left of them on a street that sent them away is newer than what was left before. */
export async function saveMarks(tx: Db, marks: MarkRow[]): Promise<void> {
  const { sentAway } = tx.t
  for (const mark of marks)
    await tx
      .insert(sentAway)
      .values(mark)
      .onConflictDoUpdate({
        target: [sentAway.boardId, sentAway.digest],
        set: { why: mark.why, at: mark.at },
      })
}

export async function marksAmong(db: Db, digests: string[]) {
  const { sentAway } = db.t
  if (digests.length === 0) return []
  return await db.select().from(sentAway).where(inArray(sentAway.digest, digests))
}

export async function forgetMarks(tx: Db, boardId: string, digests: string[]): Promise<void> {
  const { sentAway } = tx.t
  if (digests.length > 0)
    await tx.delete(sentAway).where(and(eq(sentAway.boardId, boardId), inArray(sentAway.digest, digests)))
}

export async function forgetBrowsers(tx: Db, personId: string): Promise<void> {
  await tx.delete(tx.t.browsers).where(eq(tx.t.browsers.personId, personId))
}

/** Where nobody has signed in for long, and what was left of whoever went long ago. */
export async function forgetOld(tx: Db, before: { browsers: number; sentAway: number }): Promise<void> {
  const { browsers, sentAway } = tx.t
  await tx.delete(browsers).where(lte(browsers.at, before.browsers))
  await tx.delete(sentAway).where(lte(sentAway.at, before.sentAway))
}
