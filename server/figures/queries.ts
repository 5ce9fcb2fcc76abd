import { and, count, eq, gte, inArray, min, type SQL, sql } from 'drizzle-orm'
import { type Db, hot } from '#db'
import { isNone } from '../blocks/queries.ts'
import { isOpenTo } from '../views/queries.ts'

const states = ['open', 'claimed', 'unmet'] as const

const counted = (db: Db, only?: SQL) => {
  const { posts } = db.t
  const here = and(eq(posts.boardId, sql.placeholder('boardId')), inArray(posts.state, [...states]))
  return db
    .select({ state: posts.state, kind: posts.kind, posts: count(), since: min(posts.waitingSince) })
    .from(posts)
    .where(and(here, only))
    .groupBy(posts.state, posts.kind)
}

const standing = hot((db: Db) => counted(db).prepare('count_posts'))
const standingWithout = hot((db: Db) =>
  counted(db, isNone(db, db.t.posts.authorId, sql.placeholder('hidden'))).prepare('count_posts_without'),
)

const standingForNew = hot((db: Db) => {
  const seen = and(
    isNone(db, db.t.posts.authorId, sql.placeholder('hidden')),
    isOpenTo(db, sql.placeholder('newcomerId')),
  )
  return counted(db, seen).prepare('count_posts_for_new')
})

/** `newcomerId`: who reads, when nobody knows them yet. */
type Reader = { hidden: readonly string[]; newcomerId: string | undefined }

/** How many posts of each kind and state, and since when the first of them has waited, as far as they may be read. */
export async function countPosts(db: Db, boardId: string, { hidden, newcomerId }: Reader) {
  if (newcomerId !== undefined)
    return await standingForNew(db).execute({ boardId, newcomerId, hidden: JSON.stringify(hidden) })
  if (hidden.length > 0) return await standingWithout(db).execute({ boardId, hidden: JSON.stringify(hidden) })
  return await standing(db).execute({ boardId })
}

/** Every time zone is a whole number of quarters of an hour from UTC. */
export const quarterMs = 900_000

const counting = (db: Db, only?: SQL) => {
  const { claims } = db.t
  const quarter = sql<number>`${claims.endedAt} / ${sql.raw(String(quarterMs))}`.mapWith(Number)
  return db
    .select({ quarter, done: count() })
    .from(claims)
    .where(and(isDone(db), only))
    .groupBy(quarter)
}
const isDone = (db: Db) => {
  const { claims } = db.t
  const here = eq(claims.boardId, sql.placeholder('boardId'))
  return and(here, gte(claims.endedAt, sql.placeholder('since')), eq(claims.state, 'done'))
}

const ended = hot((db: Db) => counting(db).prepare('count_done'))
const endedForNew = hot((db: Db) => {
  const { claims, posts } = db.t
  const seen = isOpenTo(db, sql.placeholder('newcomerId'))
  const only = sql`exists (select 1 from ${posts} where ${posts.id} = ${claims.postId} and ${seen})`
  return counting(db, only).prepare('count_done_for_new')
})

type Counting = { boardId: string; since: number; newcomerId: string | undefined }

/** Claims done since a moment, counted by the quarter of an hour (since 1970) in which they were. */
export async function countDone(db: Db, { newcomerId, ...since }: Counting) {
  return newcomerId === undefined
    ? await ended(db).execute(since)
    : await endedForNew(db).execute({ ...since, newcomerId })
}
