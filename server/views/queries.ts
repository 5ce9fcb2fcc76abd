import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { type BoardEvent, PostEventType } from '#contract/live'
import type { Helper, Post } from '#contract/posts'
import { type Db, hot } from '#db'
import { elements } from '../../db/json.ts'
import type { EventRow } from '../live/queries.ts'
import { toPost } from './post.ts'

export type PostRow = Db['t']['posts']['$inferSelect']
export type Named = PostRow & { authorName: string | null }

/** A post with the name of whoever posted it. */
export const selectNamed = (db: Db) => {
  const { people, posts } = db.t
  return db
    .select({ post: posts, authorName: people.name })
    .from(posts)
    .leftJoin(people, eq(people.id, posts.authorId))
}
export type NamedRow = { post: PostRow; authorName: string | null }
export const named = ({ post, authorName }: NamedRow): Named => ({ ...post, authorName })

const among = hot((db: Db) => {
  const ids = sql`(select value from ${elements(db, sql.placeholder('ids'))})`
  return selectNamed(db).where(sql`${db.t.posts.id} in ${ids}`).prepare('posts_among')
})

export async function postsAmong(db: Db, ids: readonly string[]): Promise<Named[]> {
  if (ids.length === 0) return []
  return ((await among(db).execute({ ids: JSON.stringify(ids) })) as NamedRow[]).map(named)
}

const helpers = hot((db: Db) => {
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

/** As every neighbour of the board may see them. */
export async function shown(db: Db, rows: readonly Named[]): Promise<Post[]> {
  const claimed = rows.filter(({ taken, finished }) => taken + finished > 0).map(({ id }) => id)
  const byPost = await helpersOf(db, claimed)
  return rows.map((row) => toPost(row, byPost.get(row.id) ?? []))
}

/** What a neighbour of the board may see now of what happened, whatever it looked like then. */
export async function describe(db: Db, _boardId: string, rows: EventRow[]): Promise<BoardEvent[]> {
  const ids = [...new Set(rows.flatMap(({ postId }) => postId ?? []))]
  const visible = (await postsAmong(db, ids)).filter(({ shelf }) => shelf !== 'aside')
  const byId = new Map((await shown(db, visible)).map((post) => [post.id, post]))
  return rows.map(({ type, postId }) => {
    if (!postId) return { type } as BoardEvent
    const post = byId.get(postId)
    return post && PostEventType.safeParse(type).success
      ? ({ type, post } as BoardEvent)
      : { type: 'post.gone', postId }
  })
}
