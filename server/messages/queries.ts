import { and, asc, count, desc, eq, gt, inArray, isNull, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import { type Db, hot, insertsWhole } from '#db'
import { blockedWith, isNone } from '../blocks/queries.ts'
import type { ClaimRow } from '../claims/queries.ts'
import { openAfterDoneMs } from './rules.ts'

export type MessageRow = Db['t']['messages']['$inferSelect']

const insert = hot((db: Db) => insertsWhole(db, db.t.messages).prepare('save_message'))

export async function saveMessage(tx: Db, message: MessageRow): Promise<void> {
  await insert(tx).execute(message)
}

export type Before = { at: number; id: string } | null

/** One page of the words over a claim, the newest first. */
export async function messagesOn(db: Db, claimId: string, page: { before: Before; limit: number }) {
  const { messages } = db.t
  const { before, limit } = page
  const older = before && sql`(${messages.at}, ${messages.id}) < (${before.at}, ${before.id})`
  return await db
    .select()
    .from(messages)
    .where(and(eq(messages.claimId, claimId), older ?? undefined))
    .orderBy(desc(messages.at), desc(messages.id))
    .limit(limit)
}

export async function findMessage(db: Db, id: string): Promise<MessageRow | undefined> {
  const { messages } = db.t
  const [row] = await db.select().from(messages).where(eq(messages.id, id))
  return row
}

/** Claims over which words can be read and written at `now`. */
const isOpen = ({ t: { claims } }: Db, now: number) =>
  or(
    inArray(claims.state, ['held', 'accepted']),
    and(eq(claims.state, 'done'), gt(claims.endedAt, now - openAfterDoneMs)),
  )

/** What somebody has not read, claim by claim, of words that are still open to them. */
export async function unreadOf(db: Db, personId: string, now: number) {
  const { messages, claims } = db.t
  const seen = isNone(db, messages.byId, JSON.stringify(await blockedWith(db, personId)))
  const mine = and(eq(messages.toId, personId), isNull(messages.seenAt), eq(messages.state, 'sent'), seen)
  return await db
    .select({ claimId: messages.claimId, postId: messages.postId, unread: count() })
    .from(messages)
    .innerJoin(claims, eq(claims.id, messages.claimId))
    .where(and(mine, isOpen(db, now)))
    .groupBy(messages.claimId, messages.postId)
    .orderBy(asc(messages.claimId))
}

type Waiting = Pick<MessageRow, 'toId' | 'claimId' | 'state'>

/** Whether something of this claim waits for its other party already. What is held is not theirs to read, so it waits apart. */
export async function isUnread(db: Db, { toId, claimId, state }: Waiting) {
  const { messages } = db.t
  const theirs = and(eq(messages.toId, toId), isNull(messages.seenAt), eq(messages.claimId, claimId))
  const waiting = and(theirs, eq(messages.state, state))
  const [one] = await db.select({ id: messages.id }).from(messages).where(waiting).limit(1)
  return one !== undefined
}

type Seeing = { claimIds: string[]; upTo: number; now: number }

/** What was on the page is read; what came a moment later is not. */
export async function seeMessages(tx: Db, toId: string, { claimIds, upTo, now }: Seeing) {
  const { messages } = tx.t
  const unseen = and(eq(messages.toId, toId), isNull(messages.seenAt), lte(messages.at, upTo))
  await tx
    .update(messages)
    .set({ seenAt: now })
    .where(and(unseen, inArray(messages.claimId, claimIds)))
}

type Alike = { since: number; samePost: boolean }

/** To how many others these words have gone since then; helpers of one post count as one when `samePost` is not asked for. */
export async function countAlike(
  db: Db,
  { byId, digest, toId, postId }: MessageRow,
  { since, samePost }: Alike,
) {
  const { messages } = db.t
  const same = and(eq(messages.byId, byId), eq(messages.digest, digest), gt(messages.at, since))
  const others = and(same, ne(messages.toId, toId), samePost ? undefined : ne(messages.postId, postId))
  const rows = await db.selectDistinct({ toId: messages.toId }).from(messages).where(others).limit(100)
  return rows.length
}

/** False when it was not held. It is new again, as it is now that it can be read. */
export async function passOn(tx: Db, id: string, now: number): Promise<boolean> {
  const { messages } = tx.t
  const passed = await tx
    .update(messages)
    .set({ state: 'sent', why: null, at: now, seenAt: null })
    .where(and(eq(messages.id, id), eq(messages.state, 'held')))
    .returning({ id: messages.id })
  return passed.length > 0
}

/** These claims with whose they are on both sides, for a line that tells of them. */
export async function claimsAmong(db: Db, ids: readonly string[]) {
  const { claims, posts } = db.t
  if (ids.length === 0) return []
  return await db
    .select({ claim: claims, authorId: posts.authorId })
    .from(claims)
    .innerJoin(posts, eq(posts.id, claims.postId))
    .where(inArray(claims.id, [...ids]))
}
export type PartiedClaim = { claim: ClaimRow; authorId: string }

export async function forgetMessages(tx: Db, before: number): Promise<void> {
  await tx.delete(tx.t.messages).where(lt(tx.t.messages.at, before))
}

/** Both sides of everything they wrote and were written. */
export async function eraseMessages(tx: Db, personId: string): Promise<void> {
  const { messages } = tx.t
  await tx.delete(messages).where(or(eq(messages.byId, personId), eq(messages.toId, personId)))
}

/** Everything somebody wrote, and what reached them. */
export async function messagesOf(db: Db, personId: string): Promise<MessageRow[]> {
  const { messages } = db.t
  const got = and(eq(messages.toId, personId), eq(messages.state, 'sent'))
  return await db
    .select()
    .from(messages)
    .where(or(eq(messages.byId, personId), got))
    .orderBy(asc(messages.at), asc(messages.id))
}

type Lately = { boardId: string; personId: string; since: number }

/** Who has helped somebody, been helped by them, or had a message of theirs passed on, on one street. */
export async function contactsLately(db: Db, { boardId, personId, since }: Lately): Promise<string[]> {
  const { messages, claims, posts } = db.t
  const written = await db
    .selectDistinct({ byId: messages.byId, toId: messages.toId })
    .from(messages)
    .where(and(eq(messages.boardId, boardId), or(eq(messages.byId, personId), eq(messages.toId, personId))))
  const met = (theirs: SQL) =>
    db
      .selectDistinct({ byId: claims.personId, toId: posts.authorId })
      .from(claims)
      .innerJoin(posts, eq(posts.id, claims.postId))
      .where(and(theirs, eq(claims.boardId, boardId), gt(claims.heldAt, since)))
  // Apart, so that each is found by an index of its own.
  const helped = await met(eq(claims.personId, personId))
  const wereHelped = await met(eq(posts.authorId, personId))
  const both = [...written, ...helped, ...wereHelped].flatMap(({ byId, toId }) => [byId, toId])
  return [...new Set(both)].filter((id) => id !== personId).sort()
}

/** All words over these claims, the oldest first: for stewards, when one of the two has told of them. */
export async function wordsOver(db: Db, claimIds: readonly string[]): Promise<MessageRow[]> {
  const { messages } = db.t
  if (claimIds.length === 0) return []
  const here = inArray(messages.claimId, [...claimIds])
  return await db.select().from(messages).where(here).orderBy(asc(messages.at), asc(messages.id))
}
