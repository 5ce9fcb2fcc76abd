import { and, asc, count, eq, gt, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { Trust } from '#contract/standing'
import { type Db, hot, remembered } from '#db'
import type { Who } from '../pauses/queries.ts'
import { trust } from './rules.ts'

export type { Who }

const standing = remembered((db: Db) => {
  const { boards, members, standings, pauses, vouches, claims } = db.t
  const personId = sql.placeholder('personId')
  const theirs = (table: typeof members | typeof standings | typeof pauses) =>
    and(eq(table.boardId, boards.id), eq(table.personId, personId))
  const counted = (rows: unknown) => sql<number>`(select count(*) from ${rows})`.mapWith(Number)
  return db
    .select({
      vouchesWanted: boards.vouchesWanted,
      role: members.role,
      state: members.state,
      trustedAt: standings.trustedAt,
      clearedAt: standings.clearedAt,
      until: pauses.until,
      vouches: counted(
        sql`${vouches} where ${vouches.boardId} = ${boards.id} and ${vouches.ofId} = ${personId}`,
      ),
      helped: counted(
        sql`${claims} where ${claims.boardId} = ${boards.id} and ${claims.personId} = ${personId}
          and ${claims.state} = 'done' and ${claims.acceptedAt} is not null`,
      ),
    })
    .from(boards)
    .leftJoin(members, theirs(members))
    .leftJoin(standings, theirs(standings))
    .leftJoin(pauses, theirs(pauses))
    .where(eq(boards.id, sql.placeholder('boardId')))
    .prepare('trust_of')
})

/** How well a street knows somebody now; as good as new where they do not belong. */
export async function trustOf(db: Db, { boardId, personId, now }: Who & { now: number }): Promise<Trust> {
  const [found] = await standing(db).execute({ boardId, personId })
  return trust(found, now)
}

/** Nobody else decides about this person until the transaction is over. */
export async function holdStanding(tx: Db, { boardId, personId }: Who): Promise<void> {
  await hold(tx).execute({ boardId, personId })
}

const hold = hot((db: Db) => {
  const { standings } = db.t
  const set = { trustedAt: sql`${standings.trustedAt}` }
  const who = { boardId: sql.placeholder('boardId'), personId: sql.placeholder('personId') }
  return db
    .insert(standings)
    .values({ ...who, trustedAt: null, clearedAt: null })
    .onConflictDoUpdate({ target: [standings.boardId, standings.personId], set })
    .prepare('hold_standing')
})

const isOf = (tx: Db, { boardId, personId }: Who) =>
  and(eq(tx.t.standings.boardId, boardId), eq(tx.t.standings.personId, personId))

/** A steward has let words of theirs pass: they are new no longer. */
export async function clear(tx: Db, { now, ...who }: Who & { now: number }): Promise<void> {
  const { standings } = tx.t
  await holdStanding(tx, who)
  await tx
    .update(standings)
    .set({ clearedAt: now })
    .where(and(isOf(tx, who), isNull(standings.clearedAt)))
}

/** The steward takes that back, `at` which it was: whoever was new before is so again. */
export async function unclear(tx: Db, { at, ...who }: Who & { at: number }): Promise<void> {
  const { standings } = tx.t
  const since = and(isOf(tx, who), eq(standings.clearedAt, at))
  await tx.update(standings).set({ clearedAt: null }).where(since)
}

/** Null takes it away. Who is trusted already stays so since when they were. */
export async function setTrusted(tx: Db, who: Who, trustedAt: number | null): Promise<void> {
  const already = trustedAt === null ? undefined : isNull(tx.t.standings.trustedAt)
  await tx
    .update(tx.t.standings)
    .set({ trustedAt })
    .where(and(isOf(tx, who), already))
}

type Vouch = { boardId: string; byId: string; ofId: string }

export async function saveVouch(tx: Db, vouch: Vouch & { at: number }): Promise<boolean> {
  const saved = await tx.insert(tx.t.vouches).values(vouch).onConflictDoNothing().returning()
  return saved.length > 0
}

export async function takeVouchBack(tx: Db, { boardId, byId, ofId }: Vouch): Promise<boolean> {
  const { vouches } = tx.t
  const theirs = and(eq(vouches.boardId, boardId), eq(vouches.byId, byId), eq(vouches.ofId, ofId))
  return (await tx.delete(vouches).where(theirs).returning()).length > 0
}

/** Who vouches for these neighbours, the earliest first. */
export async function vouchersOf(db: Db, boardId: string, ofIds: string[]) {
  const { vouches, people } = db.t
  if (ofIds.length === 0) return []
  return await db
    .select({ ofId: vouches.ofId, id: people.id, name: people.name })
    .from(vouches)
    .innerJoin(people, eq(people.id, vouches.byId))
    .where(and(eq(vouches.boardId, boardId), inArray(vouches.ofId, ofIds)))
    .orderBy(asc(vouches.at), asc(vouches.byId))
}

/** Those who belong here, and those of them who are trusted, this one aside. */
export async function countTrusted(db: Db, { boardId, personId }: Who) {
  const { members, standings } = db.t
  const theirs = and(eq(standings.boardId, members.boardId), eq(standings.personId, members.personId))
  const others = and(
    ne(members.personId, personId),
    or(eq(members.role, 'steward'), isNotNull(standings.trustedAt)),
  )
  const [row] = await db
    .select({
      active: count(),
      trusted: sql<number>`coalesce(sum(case when ${others} then 1 else 0 end), 0)`.mapWith(Number),
    })
    .from(members)
    .leftJoin(standings, theirs)
    .where(and(eq(members.boardId, boardId), eq(members.state, 'active')))
  return row!
}

/** Posts of theirs on this street since a moment, drafts and this one aside. */
export async function countPostsSince(db: Db, who: Who & { since: number; butId: string }): Promise<number> {
  const { posts } = db.t
  const recent = and(
    eq(posts.authorId, who.personId),
    eq(posts.boardId, who.boardId),
    gt(posts.waitingSince, who.since),
    ne(posts.state, 'draft'),
    ne(posts.id, who.butId),
    isNull(posts.importId),
  )
  return await db.$count(posts, recent)
}

const inHand = remembered((db: Db) => {
  const { claims } = db.t
  const theirs = eq(claims.personId, sql.placeholder('personId'))
  const here = eq(claims.boardId, sql.placeholder('boardId'))
  const going = inArray(claims.state, ['held', 'accepted', 'waiting'])
  return db
    .select({ claims: count() })
    .from(claims)
    .where(and(theirs, here, going))
    .prepare('count_in_hand')
})

/** What somebody is on or waits for on this street. */
export async function countInHand(db: Db, who: Who): Promise<number> {
  const [counted] = await inHand(db).execute(who)
  return counted!.claims
}

/** For whom somebody vouches on a street. */
export async function vouchedBy(db: Db, { boardId, personId }: Who): Promise<string[]> {
  const { vouches } = db.t
  const theirs = and(eq(vouches.boardId, boardId), eq(vouches.byId, personId))
  return (await db.select({ ofId: vouches.ofId }).from(vouches).where(theirs)).map(({ ofId }) => ofId)
}

/** What somebody was to a street goes with them; a pause or a removal stays, or leaving would undo it. */
export async function forgetStanding(tx: Db, { boardId, personId }: Who): Promise<void> {
  const { vouches, standings } = tx.t
  const theirs = or(eq(vouches.byId, personId), eq(vouches.ofId, personId))
  await tx.delete(vouches).where(and(eq(vouches.boardId, boardId), theirs))
  await tx.delete(standings).where(and(eq(standings.boardId, boardId), eq(standings.personId, personId)))
}

export async function exportOf(db: Db, personId: string) {
  const { vouches } = db.t
  return {
    vouches: await db
      .select()
      .from(vouches)
      .where(or(eq(vouches.byId, personId), eq(vouches.ofId, personId))),
  }
}

export async function eraseStanding(tx: Db, personId: string): Promise<void> {
  const { vouches, standings } = tx.t
  await tx.delete(vouches).where(or(eq(vouches.byId, personId), eq(vouches.ofId, personId)))
  await tx.delete(standings).where(eq(standings.personId, personId))
}
