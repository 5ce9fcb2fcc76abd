import { aliasedTable, asc, eq } from 'drizzle-orm'
import type { Db } from '#db'

/** Everything that happened to a post, oldest first, with the names of who did it and to whom. */
export async function stepsOf(db: Db, postId: string) {
  const { events, people } = db.t
  const others = aliasedTable(people, 'others')
  return await db
    .select({ event: events, by: people.name, to: others.name })
    .from(events)
    .leftJoin(people, eq(people.id, events.personId))
    .leftJoin(others, eq(others.id, events.otherId))
    .where(eq(events.postId, postId))
    .orderBy(asc(events.seq))
}
