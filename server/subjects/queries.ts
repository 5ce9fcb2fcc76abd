import { and, eq, inArray } from 'drizzle-orm'
import type { About, ThingKind } from '#contract/cases'
import type { Db } from '#db'

/** What somebody did or wrote, and whose it is. */
export type SubjectRow = {
  about: { kind: ThingKind; id: string }
  /** Null for somebody who belongs to no one street: a person. */
  boardId: string | null
  personId: string
  title: string
  words: string | null
  state: string | null
  postId: string | null
}
export const keyOf = ({ kind, id }: { kind: string; id: string }) => `${kind}:${id}`

type Judged = { about: { kind: string; id: string }; boardId: string; personId: string | null }

/**
 * There is one open case of each at most. Somebody may belong to several streets, and each looks after its own; of a
 * claim each of the two may be told of.
 */
export function openKeyOf({ about, boardId, personId }: Judged): string {
  if (about.kind === 'person') return `${keyOf(about)}:${boardId}`
  return about.kind === 'claim' ? `${keyOf(about)}:${personId}` : keyOf(about)
}

/** By `kind:id`. What is there no more is missing. */
export async function subjectsOf(db: Db, things: readonly About[]): Promise<Map<string, SubjectRow>> {
  const ids = (kind: ThingKind) => things.filter((one) => one.kind === kind).map(({ id }) => id)
  const found = [
    ...(await postsAmong(db, ids('post'))),
    ...(await claimsAmong(db, ids('claim'))),
    ...(await messagesAmong(db, ids('message'))),
    ...(await peopleAmong(db, ids('person'))),
  ]
  return new Map(found.map((one) => [keyOf(one.about), one]))
}

export async function findSubject(db: Db, about: About): Promise<SubjectRow | undefined> {
  return (await subjectsOf(db, [about])).get(keyOf(about))
}

async function postsAmong(db: Db, ids: string[]): Promise<SubjectRow[]> {
  const { posts } = db.t
  if (ids.length === 0) return []
  const { id, boardId, authorId: personId, title, details, when, state } = posts
  const rows = await db
    .select({ id, boardId, personId, title, details, when, state })
    .from(posts)
    .where(inArray(id, ids))
  return rows.map(({ id: postId, details: more, when: day, ...row }) => ({
    ...row,
    about: { kind: 'post', id: postId },
    words: [more, day].filter(Boolean).join('\n') || null,
    postId,
  }))
}

async function claimsAmong(db: Db, ids: string[]): Promise<SubjectRow[]> {
  const { claims, posts } = db.t
  if (ids.length === 0) return []
  const { id, boardId, personId, state, postId, reason, lateWords } = claims
  const rows = await db
    .select({ id, boardId, personId, state, postId, reason, lateWords, title: posts.title })
    .from(claims)
    .innerJoin(posts, eq(posts.id, claims.postId))
    .where(inArray(id, ids))
  return rows.map(({ id: claimId, reason: said, lateWords: late, ...row }) => ({
    ...row,
    about: { kind: 'claim', id: claimId },
    words: [said, late].filter(Boolean).join('\n') || null,
  }))
}

async function peopleAmong(db: Db, ids: string[]): Promise<SubjectRow[]> {
  const { people } = db.t
  if (ids.length === 0) return []
  const rows = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, ids))
  const nothing = { boardId: null, words: null, state: null, postId: null }
  return rows.map(({ id, name }) => ({
    ...nothing,
    about: { kind: 'person', id },
    personId: id,
    title: name,
  }))
}

/** Words between two people: for stewards only once one of the two has told of them, or a rule kept them back. */
async function messagesAmong(db: Db, ids: string[]): Promise<SubjectRow[]> {
  const { messages, posts } = db.t
  if (ids.length === 0) return []
  const { id, boardId, byId: personId, text: words, state, postId } = messages
  const rows = await db
    .select({ id, boardId, personId, words, state, postId, title: posts.title })
    .from(messages)
    .innerJoin(posts, eq(posts.id, messages.postId))
    .where(inArray(id, ids))
  return rows.map(({ id: messageId, ...row }) => ({ ...row, about: { kind: 'message', id: messageId } }))
}

/** Whether somebody is one of the two a message is between, and may read it. */
export async function isTo(db: Db, messageId: string, personId: string): Promise<boolean> {
  const { messages } = db.t
  return (await db.$count(messages, and(eq(messages.id, messageId), eq(messages.toId, personId)))) > 0
}
