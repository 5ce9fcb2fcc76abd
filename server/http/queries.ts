import { and, eq, lt, sql } from 'drizzle-orm'
import { type Db, hot } from '#db'

const find = hot((db: Db) => {
  const { replies } = db.t
  const mine = and(eq(replies.personId, sql.placeholder('personId')), eq(replies.key, sql.placeholder('key')))
  return db.select().from(replies).where(mine).prepare('find_reply')
})

export async function findReply(db: Db, personId: string, key: string) {
  const [reply] = await find(db).execute({ personId, key })
  return reply
}

type Kept = { personId: string; key: string; payloadHash: string; body: unknown; at: number }

/** False when the key is taken: another call with it got here first. */
export async function keepReply(db: Db, reply: Kept): Promise<boolean> {
  const kept = await db.insert(db.t.replies).values(reply).onConflictDoNothing().returning()
  return kept.length > 0
}

export async function forgetRepliesBefore(db: Db, atMs: number): Promise<void> {
  await db.delete(db.t.replies).where(lt(db.t.replies.at, atMs))
}
