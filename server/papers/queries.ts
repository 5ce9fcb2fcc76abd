import { and, count, desc, eq, max } from 'drizzle-orm'
import type { Disclosure, Rules } from '#contract/papers'
import type { Db } from '#db'

const iso = (ms: number) => new Date(ms).toISOString()

async function current(db: Db, boardId: string) {
  const { rulebooks } = db.t
  const [row] = await db
    .select()
    .from(rulebooks)
    .where(eq(rulebooks.boardId, boardId))
    .orderBy(desc(rulebooks.version))
    .limit(1)
  return row
}

/** The rules that hold now, and whether this person has said that they keep to them. */
export async function findRules(db: Db, boardId: string, personId: string | null): Promise<Rules> {
  const book = await current(db, boardId)
  if (!book) return { version: null, words: null, adoptedAt: null, acceptedAt: null, accepted: 0 }
  const { acceptances } = db.t
  const ofBook = and(eq(acceptances.boardId, boardId), eq(acceptances.version, book.version))
  const [mine] = await db
    .select()
    .from(acceptances)
    .where(and(ofBook, eq(acceptances.personId, personId ?? '')))
  const [all] = await db.select({ people: count() }).from(acceptances).where(ofBook)
  const { version, words, adoptedAt } = book
  return {
    ...{ version, words, adoptedAt: iso(adoptedAt) },
    acceptedAt: mine ? iso(mine.at) : null,
    accepted: all!.people,
  }
}

export type Adopted = { boardId: string; words: string; adoptedById: string; adoptedAt: number }

/** The board's log is held by whoever adopts, so numbers follow one another. @returns the number */
export async function adoptRules(tx: Db, adopted: Adopted): Promise<number> {
  const { rulebooks } = tx.t
  const [last] = await tx
    .select({ version: max(rulebooks.version) })
    .from(rulebooks)
    .where(eq(rulebooks.boardId, adopted.boardId))
  const version = (last?.version ?? 0) + 1
  await tx.insert(rulebooks).values({ ...adopted, version })
  return version
}

type Accepted = { boardId: string; personId: string; version: number; at: number }

/** False when these are not the rules that hold now. */
export async function acceptRules(tx: Db, accepted: Accepted): Promise<boolean> {
  const book = await current(tx, accepted.boardId)
  if (book?.version !== accepted.version) return false
  await tx.insert(tx.t.acceptances).values(accepted).onConflictDoNothing()
  return true
}

export async function acceptancesOf(db: Db, personId: string) {
  const { acceptances } = db.t
  return await db.select().from(acceptances).where(eq(acceptances.personId, personId))
}

export async function eraseAcceptances(tx: Db, personId: string): Promise<void> {
  await tx.delete(tx.t.acceptances).where(eq(tx.t.acceptances.personId, personId))
}

type DisclosureRow = Db['t']['disclosures']['$inferSelect']

export async function saveDisclosure(tx: Db, row: DisclosureRow): Promise<Disclosure> {
  await tx.insert(tx.t.disclosures).values(row)
  return toDisclosure(row)
}

const toDisclosure = ({ id, body, power, given, at }: DisclosureRow) => ({
  ...{ id, body, power, given },
  at: iso(at),
})

export async function disclosuresOf(db: Db, boardId: string): Promise<Disclosure[]> {
  const { disclosures } = db.t
  const rows = await db
    .select()
    .from(disclosures)
    .where(eq(disclosures.boardId, boardId))
    .orderBy(desc(disclosures.at), desc(disclosures.id))
    .limit(200)
  return rows.map(toDisclosure)
}

/** Everybody who belongs to the street, stewards among them. */
export async function countNeighbours(db: Db, boardId: string): Promise<number> {
  const { members } = db.t
  return await db.$count(members, and(eq(members.boardId, boardId), eq(members.state, 'active')))
}
