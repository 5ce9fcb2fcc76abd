import { and, asc, eq, inArray, isNotNull, lte, or, sql } from 'drizzle-orm'
import type { Lead } from '#contract/safeguarding'
import { type Db, remembered } from '#db'

export type LeadRow = Db['t']['leads']['$inferSelect']
export type SafetyRow = Db['t']['safety']['$inferSelect']
type Who = { boardId: string; personId: string }

const namedLeads = remembered((db: Db) => {
  const { leads, people } = db.t
  return db
    .select({ lead: leads, name: people.name })
    .from(leads)
    .innerJoin(people, eq(people.id, leads.personId))
    .where(eq(leads.boardId, sql.placeholder('boardId')))
    .orderBy(asc(leads.askedAt), asc(leads.personId))
    .prepare('leads_of')
})

/** Everybody who looks after worries here, or is asked to, with their names. */
export async function leadsOf(db: Db, boardId: string): Promise<(LeadRow & { name: string })[]> {
  const rows = await namedLeads(db).execute({ boardId })
  return rows.map(({ lead, name }) => ({ ...lead, name }))
}

export const toLead = ({ personId, name, role, acceptedAt }: LeadRow & { name: string }): Lead => ({
  person: { id: personId, name },
  role,
  accepted: acceptedAt !== null,
})

const settledOn = remembered((db: Db) => {
  const { safety } = db.t
  return db
    .select()
    .from(safety)
    .where(eq(safety.boardId, sql.placeholder('boardId')))
    .prepare('safety_of')
})

export async function safetyOf(db: Db, boardId: string): Promise<SafetyRow | undefined> {
  const [row] = await settledOn(db).execute({ boardId })
  return row
}

export async function settle(tx: Db, boardId: string, set: Partial<SafetyRow>): Promise<void> {
  const { safety } = tx.t
  const unsaid = { moneyCapPounds: null, deputyBy: null, remindedAt: null }
  await tx
    .insert(safety)
    .values({ ...unsaid, ...set, boardId })
    .onConflictDoUpdate({ target: safety.boardId, set })
}

export async function saveLead(tx: Db, row: LeadRow): Promise<void> {
  const { leads } = tx.t
  const set = { role: row.role, acceptedAt: row.acceptedAt }
  await tx
    .insert(leads)
    .values(row)
    .onConflictDoUpdate({ target: [leads.boardId, leads.personId], set })
}

/** Undefined when they were not one. */
export async function endLead(tx: Db, { boardId, personId }: Who): Promise<LeadRow | undefined> {
  const { leads } = tx.t
  const theirs = and(eq(leads.boardId, boardId), eq(leads.personId, personId))
  const [gone] = await tx.delete(leads).where(theirs).returning()
  return gone
}

export async function leadingOf(db: Db, personId: string) {
  const { leads, boards } = db.t
  const { boardId, role, askedAt, acceptedAt } = leads
  return await db
    .select({ boardId, board: boards.name, role, askedAt, acceptedAt })
    .from(leads)
    .innerJoin(boards, eq(boards.id, leads.boardId))
    .where(eq(leads.personId, personId))
}

/** Streets whose numbers nobody has looked up since `before`, and whose stewards have not been asked since. */
export async function unchecked(db: Db, before: number, limit: number): Promise<{ id: string }[]> {
  const { boards, safety } = db.t
  const stale = sql`coalesce(${boards.helplinesCheckedAt}, ${boards.createdAt}) <= ${before}`
  const unasked = or(
    sql`${safety.remindedAt} is null`,
    and(isNotNull(safety.remindedAt), lte(safety.remindedAt, before)),
  )
  return await db
    .select({ id: boards.id })
    .from(boards)
    .leftJoin(safety, eq(safety.boardId, boards.id))
    .where(and(stale, unasked, eq(boards.demo, false)))
    .limit(limit)
}

/** Who has agreed to be asked by name here, and belongs here now. */
export async function agreedOn(db: Db, boardId: string): Promise<{ id: string; name: string }[]> {
  const { namings, members, people } = db.t
  const here = and(eq(members.boardId, namings.boardId), eq(members.personId, namings.personId))
  return await db
    .select({ id: people.id, name: people.name })
    .from(namings)
    .innerJoin(members, and(here, eq(members.state, 'active')))
    .innerJoin(people, eq(people.id, namings.personId))
    .where(eq(namings.boardId, boardId))
    .orderBy(asc(people.name), asc(people.id))
}

export async function agree(tx: Db, { boardId, personId }: Who, now: number): Promise<void> {
  await tx.insert(tx.t.namings).values({ boardId, personId, since: now }).onConflictDoNothing()
}

export async function disagree(tx: Db, { boardId, personId }: Who): Promise<void> {
  const { namings } = tx.t
  await tx.delete(namings).where(and(eq(namings.boardId, boardId), eq(namings.personId, personId)))
}

export async function hasAgreed(db: Db, { boardId, personId }: Who): Promise<boolean> {
  const { namings } = db.t
  return (await db.$count(namings, and(eq(namings.boardId, boardId), eq(namings.personId, personId)))) > 0
}

/** They have done something for this author here before. */
export async function hasHelped(
  db: Db,
  { boardId, authorId, personId }: Who & { authorId: string },
): Promise<boolean> {
  const { claims, posts } = db.t
  const asked = db.select({ id: posts.id }).from(posts).where(eq(posts.authorId, authorId))
  const done = and(eq(claims.personId, personId), eq(claims.state, 'done'), eq(claims.boardId, boardId))
  return (await db.$count(claims, and(done, inArray(claims.postId, asked)))) > 0
}

export async function namingsOf(db: Db, personId: string) {
  const { namings } = db.t
  const { boardId, since } = namings
  return await db.select({ boardId, since }).from(namings).where(eq(namings.personId, personId))
}

export async function eraseNamings(tx: Db, personId: string): Promise<void> {
  await tx.delete(tx.t.namings).where(eq(tx.t.namings.personId, personId))
}
