import { and, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import { type Db, hot } from '#db'
import { allContactsOf } from '../contact-change/queries.ts'

export type JoiningRow = Db['t']['joinings']['$inferSelect']

const insert = hot((db: Db) => {
  const { joinings } = db.t
  const values = {
    id: sql.placeholder('id'),
    boardId: sql.placeholder('boardId'),
    name: sql.placeholder('name'),
    contact: sql.placeholder('contact'),
    offer: sql.placeholder('offer'),
    invitationId: sql.placeholder('invitationId'),
    createdAt: sql.placeholder('createdAt'),
  }
  return db.insert(joinings).values(values).prepare('save_joining')
})

export async function saveJoining(tx: Db, row: JoiningRow): Promise<void> {
  await insert(tx).execute(row)
}

/** Those still waiting for the code of this contact, newest first. */
export async function joiningsBy(db: Db, contact: string, after: number): Promise<JoiningRow[]> {
  const { joinings } = db.t
  return await db
    .select()
    .from(joinings)
    .where(and(eq(joinings.contact, contact), gt(joinings.createdAt, after)))
    .orderBy(desc(joinings.createdAt), desc(joinings.id))
}

export async function forgetJoinings(tx: Db, ids: string[]): Promise<void> {
  if (ids.length > 0) await tx.delete(tx.t.joinings).where(inArray(tx.t.joinings.id, ids))
}

/** Joinings whose code nobody entered in time. */
export async function forgetJoiningsBefore(tx: Db, atMs: number): Promise<void> {
  await tx.delete(tx.t.joinings).where(lt(tx.t.joinings.createdAt, atMs))
}

type Who = { boardId: string; personId: string }

/** Keeps an offer until the stewards have answered; a newer one takes its place. */
export async function holdOffer(tx: Db, offer: Who & { title: string; at: number }): Promise<void> {
  const { heldOffers } = tx.t
  await tx
    .insert(heldOffers)
    .values(offer)
    .onConflictDoUpdate({
      target: [heldOffers.boardId, heldOffers.personId],
      set: { title: offer.title, at: offer.at },
    })
}

/** Takes out what was kept for somebody who has been answered. */
export async function takeHeldOffer(tx: Db, { boardId, personId }: Who): Promise<string | undefined> {
  const { heldOffers } = tx.t
  const theirs = and(eq(heldOffers.boardId, boardId), eq(heldOffers.personId, personId))
  const [held] = await tx.delete(heldOffers).where(theirs).returning()
  return held?.title
}

/** Everything of a person who leaves for good, also what waits for a code to one of their contacts. */
export async function eraseJoinings(tx: Db, personId: string): Promise<void> {
  const { joinings, heldOffers } = tx.t
  for (const contact of await allContactsOf(tx, personId))
    await tx.delete(joinings).where(eq(joinings.contact, contact))
  await tx.delete(heldOffers).where(eq(heldOffers.personId, personId))
}

/** The name of the street that somebody wants to join with this code. */
export async function streetJoinedBy(db: Db, codeId: string): Promise<string | undefined> {
  const { joinings, boards } = db.t
  const [found] = await db
    .select({ name: boards.name })
    .from(joinings)
    .innerJoin(boards, eq(boards.id, joinings.boardId))
    .where(eq(joinings.id, codeId))
  return found?.name
}
