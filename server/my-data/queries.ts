import { and, eq, inArray, isNotNull, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { wordsGone } from '#contract/lifecycle'
import type { Db } from '#db'
import { allContactsOf } from '../contact-change/queries.ts'
import { announce } from '../live/queries.ts'
import { unindexPosts } from '../search/queries.ts'

/** What a post is left with: its kind, its category, its times, and what became of it. */
export const withoutWords = {
  title: wordsGone,
  details: null,
  when: null,
  onBehalf: null,
  privateNote: null,
  address: null,
  firstAskId: null,
  askAgainId: null,
  endWords: null,
} as const
const speechless = { reason: null, lateWords: null, thanks: null } as const

const postsOf = (tx: Db, personId: string) =>
  tx.select({ id: tx.t.posts.id }).from(tx.t.posts).where(eq(tx.t.posts.authorId, personId))
const claimedBy = (tx: Db, personId: string) =>
  tx.select({ id: tx.t.claims.postId }).from(tx.t.claims).where(eq(tx.t.claims.personId, personId))

/** The words of a person who leaves for good, and others' words to them, wherever the older rooms keep them. */
export async function eraseWords(tx: Db, personId: string, now: number): Promise<void> {
  const boards = await boardsKnowing(tx, personId)
  await eraseNotes(tx, personId)
  const { posts, claims } = tx.t
  const theirs = postsOf(tx, personId)
  await tx
    .update(claims)
    .set(speechless)
    .where(or(eq(claims.personId, personId), inArray(claims.postId, theirs)))
  await unindexPosts(tx, theirs)
  await tx.update(posts).set(withoutWords).where(eq(posts.authorId, personId))
  await tx.update(posts).set({ askAgainId: null }).where(eq(posts.askAgainId, personId))
  for (const boardId of boards) await announce(tx, boardId, { type: 'board.refetch', at: now })
}

/** Boards on which somebody's page may still show them. */
async function boardsKnowing(tx: Db, personId: string): Promise<string[]> {
  const { posts, claims, members } = tx.t
  const asked = await tx.selectDistinct({ id: posts.boardId }).from(posts).where(eq(posts.authorId, personId))
  const helped = await tx
    .selectDistinct({ id: claims.boardId })
    .from(claims)
    .where(eq(claims.personId, personId))
  const here = await tx.select({ id: members.boardId }).from(members).where(eq(members.personId, personId))
  return [...new Set([...asked, ...helped, ...here].map(({ id }) => id))]
}

async function eraseNotes(tx: Db, personId: string) {
  const { events, notices } = tx.t
  const theirs = inArray(events.postId, postsOf(tx, personId))
  const toOrBy = or(eq(events.personId, personId), eq(events.otherId, personId))
  const around = and(inArray(events.postId, claimedBy(tx, personId)), toOrBy)
  await tx
    .update(events)
    .set({ note: null })
    .where(and(isNotNull(events.note), or(theirs, around)))
  const about = or(eq(notices.otherId, personId), inArray(notices.postId, postsOf(tx, personId)))
  await tx.update(notices).set({ words: null }).where(about)
  await tx.delete(events).where(eq(events.boardId, `me:${personId}`))
}

/** What others' calls were answered a day ago or less, and what sheets have brought, where it names them. */
export async function eraseMentions(tx: Db, personId: string): Promise<void> {
  const { replies } = tx.t
  const contacts = await allContactsOf(tx, personId)
  const body = sql`cast(${replies.body} as text)`
  await tx.delete(replies).where(or(holds(body, personId), ...contacts.map((one) => names(body, one))))
  for (const contact of contacts) await eraseFromSheets(tx, contact)
}

/** A sheet that named them is left with nothing to show. */
const noPreview = {
  subject: 'unknown',
  headerRow: 0,
  columns: [],
  asksForOrder: false,
  counts: { rows: 0, posts: 0, over: 0, errors: 0, duplicates: 0 },
  first: [],
  errors: [],
  duplicates: [],
}

/** SQLite takes nothing out of its marks unless it is told by what. */
const holds = (text: SQL, part: string) =>
  sql`${text} like ${`%${part.replaceAll(/[\\%_]/g, '\\$&')}%`} escape '\\'`

/** However it is typed: with capitals, or a number with a country, spaces and dashes, so its last nine figures have to do. */
function names(text: SQL, contact: string) {
  if (contact.includes('@')) return holds(sql`lower(${text})`, contact)
  const figures = [...' -./()'].reduce((all, one) => sql`replace(${all}, ${one}, '')`, text)
  return holds(figures, contact.slice(-9))
}

async function eraseFromSheets(tx: Db, contact: string) {
  const { importRows, posts } = tx.t
  const kept = sql`cast(${importRows.kept} as text)`
  await tx.delete(importRows).where(or(names(sql`${importRows.sameAs}`, contact), names(kept, contact)))
  await tx
    .update(posts)
    .set({ privateNote: null, onBehalf: null })
    .where(and(isNotNull(posts.importId), names(sql`${posts.privateNote}`, contact)))
  await eraseFromTexts(tx, contact)
}

async function eraseFromTexts(tx: Db, contact: string) {
  const { imports, importTexts: texts } = tx.t
  const parts = [sql`${texts.text}`, sql`cast(${texts.preview} as text)`, sql`cast(${texts.plan} as text)`]
  const isNamed = or(...parts.map((one) => names(one, contact)))
  const naming = await tx
    .select({ id: imports.id, state: imports.state })
    .from(imports)
    .innerJoin(texts, eq(texts.importId, imports.id))
    .where(and(notInArray(imports.state, ['running', 'undoing']), isNamed))
  const ids = naming.map(({ id }) => id)
  await tx.delete(imports).where(and(inArray(imports.id, ids), eq(imports.state, 'previewed')))
  await tx
    .update(texts)
    .set({ text: null, plan: null, preview: noPreview })
    .where(inArray(texts.importId, ids))
}

/** Everybody who is here, for the list of those who should not be. */
export async function notYetErased(db: Db): Promise<string[]> {
  const { people } = db.t
  const rows = await db.select({ id: people.id }).from(people).where(isNull(people.erasedAt))
  return rows.map(({ id }) => id)
}

/** What the older rooms know of somebody beyond what they tell themselves. */
export async function knownOf(db: Db, personId: string) {
  const { reveals, invitations, imports, events, heldOffers, joinings } = db.t
  const addresses = await allContactsOf(db, personId)
  const joinedBy = (one: string) => db.select().from(joinings).where(eq(joinings.contact, one))
  const { boardId, type, postId, note: words, at } = events
  const did = { boardId, type, postId, words, at }
  return {
    shownToOthers: await db.select().from(reveals).where(eq(reveals.ofId, personId)),
    shownToYou: await db.select().from(reveals).where(eq(reveals.toId, personId)),
    invitationsMade: await db
      .select({
        boardId: invitations.boardId,
        createdAt: invitations.createdAt,
        usesLeft: invitations.usesLeft,
      })
      .from(invitations)
      .where(eq(invitations.madeById, personId)),
    sheetsBrought: await db.select().from(imports).where(eq(imports.byId, personId)),
    offersHeld: await db.select().from(heldOffers).where(eq(heldOffers.personId, personId)),
    joinings: (await Promise.all(addresses.map(joinedBy))).flat(),
    whatYouDid: await db.select(did).from(events).where(eq(events.personId, personId)),
  }
}
