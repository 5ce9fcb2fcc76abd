/** Who may know what was spent. */
import { and, eq } from 'drizzle-orm'
import type { Known } from './canaries.ts'
import { minutes } from './house.ts'

/** What was spent is for whoever pays it back. */
export async function isAuthor({ db, readerId, canary: { postId } }: Known): Promise<boolean> {
  const { posts } = db.t
  const theirs = and(eq(posts.id, postId ?? ''), eq(posts.authorId, readerId))
  return (await db.$count(posts, theirs)) > 0
}

/** A steward has said why, not half an hour ago. */
export async function isLooking({ db, readerId, now, canary: { postId } }: Known): Promise<boolean> {
  const { looks } = db.t
  const theirs = and(eq(looks.toId, readerId), eq(looks.aboutId, postId ?? ''))
  const rows = await db.select({ at: looks.at }).from(looks).where(theirs)
  return rows.some(({ at }) => now < at + minutes(30))
}
