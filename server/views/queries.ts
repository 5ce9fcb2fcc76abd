import { and, asc, eq, getTableColumns, inArray, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { type BoardEvent, PostEventType } from '#contract/live'
import type { Helper, Post } from '#contract/posts'
import { isSensitive, sensitiveKinds } from '#contract/safeguarding'
import { type Db, hot, remembered } from '#db'
import { elements } from '../../db/json.ts'
import type { EventRow } from '../live/queries.ts'
import type { Scope } from '../permissions/scope.ts'
import { toPost } from './post.ts'

/** Its number is for the index of its words alone. */
export type PostRow = Omit<Db['t']['posts']['$inferSelect'], 'number'>
export type Named = PostRow & { authorName: string | null }

/** A post with the name of whoever posted it. */
export const selectNamed = (db: Db) => {
  const { people, posts } = db.t
  const { number: _, ...columns } = getTableColumns(posts)
  return db
    .select({ ...columns, authorName: people.name })
    .from(posts)
    .leftJoin(people, eq(people.id, posts.authorId))
}

const among = hot((db: Db) => {
  const ids = sql`(select value from ${elements(db, sql.placeholder('ids'))})`
  return selectNamed(db).where(sql`${db.t.posts.id} in ${ids}`).prepare('posts_among')
})

export async function postsAmong(db: Db, ids: readonly string[]): Promise<Named[]> {
  if (ids.length === 0) return []
  return await among(db).execute({ ids: JSON.stringify(ids) })
}

const outlines = hot((db: Db) => {
  const { id, authorId, firstAskId, kind, tier, category } = db.t.posts
  const ids = sql`(select value from ${elements(db, sql.placeholder('ids'))})`
  return db
    .select({ id, authorId, firstAskId, kind, tier, category })
    .from(db.t.posts)
    .where(sql`${id} in ${ids}`)
    .prepare('outlines_of')
})
export type Outline = Awaited<ReturnType<typeof outlinesOf>>[number]

/** Whose these posts are, and whether they need trust. */
export async function outlinesOf(db: Db, ids: readonly string[]) {
  return ids.length === 0 ? [] : await outlines(db).execute({ ids: JSON.stringify(ids) })
}

const claimers = hot((db: Db) => {
  const { postId, personId } = db.t.claims
  const ids = sql`(select value from ${elements(db, sql.placeholder('ids'))})`
  return db
    .selectDistinct({ postId, personId })
    .from(db.t.claims)
    .where(sql`${postId} in ${ids}`)
    .prepare('claimers_of')
})

/** Who is or was on these posts, or waits for a place, by post. */
export async function claimersOf(db: Db, ids: readonly string[]) {
  return await claimers(db).execute({ ids: JSON.stringify(ids) })
}

/** True of posts that somebody may read whom nobody knows yet: what needs no trust, and what is theirs. */
export function isOpenTo(db: Db, readerId: unknown): SQL {
  const { claims, posts } = db.t
  const kinds = sql.raw(sensitiveKinds.map((id) => `'${id}'`).join(', '))
  const kept = sql`(${posts.kind} = 'request'
    and (coalesce(${posts.tier}, 0) > 1 or coalesce(${posts.category}, '') in (${kinds})))`
  const claimed = sql`exists (select 1 from ${claims}
    where ${claims.postId} = ${posts.id} and ${claims.personId} = ${readerId})`
  return sql`(not ${kept} or ${posts.authorId} = ${readerId} or ${posts.firstAskId} = ${readerId} or ${claimed})`
}

const helpers = remembered((db: Db) => {
  const { claims, people } = db.t
  const ids = sql`(select value from ${elements(db, sql.placeholder('postIds'))})`
  return db
    .select({ claim: claims, name: people.name })
    .from(claims)
    .leftJoin(people, eq(people.id, claims.personId))
    .where(and(sql`${claims.postId} in ${ids}`, inArray(claims.state, ['held', 'accepted', 'done'])))
    .orderBy(asc(claims.heldAt), asc(claims.id))
    .prepare('helpers_of')
})

/** Who is on these posts, or was until it was done, by post. */
export async function helpersOf(db: Db, postIds: readonly string[]): Promise<Map<string, Helper[]>> {
  const byPost = new Map<string, Helper[]>()
  if (postIds.length === 0) return byPost
  for (const { claim, name } of await helpers(db).execute({ postIds: JSON.stringify(postIds) })) {
    const { id, parts, state, heldAt, acceptedAt, endedAt, lateWords } = claim
    const since = new Date(endedAt ?? acceptedAt ?? heldAt).toISOString()
    const person = { id: claim.personId, name: name ?? '' }
    const helper: Helper = { claimId: id, person, parts, state, since, late: lateWords }
    byPost.set(claim.postId, [...(byPost.get(claim.postId) ?? []), helper])
  }
  return byPost
}

/** As every neighbour of the board may see them; `hidden`: whom this reader does not see. */
export async function shown(db: Db, rows: readonly Named[], hidden: readonly string[] = []): Promise<Post[]> {
  const claimed = rows.filter(({ taken, finished }) => taken + finished > 0).map(({ id }) => id)
  const byPost = await helpersOf(db, claimed)
  const isSeen = ({ person }: Helper) => !hidden.includes(person.id)
  return rows.map((row) => toPost(row, (byPost.get(row.id) ?? []).filter(isSeen)))
}

/** What a neighbour of the board may see now of what happened, whatever it looked like then. */
export async function describe(db: Db, _boardId: string, rows: EventRow[]): Promise<BoardEvent[]> {
  const ids = [...new Set(rows.flatMap(({ postId }) => postId ?? []))]
  const visible = (await postsAmong(db, ids)).filter(({ shelf }) => shelf !== 'aside')
  const byId = new Map((await shown(db, visible)).map((post) => [post.id, post]))
  return rows.map(({ type, postId }) => {
    if (!postId) return { type: type === 'member.paused' ? 'member.changed' : type } as BoardEvent
    const post = byId.get(postId)
    const known = type === 'post.narrowed' ? 'post.edited' : type
    return post && PostEventType.safeParse(known).success
      ? ({ type: known, post } as BoardEvent)
      : { type: 'post.gone', postId }
  })
}

/** Ids in one text, a blank between them. */
const listed = (column: SQLWrapper, from: SQL) =>
  sql<string>`(select coalesce(string_agg(${column}, ' '), '') from ${from})`

/** From whom a block keeps somebody apart: each way by its key, which is quicker than either way. */
function apartFrom({ t: { blocks } }: Db, id: SQLWrapper) {
  const byThem = listed(blocks.ofId, sql`${blocks} where ${blocks.byId} = ${id}`)
  const byOthers = listed(blocks.byId, sql`${blocks} where ${blocks.ofId} = ${id}`)
  return sql<string>`${byThem} || ' ' || ${byOthers}`
}

/** The same for everybody who asks, so that a crowd in front of one post is answered from memory. */
const scopeOfOne = remembered((db: Db) => {
  const { claims, posts } = db.t
  const { boardId, authorId, shelf, state, kind, tier, category, firstAskId } = posts
  return db
    .select({
      ...{ boardId, authorId, shelf, state, kind, tier, category, firstAskId },
      claimers: listed(claims.personId, sql`${claims} where ${claims.postId} = ${posts.id}`),
      apart: apartFrom(db, authorId),
    })
    .from(posts)
    .where(eq(posts.id, sql.placeholder('id')))
    .prepare('find_post_scope')
})

const isAmong = (ids: string, id: string) => id !== '' && ids.split(' ').includes(id)

/** Whose a post is, for the guard: what is kept aside is its author's alone, or the stewards' to look at. Across a block there is none. */
export async function findPostScope(db: Db, id: string, personId = ''): Promise<Scope | undefined> {
  const [post] = await scopeOfOne(db).execute({ id })
  if (!post || isAmong(post.apart, personId)) return undefined
  const relation = post.authorId === personId ? 'own' : isAmong(post.claimers, personId) ? 'party' : 'none'
  const isChosen = relation === 'party' || post.firstAskId === personId
  return { boardId: post.boardId, relation, seenBy: seenBy(post, { relation, isChosen }) }
}

type Seen = Pick<PostRow, 'shelf' | 'state' | 'kind' | 'tier' | 'category'>
type Reader = { relation: string; isChosen: boolean }

/** Whoever is on it, or was, may go on reading how to reach its author while it is set aside for a while. */
function seenBy(post: Seen, { relation, isChosen }: Reader) {
  const { shelf, state } = post
  if (shelf !== 'aside' || (state === 'paused' && relation === 'party'))
    return isSensitive(post) && !isChosen ? 'trusted' : 'readers'
  return state === 'checking' || state === 'hidden' ? 'stewards' : 'owner'
}

const scopeOfClaim = remembered((db: Db) => {
  const { claims, posts } = db.t
  return db
    .select({
      boardId: claims.boardId,
      claimerId: claims.personId,
      authorId: posts.authorId,
      apart: sql<string>`${apartFrom(db, posts.authorId)} || ' ' || ${apartFrom(db, claims.personId)}`,
    })
    .from(claims)
    .innerJoin(posts, eq(posts.id, claims.postId))
    .where(eq(claims.id, sql.placeholder('id')))
    .prepare('find_claim_scope')
})

/** Whose a claim is: its claimer's own, and the author's of the post. */
export async function findClaimScope(db: Db, id: string, personId = '') {
  const [claim] = await scopeOfClaim(db).execute({ id })
  if (!claim || isAmong(claim.apart, personId)) return undefined
  const { boardId, claimerId, authorId } = claim
  const relation = claimerId === personId ? 'own' : authorId === personId ? 'author' : 'none'
  return { boardId, relation } as const
}
