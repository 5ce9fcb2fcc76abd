import { and, asc, eq, getTableColumns, inArray, isNotNull, lte, notInArray, or, sql } from 'drizzle-orm'
import type { StreetKeeping } from '#contract/keeping'
import type { Db } from '#db'
import { withoutWords } from '../my-data/queries.ts'
import { unindexPosts } from '../search/queries.ts'

export type KeepingRow = Db['t']['keepings']['$inferSelect']
type Due = { before: number; limit: number }

export async function findKeeping(db: Db, boardId: string): Promise<StreetKeeping> {
  const { keepings } = db.t
  const [row] = await db.select().from(keepings).where(eq(keepings.boardId, boardId))
  const { postDays = null, messageDays = null, namedPerson = null, complaintsTo = null } = row ?? {}
  return { postDays, messageDays, namedPerson, complaintsTo }
}

export async function saveKeeping(tx: Db, boardId: string, set: StreetKeeping & { updatedAt: number }) {
  const { keepings } = tx.t
  await tx
    .insert(keepings)
    .values({ boardId, ...set })
    .onConflictDoUpdate({ target: keepings.boardId, set })
}

/** Streets that keep the words of posts, or messages, for less long than the house. */
export async function shorterKeepings(db: Db) {
  const { keepings } = db.t
  const { boardId, postDays, messageDays } = keepings
  return await db
    .select({ boardId, postDays, messageDays })
    .from(keepings)
    .where(or(isNotNull(postDays), isNotNull(messageDays)))
}

export async function oldMessages(db: Db, { before, limit }: Due, boardId: string): Promise<string[]> {
  const { messages } = db.t
  const rows = await db
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.boardId, boardId), lte(messages.at, before)))
    .limit(limit)
  return rows.map(({ id }) => id)
}

export async function forgetMessages(tx: Db, ids: string[]): Promise<void> {
  await tx.delete(tx.t.messages).where(inArray(tx.t.messages.id, ids))
}

// As in the indexes `posts_worded`, `posts_noted` and `claims_worded`, or they are not used.
// Somebody may have written just that.
const worded = sql`(title <> 'Words no longer kept' or details is not null)`
const noted = sql`(private_note is not null or address is not null)`
const spoken = sql`(reason is not null or late_words is not null or thanks is not null)`

/** Posts that ended before then and still have words, the oldest first. */
export async function wordedPosts(db: Db, { before, limit }: Due, boardId?: string): Promise<string[]> {
  const { posts } = db.t
  const here = boardId === undefined ? undefined : eq(posts.boardId, boardId)
  const rows = await db
    .select({ id: posts.id })
    .from(posts)
    .where(and(worded, lte(posts.endedAt, before), here))
    .orderBy(asc(posts.endedAt))
    .limit(limit)
  return rows.map(({ id }) => id)
}

/** Leaves of these posts their kind, their category and their times, which are counted; and of their story who and when. */
export async function takeWords(tx: Db, ids: string[]): Promise<void> {
  const { posts, claims, receipts, events, notices } = tx.t
  await tx.update(posts).set(withoutWords).where(inArray(posts.id, ids))
  await unindexPosts(tx, ids)
  await tx
    .update(claims)
    .set({ reason: null, lateWords: null, thanks: null })
    .where(inArray(claims.postId, ids))
  await tx.delete(receipts).where(inArray(receipts.postId, ids))
  await tx.update(events).set({ note: null }).where(inArray(events.postId, ids))
  await tx.update(notices).set({ words: null }).where(inArray(notices.postId, ids))
}

/** Ended posts whose last help was over by then, and that still have their private note. */
export async function notedPosts(db: Db, { before, limit }: Due): Promise<string[]> {
  const { posts, claims } = db.t
  const lastHelp = db
    .select({ at: sql`max(${claims.endedAt})` })
    .from(claims)
    .where(eq(claims.postId, posts.id))
  const rows = await db
    .select({ id: posts.id })
    .from(posts)
    .where(and(noted, isNotNull(posts.endedAt), sql`coalesce(${lastHelp}, ${posts.endedAt}) <= ${before}`))
    .limit(limit)
  return rows.map(({ id }) => id)
}

export async function takeNotes(tx: Db, ids: string[]): Promise<void> {
  await tx.update(tx.t.posts).set({ privateNote: null, address: null }).where(inArray(tx.t.posts.id, ids))
}

/** Claims that ended before then on posts that still go on. */
export async function wordedClaims(db: Db, { before, limit }: Due): Promise<string[]> {
  const { claims } = db.t
  const rows = await db
    .select({ id: claims.id })
    .from(claims)
    .where(and(spoken, lte(claims.endedAt, before)))
    .limit(limit)
  return rows.map(({ id }) => id)
}

export async function silenceClaims(tx: Db, ids: string[]): Promise<void> {
  const { claims } = tx.t
  await tx.update(claims).set({ reason: null, lateWords: null, thanks: null }).where(inArray(claims.id, ids))
}

/** Sheets that were settled before then and still say whom they came from. */
export async function oldSheets(db: Db, { before, limit }: Due): Promise<string[]> {
  const { imports, importRows } = db.t
  const settled = or(lte(imports.undoneAt, before), lte(imports.completedAt, before))
  const rows = await db
    .selectDistinct({ id: imports.id })
    .from(imports)
    .innerJoin(importRows, eq(importRows.importId, imports.id))
    .where(and(settled, notInArray(imports.state, ['running', 'undoing'])))
    .limit(limit)
  return rows.map(({ id }) => id)
}

export async function forgetSheets(tx: Db, ids: string[]): Promise<void> {
  await tx.delete(tx.t.importRows).where(inArray(tx.t.importRows.importId, ids))
}

type Old = Record<'notices' | 'receipts' | 'shiftNotes' | 'calls' | 'log', number>

/** What may go row by row once it is old; of the ledger, for whom its marks stand. True when something went. */
export async function forgetOld(tx: Db, before: Old): Promise<boolean> {
  const { notices, receipts, shiftNotes, visitCalls, events, reveals, disclosures } = tx.t
  const gone = [
    await tx.delete(notices).where(lte(notices.at, before.notices)).returning({ at: notices.at }),
    await tx.delete(receipts).where(lte(receipts.at, before.receipts)).returning({ at: receipts.at }),
    await tx.delete(shiftNotes).where(lte(shiftNotes.at, before.shiftNotes)).returning({ at: shiftNotes.at }),
    await tx
      .delete(visitCalls)
      .where(lte(visitCalls.askedAt, before.calls))
      .returning({ at: visitCalls.askedAt }),
    await tx
      .delete(events)
      .where(and(eq(events.toNotify, false), lte(events.at, before.log)))
      .returning({ at: events.at }),
    await tx.delete(reveals).where(lte(reveals.at, before.log)).returning({ at: reveals.at }),
    await tx.delete(disclosures).where(lte(disclosures.at, before.log)).returning({ at: disclosures.at }),
    await forgetMarks(tx, before.log),
  ]
  return gone.flat().length > 0
}

async function forgetMarks(tx: Db, before: number) {
  const { ledger, ledgerRefs } = tx.t
  const line = and(eq(ledger.boardId, ledgerRefs.boardId), eq(ledger.seq, ledgerRefs.seq))
  const old = tx
    .select({ ref: ledgerRefs.ref })
    .from(ledgerRefs)
    .innerJoin(ledger, line)
    .where(lte(ledger.at, before))
  return await tx.delete(ledgerRefs).where(inArray(ledgerRefs.ref, old)).returning({ ref: ledgerRefs.ref })
}

/** The tables that hold text at all, in the order in which they are declared. */
export const tablesWithWords = (db: Db): string[] =>
  Object.entries(db.t)
    .filter(([, table]) => Object.values(getTableColumns(table)).some(({ name }) => isPersonal(name)))
    .map(([name]) => name)

const isPersonal = (column: string) =>
  /^(person_id|author_id|by_id|of_id|to_id|contact|other_id)$/.test(column)
