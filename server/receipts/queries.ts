import { and, asc, eq, gt, inArray, or } from 'drizzle-orm'
import type { Receipt } from '#contract/receipts'
import type { Db } from '#db'

export type ReceiptRow = Db['t']['receipts']['$inferSelect']

export async function saveReceipt(tx: Db, row: ReceiptRow): Promise<void> {
  await tx.insert(tx.t.receipts).values(row)
}

/** With the post it was spent for. */
export async function findReceipt(db: Db, claimId: string) {
  const { receipts, posts } = db.t
  const { boardId, authorId, payBackPounds } = posts
  const { byId, at } = receipts
  const [found] = await db
    .select({ byId, at, boardId, authorId, payBackPounds })
    .from(receipts)
    .innerJoin(posts, eq(posts.id, receipts.postId))
    .where(eq(receipts.claimId, claimId))
  return found
}

export async function changeReceipt(
  tx: Db,
  claimId: string,
  set: Pick<ReceiptRow, 'totalPence' | 'words'>,
): Promise<void> {
  await tx.update(tx.t.receipts).set(set).where(eq(tx.t.receipts.claimId, claimId))
}

/** What was spent on one post, the oldest first. */
export async function receiptsOf(db: Db, postId: string): Promise<Receipt[]> {
  const { receipts, people } = db.t
  const rows = await db
    .select({ receipt: receipts, name: people.name })
    .from(receipts)
    .leftJoin(people, eq(people.id, receipts.byId))
    .where(eq(receipts.postId, postId))
    .orderBy(asc(receipts.at), asc(receipts.claimId))
  return rows.map(({ receipt: { claimId, byId, totalPence, words, at }, name }) => ({
    ...{ claimId, totalPence, words },
    by: { id: byId, name: name ?? '' },
    at: new Date(at).toISOString(),
  }))
}

/** Whose money it is: whoever spent it, and whoever pays it back. */
export async function partiesOf(db: Db, postId: string): Promise<string[]> {
  const { receipts, claims, posts } = db.t
  const rows = await db
    .select({ claimerId: claims.personId, authorId: posts.authorId })
    .from(receipts)
    .innerJoin(claims, eq(claims.id, receipts.claimId))
    .innerJoin(posts, eq(posts.id, receipts.postId))
    .where(eq(receipts.postId, postId))
  return [...new Set(rows.flatMap(({ claimerId, authorId }) => [claimerId, authorId]))]
}

/** When a steward last said why they want to see what was spent on this post. */
export async function lastLook(
  db: Db,
  { toId, postId, since }: { toId: string; postId: string; since: number },
) {
  const { looks } = db.t
  const theirs = and(eq(looks.toId, toId), eq(looks.aboutId, postId), gt(looks.at, since))
  const rows = await db.select({ at: looks.at }).from(looks).where(theirs)
  return rows.length > 0 ? Math.max(...rows.map(({ at }) => at)) : undefined
}

/** What somebody said they spent, and what was spent for them. */
export async function receiptsAround(db: Db, personId: string) {
  const { receipts, posts } = db.t
  const { postId, totalPence, words, at, byId } = receipts
  const rows = await db
    .select({ postId, title: posts.title, totalPence, words, at, byId })
    .from(receipts)
    .innerJoin(posts, eq(posts.id, receipts.postId))
    .where(or(eq(byId, personId), eq(posts.authorId, personId)))
    .orderBy(asc(at))
  return rows.map(({ byId: by, ...row }) => ({ ...row, saidByYou: by === personId }))
}

/** Of whoever leaves for good: what they said, and what was spent for them. */
export async function eraseReceipts(tx: Db, personId: string): Promise<void> {
  const { receipts, posts, claims } = tx.t
  const asked = tx.select({ id: posts.id }).from(posts).where(eq(posts.authorId, personId))
  const helped = tx.select({ id: claims.id }).from(claims).where(eq(claims.personId, personId))
  const around = or(inArray(receipts.postId, asked), inArray(receipts.claimId, helped))
  await tx.delete(receipts).where(or(eq(receipts.byId, personId), around))
}
