import { and, count, eq, gte, inArray, min, type SQL, sql } from 'drizzle-orm'
import { type Db, hot } from '#db'
import { isNone } from '../blocks/queries.ts'

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

/** How many posts of each kind and state, and since when the first of them has waited; those of the hidden aside. */
export async function countPosts(db: Db, boardId: string, hidden: readonly string[] = []) {
  if (hidden.length > 0) return await standingWithout(db).execute({ boardId, hidden: JSON.stringify(hidden) })
  return await standing(db).execute({ boardId })
}

/** Every time zone is a whole number of quarters of an hour from UTC. */
export const quarterMs = 900_000

const ended = hot((db: Db) => {
  const { claims } = db.t
  const quarter = sql<number>`${claims.endedAt} / ${sql.raw(String(quarterMs))}`.mapWith(Number)
  return db
    .select({ quarter, done: count() })
    .from(claims)
    .where(
      and(
        eq(claims.boardId, sql.placeholder('boardId')),
        gte(claims.endedAt, sql.placeholder('since')),
        eq(claims.state, 'done'),
      ),
    )
    .groupBy(quarter)
    .prepare('count_done')
})

/** Claims done since a moment, counted by the quarter of an hour (since 1970) in which they were. */
export async function countDone(db: Db, boardId: string, since: number) {
  return await ended(db).execute({ boardId, since })
}
