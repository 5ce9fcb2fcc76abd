import { and, asc, desc, eq, getTableColumns, inArray, isNotNull, lte, or, sql } from 'drizzle-orm'
import type { Claim } from '#contract/claims'
import { NotFound } from '#contract/http'
import type { ClaimState } from '#contract/lifecycle'
import { type Db, hot, insertsWhole, remembered } from '#db'
import { isNone } from '../blocks/queries.ts'
import { isOpenTo, type PostRow, selectNamed } from '../views/queries.ts'

export type ClaimRow = Db['t']['claims']['$inferSelect']
export type NamedClaim = ClaimRow & { name: string | null }

const take = hot((db: Db) => {
  const { posts } = db.t
  const n = sql.placeholder('parts')
  const full = sql`not ${posts.standing} and ${posts.taken} + ${posts.finished} + ${n} >= ${posts.parts}`
  const fits = sql`(${posts.standing} or ${posts.taken} + ${posts.finished} + ${n} <= ${posts.parts})`
  return db
    .update(posts)
    .set({
      taken: sql`${posts.taken} + ${n}`,
      state: sql`case when ${full} then 'claimed' else ${posts.state} end`,
    })
    .where(and(eq(posts.id, sql.placeholder('id')), eq(posts.state, 'open'), fits))
    .returning()
    .prepare('take_parts')
})

/** Takes places on an open post. The guard decides a race, on either engine; undefined when it is lost. */
export async function takeParts(tx: Db, post: { id: string; parts: number }): Promise<PostRow | undefined> {
  const [taken] = await take(tx).execute(post)
  return taken
}

/** The post as it stands, which nobody else changes until this transaction is over. */
export async function holdPost(tx: Db, { id }: { id: string }): Promise<PostRow> {
  const { posts } = tx.t
  const [held] = await tx
    .update(posts)
    .set({ taken: sql`${posts.taken}` })
    .where(eq(posts.id, id))
    .returning()
  return held ?? NotFound.raise()
}

type Given = { id: string; parts: number; finished: number }

/** Gives places back, some of them done. A post on the board is open again; one with nothing left to do is done. */
export async function giveParts(tx: Db, { id, parts, finished }: Given): Promise<PostRow> {
  const { posts } = tx.t
  const nowFinished = sql`${posts.finished} + ${finished}`
  const all = sql`not ${posts.standing} and ${nowFinished} >= ${posts.parts}`
  const onBoard = sql`${posts.state} in ('open', 'claimed')`
  const going = sql`${posts.state} in ('open', 'claimed', 'paused')`
  const free = parts > finished ? sql`when ${onBoard} then 'open'` : sql``
  const [post] = await tx
    .update(posts)
    .set({
      taken: sql`${posts.taken} - ${parts}`,
      finished: nowFinished,
      state: sql`case when ${going} and ${all} then 'done' ${free} else ${posts.state} end`,
      shelf: sql`case when ${going} and ${all} then 'board' else ${posts.shelf} end`,
    })
    .where(eq(posts.id, id))
    .returning()
  return post!
}

const insert = hot((db: Db) => insertsWhole(db, db.t.claims).prepare('save_claim'))

export async function saveClaim(tx: Db, claim: ClaimRow): Promise<void> {
  await insert(tx).execute(claim)
}

const selectClaims = (db: Db) => {
  const { claims, people } = db.t
  return db
    .select({ ...getTableColumns(claims), name: people.name })
    .from(claims)
    .leftJoin(people, eq(people.id, claims.personId))
}

export async function findClaim(db: Db, id: string): Promise<NamedClaim | undefined> {
  const [claim] = await selectClaims(db).where(eq(db.t.claims.id, id))
  return claim
}

const onPost = remembered((db: Db) => {
  const { claims } = db.t
  return selectClaims(db)
    .where(eq(claims.postId, sql.placeholder('postId')))
    .orderBy(asc(claims.heldAt), asc(claims.id))
    .prepare('claims_on_post')
})

/** Every claim on a post, first come first. */
export function claimsOn(db: Db, postId: string): Promise<NamedClaim[]> {
  return onPost(db).execute({ postId })
}

type Change = { from: ClaimState; set: Partial<ClaimRow> }

/** Undefined when the claim is no longer in the state it was found in: somebody else was first. */
export async function changeClaim(tx: Db, id: string, { from, set }: Change): Promise<ClaimRow | undefined> {
  const { claims } = tx.t
  const [row] = await tx
    .update(claims)
    .set(set)
    .where(and(eq(claims.id, id), eq(claims.state, from)))
    .returning()
  return row
}

/** Claims whose lease has run out by `now`, the oldest first. */
export async function lapsedClaims(db: Db, now: number, limit: number): Promise<ClaimRow[]> {
  const { claims } = db.t
  const over = and(
    isNotNull(claims.leaseEndsAt),
    lte(claims.leaseEndsAt, now),
    inArray(claims.state, ['held', 'accepted']),
  )
  return await db
    .select()
    .from(claims)
    .where(over)
    .orderBy(asc(claims.leaseEndsAt), asc(claims.id))
    .limit(limit)
}

/** What somebody is on, the soonest to lapse first. */
export async function claimsBy(db: Db, personId: string, states: ClaimState[]): Promise<NamedClaim[]> {
  const { claims } = db.t
  const mine = and(eq(claims.personId, personId), inArray(claims.state, states))
  return await selectClaims(db).where(mine).orderBy(desc(claims.heldAt))
}

export async function findPersonName(db: Db, id: string): Promise<string | null> {
  const { people } = db.t
  const [person] = await db.select({ name: people.name }).from(people).where(eq(people.id, id))
  return person?.name ?? null
}

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

/** A stored claim as the wire has it. */
export function toClaim(row: ClaimRow, name: string | null): Claim {
  const { id, postId, boardId, personId, parts, state, heldAt, leaseEndsAt, acceptedAt, endedAt } = row
  const times = { leaseEndsAt: iso(leaseEndsAt), acceptedAt: iso(acceptedAt), endedAt: iso(endedAt) }
  const person = { id: personId, name: name ?? '' }
  return { id, postId, boardId, parts, state, person, heldAt: iso(heldAt)!, ...times }
}

const open = remembered((db: Db) => {
  const { boardId, kind, state, waitingSince, authorId } = db.t.posts
  const here = and(eq(boardId, sql.placeholder('boardId')), eq(kind, sql.placeholder('kind')))
  const seen = or(sql`${sql.placeholder('seesAll')} = 1`, isOpenTo(db, sql.placeholder('newcomerId')))
  return selectNamed(db)
    .where(and(here, eq(state, 'open'), isNone(db, authorId, sql.placeholder('hidden')), seen))
    .orderBy(asc(waitingSince))
    .limit(sql.placeholder('limit'))
    .prepare('open_posts')
})

type Open = Pick<PostRow, 'boardId' | 'kind'> & {
  hidden: readonly string[]
  newcomerId: string | undefined
  limit: number
}

/** What nobody has taken whole yet, longest waiting first; `newcomerId` where nobody knows the reader yet. */
export function openPosts(db: Db, { boardId, kind, newcomerId, hidden, limit }: Open) {
  const whose = { newcomerId: newcomerId ?? '', seesAll: newcomerId === undefined ? 1 : 0 }
  return open(db).execute({ boardId, kind, limit, hidden: JSON.stringify(hidden), ...whose })
}
