import { and, asc, desc, eq, gt, gte, lt, sql } from 'drizzle-orm'
import type { BoardEventType, MyEventType, PostEventType, QuietEventType } from '#contract/live'
import { type Db, hot } from '#db'

/** What a room says has happened. `note` is for the parties of the post only and is never sent live. */
export type Happening = {
  /** `post.narrowed`: an edit after which fewer may read it. `member.paused` closes that person's lines, and is told to everybody as nothing but `member.changed`. */
  type:
    | PostEventType
    | BoardEventType
    | MyEventType
    | QuietEventType
    | 'post.gone'
    | 'board.refetch'
    | 'member.paused'
    | 'post.narrowed'
    | 'account.ending'
    | 'contact.aged'
  postId?: string
  personId?: string | null
  otherId?: string | null
  /** What it is about besides a post: a claim, a notice. */
  aboutId?: string
  note?: string | null | undefined
  /** Somebody away from the page may want to know. */
  toNotify?: boolean
}
export type EventRow = Db['t']['events']['$inferSelect']

const next = hot((db: Db) => {
  const { logs } = db.t
  return db
    .insert(logs)
    .values({ boardId: sql.placeholder('boardId'), seq: 1 })
    .onConflictDoUpdate({ target: logs.boardId, set: { seq: sql`${logs.seq} + 1` } })
    .returning({ seq: logs.seq })
    .prepare('next_seq')
})

const record = hot((db: Db) =>
  db
    .insert(db.t.events)
    .values({
      boardId: sql.placeholder('boardId'),
      seq: sql.placeholder('seq'),
      type: sql.placeholder('type'),
      postId: sql.placeholder('postId'),
      personId: sql.placeholder('personId'),
      otherId: sql.placeholder('otherId'),
      aboutId: sql.placeholder('aboutId'),
      note: sql.placeholder('note'),
      at: sql.placeholder('at'),
      toNotify: sql.placeholder('toNotify'),
    })
    .prepare('record_event'),
)

/** A person's own log, beside those of the boards: what passes between them and others, for them alone. */
export const lineOf = (personId: string) => `me:${personId}`
export const isLine = (channel: string) => channel.startsWith('me:')

/** Records what happened, in the same transaction as the change it describes. @returns its seq on the board */
export async function announce(tx: Db, boardId: string, what: Happening & { at: number }): Promise<number> {
  const [log] = await next(tx).execute({ boardId })
  const seq = log!.seq
  const nobody = { postId: null, personId: null, otherId: null, aboutId: null, note: null, toNotify: false }
  await record(tx).execute({ ...nobody, ...what, note: what.note ?? null, boardId, seq })
  tx.news.add(boardId)
  return seq
}

type Telling = Happening & { type: QuietEventType; otherId: string; at: number }

/** Tells one neighbour of a board something that nobody else there may even know has happened. */
export async function tellQuietly(tx: Db, boardId: string, what: Telling) {
  await announce(tx, lineOf(what.otherId), { ...what, aboutId: boardId, toNotify: true })
}

const since = hot((db: Db) => {
  const { events } = db.t
  const later = and(eq(events.boardId, sql.placeholder('boardId')), gt(events.seq, sql.placeholder('seq')))
  return db
    .select()
    .from(events)
    .where(later)
    .orderBy(asc(events.seq))
    .limit(sql.placeholder('limit'))
    .prepare('events_since')
})

export async function eventsSince(
  db: Db,
  boardId: string,
  page: { seq: number; limit: number },
): Promise<EventRow[]> {
  return await since(db).execute({ boardId, ...page })
}

const last = hot((db: Db) => {
  const { logs } = db.t
  return db
    .select({ seq: logs.seq })
    .from(logs)
    .where(eq(logs.boardId, sql.placeholder('boardId')))
    .prepare('last_seq')
})

/** The board's last sequence number; 0 before anything has happened. */
export async function lastSeq(db: Db, boardId: string): Promise<number> {
  const [log] = await last(db).execute({ boardId })
  return log?.seq ?? 0
}

/** When the newest of all that has happened here did, in epoch ms; undefined where nothing has yet. */
export async function newestMoment(db: Db): Promise<number | undefined> {
  const { events } = db.t
  // Each by the end of an index.
  const newest = (toNotify: boolean) =>
    db
      .select({ at: events.at })
      .from(events)
      .where(eq(events.toNotify, toNotify))
      .orderBy(desc(events.at))
      .limit(1)
  const rows = [...(await newest(true)), ...(await newest(false))]
  return rows.length === 0 ? undefined : Math.max(...rows.map(({ at }) => at))
}

/** Everything that happened to one post, oldest first. */
export async function eventsOfPost(db: Db, postId: string): Promise<EventRow[]> {
  const { events } = db.t
  return await db.select().from(events).where(eq(events.postId, postId)).orderBy(asc(events.seq))
}

/** Nothing is left of a person's own log. */
export async function forgetLine(tx: Db, personId: string): Promise<void> {
  const { events, logs } = tx.t
  await tx.delete(events).where(eq(events.boardId, lineOf(personId)))
  await tx.delete(logs).where(eq(logs.boardId, lineOf(personId)))
}

/**
 * Personal logs are for pages that were away for a while; a page that was away for longer reads anew. By their letters and
 * not by the colon after them, for which PostgreSQL has another place in each language; no board begins so.
 */
export async function trimLines(tx: Db, before: number): Promise<void> {
  const { events } = tx.t
  await tx
    .delete(events)
    .where(and(gte(events.boardId, 'me'), lt(events.boardId, 'mf'), lt(events.at, before)))
}
