import { and, eq, gt, or, sql } from 'drizzle-orm'
import { fromAfar } from '#contract/safeguarding'
import type { Db } from '#db'

export type Visiting = { boardId: string; helperId: string; homeId: string }

/** Who has come to whose home more than `times` times since then, on which street. */
export async function frequentVisits(
  db: Db,
  { since, times }: { since: number; times: number },
): Promise<Visiting[]> {
  const { claims, posts, boards } = db.t
  const isRequest = sql`${posts.kind} = 'request'`
  // Of an offer it is whoever offers that comes.
  const helperId = sql<string>`case when ${isRequest} then ${claims.personId} else ${posts.authorId} end`
  const homeId = sql<string>`case when ${isRequest} then ${posts.authorId} else ${claims.personId} end`
  const afar = sql.join(
    fromAfar.map((one) => sql`${one}`),
    sql`, `,
  )
  const comes = sql`coalesce(${posts.tier}, case when ${posts.category} in (${afar}) then 0 else 1 end) > 0`
  return await db
    .select({ boardId: claims.boardId, helperId: helperId.as('helper_id'), homeId: homeId.as('home_id') })
    .from(claims)
    .innerJoin(posts, eq(posts.id, claims.postId))
    .innerJoin(boards, and(eq(boards.id, claims.boardId), eq(boards.demo, false)))
    .where(and(sql`${claims.state} = 'done'`, gt(claims.endedAt, since), comes))
    .groupBy(claims.boardId, sql`helper_id`, sql`home_id`)
    .having(sql`count(*) > ${times}`)
}

/** True when nobody has been asked about these two since then; from now on somebody has. */
export async function noteCall(tx: Db, visiting: Visiting, { now, since }: { now: number; since: number }) {
  const { visitCalls } = tx.t
  const [asked] = await tx
    .insert(visitCalls)
    .values({ ...visiting, askedAt: now })
    .onConflictDoUpdate({
      target: [visitCalls.boardId, visitCalls.helperId, visitCalls.homeId],
      set: { askedAt: now },
      setWhere: sql`${visitCalls.askedAt} <= ${since}`,
    })
    .returning()
  return asked !== undefined
}

export async function callsAbout(db: Db, homeId: string) {
  const { visitCalls } = db.t
  const { boardId, askedAt } = visitCalls
  return await db.select({ boardId, askedAt }).from(visitCalls).where(eq(visitCalls.homeId, homeId))
}

export async function eraseCalls(tx: Db, personId: string): Promise<void> {
  const { visitCalls } = tx.t
  const theirs = or(eq(visitCalls.helperId, personId), eq(visitCalls.homeId, personId))
  await tx.delete(visitCalls).where(theirs)
}
