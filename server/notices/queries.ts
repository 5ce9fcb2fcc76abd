import { and, asc, count, desc, eq, inArray, isNull, lt, lte, or, type SQLWrapper, sql } from 'drizzle-orm'
import { type Db, hot, insertsWhole } from '#db'
import { unsought } from '../../db/planning.ts'
import { isNone } from '../blocks/queries.ts'
import { isStillKnown } from '../letters/queries.ts'
import { announce, type EventRow, lineOf } from '../live/queries.ts'
import { findPerson } from '../people/queries.ts'
import { evenAcrossABlock, type Story, type Telling } from './rules.ts'

const untold = hot((db: Db) => {
  const { events } = db.t
  return db
    .select()
    .from(events)
    .where(eq(events.toNotify, true))
    .orderBy(asc(events.at))
    .limit(sql.placeholder('limit'))
    .prepare('events_to_tell')
})

export async function eventsToTell(db: Db, limit: number): Promise<EventRow[]> {
  return await untold(db).execute({ limit })
}

const take = hot((db: Db) => {
  const { events } = db.t
  const it = and(eq(events.boardId, sql.placeholder('boardId')), eq(events.seq, sql.placeholder('seq')))
  return db
    .update(events)
    .set({ toNotify: false })
    .where(and(it, eq(events.toNotify, true)))
    .returning({ seq: events.seq })
    .prepare('take_event')
})

/** False when another process was here first. */
export async function takeEvent(tx: Db, { boardId, seq }: EventRow): Promise<boolean> {
  return (await take(tx).execute({ boardId, seq })).length > 0
}

const parties = hot((db: Db) => {
  const { id, authorId, firstAskId } = db.t.posts
  return db
    .select({ authorId, firstAskId })
    .from(db.t.posts)
    .where(eq(id, sql.placeholder('postId')))
    .prepare('parties_of_post')
})

/** An event with everybody it may concern. */
export async function findStory(tx: Db, event: EventRow): Promise<Story> {
  const { type, personId, otherId, note, postId, boardId } = event
  const [post] = postId ? await parties(tx).execute({ postId }) : []
  return {
    type,
    personId,
    otherId,
    note,
    authorId: post?.authorId ?? null,
    firstAskId: post?.firstAskId ?? null,
    ...(await thoseAtTheEnd(tx, event)),
    stewardIds: type === 'member.changed' ? await stewardsOf(tx, boardId) : [],
    waited: type === 'claim.held' && (await hadWaited(tx, event)),
  }
}

type AtTheEnd = Pick<Story, 'helperIds' | 'waitingIds'>

/** Whoever was on it when it ended with a yes of its author, and whoever had none yet or only waited for a place. */
async function thoseAtTheEnd(tx: Db, { type, postId, at }: EventRow): Promise<AtTheEnd> {
  const { personId: id, state, acceptedAt, endedAt, postId: ofPost } = tx.t.claims
  if (!postId || (type !== 'post.withdrawn' && type !== 'post.closed'))
    return { helperIds: [], waitingIds: [] }
  const rows = await tx
    .select({ id, state, acceptedAt })
    .from(tx.t.claims)
    .where(and(eq(ofPost, postId), eq(endedAt, at)))
  const helped = rows.filter((claim) => claim.state === 'done' || claim.acceptedAt !== null)
  const helperIds = new Set(helped.map((claim) => claim.id))
  const waitingIds = new Set(rows.map((claim) => claim.id).filter((one) => !helperIds.has(one)))
  return { helperIds: [...helperIds], waitingIds: [...waitingIds] }
}

async function stewardsOf(tx: Db, boardId: string): Promise<string[]> {
  const { members } = tx.t
  const steward = and(eq(members.boardId, boardId), eq(members.role, 'steward'), eq(members.state, 'active'))
  const rows = await tx.select({ id: members.personId }).from(members).where(steward)
  return rows.map(({ id }) => id)
}

const stepsBefore = hot((db: Db) => {
  const { events } = db.t
  // A post has few events, and its street any number.
  const onBoard = eq(unsought(db, events.boardId), sql.placeholder('boardId'))
  const byThem = eq(unsought(db, events.personId), sql.placeholder('personId'))
  const ofPost = eq(events.postId, sql.placeholder('postId'))
  return db
    .select({ type: events.type })
    .from(events)
    .where(and(ofPost, lt(events.seq, sql.placeholder('seq')), onBoard, byThem))
    .orderBy(desc(events.seq))
    .limit(1)
    .prepare('step_before')
})

async function hadWaited(tx: Db, { boardId, seq, postId, personId }: EventRow): Promise<boolean> {
  if (!postId || !personId) return false
  const [before] = await stepsBefore(tx).execute({ boardId, seq, postId, personId })
  return before?.type === 'claim.queued'
}

const insert = hot((db: Db) => insertsWhole(db, db.t.notices).prepare('save_notice'))

type NewNotice = Telling & { id: string; boardId: string; postId: string | null; now: number }

/** Nothing for somebody who has left for good meanwhile. */
export async function saveNotice(tx: Db, { now, ...notice }: NewNotice): Promise<void> {
  if ((await findPerson(tx, notice.personId))?.erasedAt !== null) return
  const unsent = { seenAt: null, sentAt: null, sendTries: 0, sendNextAt: now }
  await insert(tx).execute({ ...notice, at: now, ...unsent })
  await announce(tx, lineOf(notice.personId), { type: 'notice.made', aboutId: notice.id, at: now })
}

type Page = { after: { at: number; id: string } | null; limit: number; hidden: string[] }

/** Newest first. A post's title is there while its reader is a neighbour of its board, a name while they know each other. */
export async function noticesOf(db: Db, personId: string, { after, limit, hidden }: Page) {
  const { notices, posts, members, people: others } = db.t
  const older = after && or(lt(notices.at, after.at), and(eq(notices.at, after.at), lt(notices.id, after.id)))
  const here = and(
    eq(members.boardId, notices.boardId),
    eq(members.personId, notices.personId),
    eq(members.state, 'active'),
  )
  return await db
    .select({ notice: notices, title: posts.title, otherName: others.name, isHere: members.personId })
    .from(notices)
    .leftJoin(members, here)
    .leftJoin(posts, and(eq(posts.id, notices.postId), unlessAcross(db, posts.authorId, hidden)))
    .leftJoin(others, and(eq(others.id, notices.otherId), isStillKnown(db)))
    .where(and(eq(notices.personId, personId), older ?? undefined, unlessAcross(db, notices.otherId, hidden)))
    .orderBy(desc(notices.at), desc(notices.id))
    .limit(limit)
}

/** Not about one of these, unless it has to be told all the same. */
function unlessAcross(db: Db, column: SQLWrapper, hidden: string[]) {
  const none = or(isNull(column), isNone(db, column, JSON.stringify(hidden)))
  return hidden.length === 0 ? undefined : or(none, inArray(db.t.notices.what, [...evenAcrossABlock]))
}

export async function countUnseen(db: Db, personId: string, hidden: string[]): Promise<number> {
  const { notices } = db.t
  const theirs = and(eq(notices.personId, personId), unlessAcross(db, notices.otherId, hidden))
  const unseen = and(theirs, isNull(notices.seenAt))
  const [row] = await db.select({ unseen: count() }).from(notices).where(unseen)
  return row!.unseen
}

export async function seeNotices(tx: Db, personId: string, seen: { upTo?: string | undefined; now: number }) {
  const { notices } = tx.t
  const mine = eq(notices.personId, personId)
  const [newest] = seen.upTo
    ? await tx
        .select({ at: notices.at })
        .from(notices)
        .where(and(mine, eq(notices.id, seen.upTo)))
    : [{ at: seen.now }]
  if (!newest) return
  await tx
    .update(notices)
    .set({ seenAt: seen.now })
    .where(and(mine, isNull(notices.seenAt), lte(notices.at, newest.at)))
}

export async function eraseNotices(tx: Db, personId: string): Promise<void> {
  await tx.delete(tx.t.notices).where(eq(tx.t.notices.personId, personId))
}
