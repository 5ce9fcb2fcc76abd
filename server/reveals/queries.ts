import { and, desc, eq, gte, inArray, lt, or, sql } from 'drizzle-orm'
import type { Reach, Shown } from '#contract/reveals'
import { type Db, hot, insertsWhole } from '#db'
import { slotOf } from './rules.ts'

export type LookRow = Db['t']['looks']['$inferSelect']

type Opened = { claimId: string; personId: string; authorId: string; at: number }

/** Writes down that each of the two may now see what the other has. */
export async function openReveals(tx: Db, { claimId, personId, authorId, at }: Opened) {
  const both = [
    { claimId, ofId: authorId, toId: personId, at },
    { claimId, ofId: personId, toId: authorId, at },
  ]
  await tx.insert(tx.t.reveals).values(both).onConflictDoNothing()
}

const note = hot((db: Db) => {
  const { looks } = db.t
  return insertsWhole(db, looks)
    .onConflictDoUpdate({
      target: [looks.ofId, looks.toId, looks.aboutId, looks.sessionId, looks.slot],
      set: { times: sql`${looks.times} + 1`, at: sql`excluded.at`, what: sql`excluded.what` },
    })
    .prepare('note_look')
})

export type NewLook = Omit<LookRow, 'slot' | 'times' | 'what'> & { what: Shown[] }

/** Written down before it is shown: what cannot be written down is not shown. */
export async function noteLook(tx: Db, look: NewLook) {
  await note(tx).execute({ ...look, slot: slotOf(look), times: 1 })
}

/** How to reach somebody: name, email, mobile. */
export async function reachOf(db: Db, personId: string): Promise<Reach> {
  const { people, contacts } = db.t
  const rows = await db
    .select({ name: people.name, kind: contacts.kind, value: contacts.value })
    .from(people)
    .leftJoin(contacts, eq(contacts.personId, people.id))
    .where(eq(people.id, personId))
  const by = (kind: 'email' | 'mobile') => rows.find((row) => row.kind === kind)?.value ?? null
  return { name: rows[0]?.name ?? '', email: by('email'), mobile: by('mobile') }
}

/** To whom claims have opened what is this person's, the newest first. */
export async function revealsOf(db: Db, ofId: string) {
  const { reveals, claims, posts, people } = db.t
  return await db
    .select({
      claimId: reveals.claimId,
      toId: reveals.toId,
      name: people.name,
      postId: posts.id,
      postTitle: posts.title,
      at: reveals.at,
    })
    .from(reveals)
    .innerJoin(claims, eq(claims.id, reveals.claimId))
    .innerJoin(posts, eq(posts.id, claims.postId))
    .leftJoin(people, eq(people.id, reveals.toId))
    .where(eq(reveals.ofId, ofId))
    .orderBy(desc(reveals.at))
    .limit(200)
}

/** Each look at what is this person's, the newest first. */
export async function looksOf(db: Db, ofId: string) {
  const { looks, people } = db.t
  return await db
    .select({ look: looks, name: people.name })
    .from(looks)
    .leftJoin(people, eq(people.id, looks.toId))
    .where(eq(looks.ofId, ofId))
    .orderBy(desc(looks.at))
    .limit(1000)
}

type Lately = { boardId: string; ofId: string; toId: string; sessionId: string; since: number }

/** Whether a steward has asked, from this session, to be shown how to reach somebody. */
export async function hasLooked(db: Db, { boardId, ofId, toId, sessionId, since }: Lately): Promise<boolean> {
  const { looks } = db.t
  const theirs = and(eq(looks.ofId, ofId), eq(looks.toId, toId), eq(looks.sessionId, sessionId))
  return (await db.$count(looks, and(theirs, eq(looks.aboutId, boardId), gte(looks.at, since)))) > 0
}

type Exposed = { toId: string; sessionId?: string; since: number }

/** Whose data was looked at by somebody, or through one session, since then. */
export async function lookedAt(db: Db, { toId, sessionId, since }: Exposed) {
  const { looks, people } = db.t
  const here = sessionId === undefined ? undefined : eq(looks.sessionId, sessionId)
  return await db
    .select({ look: looks, name: people.name })
    .from(looks)
    .leftJoin(people, eq(people.id, looks.ofId))
    .where(and(eq(looks.toId, toId), gte(looks.at, since), here))
    .orderBy(desc(looks.at))
}

/** Whose data stood open to somebody at some moment since then, whether they looked or not. */
export async function openTo(db: Db, { toId, since }: Exposed, afterDoneMs: number) {
  const { reveals, claims, people } = db.t
  const still = or(
    eq(claims.state, 'accepted'),
    and(eq(claims.state, 'done'), gte(claims.endedAt, since - afterDoneMs)),
    and(inArray(claims.state, ['released', 'declined', 'lapsed']), gte(claims.endedAt, since)),
  )
  return await db
    .select({ ofId: reveals.ofId, name: people.name, claimId: reveals.claimId, at: reveals.at })
    .from(reveals)
    .innerJoin(claims, eq(claims.id, reveals.claimId))
    .leftJoin(people, eq(people.id, reveals.ofId))
    .where(and(eq(reveals.toId, toId), still))
    .orderBy(desc(reveals.at))
}

/** A session by its id, while it lasts; and whose it is. */
export async function findSession(db: Db, id: string) {
  const { sessions } = db.t
  const [found] = await db.select().from(sessions).where(eq(sessions.id, id))
  return found
}

export async function forgetLooks(tx: Db, before: number): Promise<void> {
  await tx.delete(tx.t.looks).where(lt(tx.t.looks.at, before))
}

/** What was looked at of them goes; that they looked stays with those it belongs to, under no name. */
export async function eraseLooks(tx: Db, personId: string): Promise<void> {
  const { looks } = tx.t
  await tx.delete(looks).where(eq(looks.ofId, personId))
}
