import { and, asc, eq, inArray, isNotNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { type Db, hot, insertsWhole, remembered } from '#db'
import { isNone } from '../blocks/queries.ts'
import { announce } from '../live/queries.ts'
import { hasWords, indexPost } from '../search/queries.ts'
import { wordsOf } from '../search/words.ts'
import { isOpenTo, type Named, type PostRow, selectNamed } from '../views/queries.ts'

export type { Named, PostRow }
/** Where a page of the list begins: after the post that has waited since `at`. */
export type After = { at: number; id: string }

const one = remembered((db: Db) =>
  selectNamed(db)
    .where(eq(db.t.posts.id, sql.placeholder('id')))
    .prepare('find_post'),
)

export async function findPost(db: Db, id: string): Promise<Named | undefined> {
  const [post] = await one(db).execute({ id })
  return post
}

/** After this post in the order of waiting; ties by id. */
const later = (db: Db, at: unknown, id: unknown) =>
  sql`(${db.t.posts.waitingSince}, ${db.t.posts.id}) > (${at}, ${id})`

const waiting = (db: Db, where: SQL | undefined) => {
  const { posts } = db.t
  return selectNamed(db).where(where).orderBy(asc(posts.waitingSince), asc(posts.id))
}

const onShelf = (db: Db) =>
  and(
    eq(db.t.posts.boardId, sql.placeholder('boardId')),
    eq(db.t.posts.shelf, sql.placeholder('shelf')),
    later(db, sql.placeholder('at'), sql.placeholder('after')),
  )

const shelf = remembered((db: Db) =>
  waiting(db, onShelf(db)).limit(sql.placeholder('limit')).prepare('posts_on_shelf'),
)

const shelfOfKind = remembered((db: Db) =>
  waiting(db, and(onShelf(db), eq(db.t.posts.kind, sql.placeholder('kind'))))
    .limit(sql.placeholder('limit'))
    .prepare('posts_on_shelf_of_kind'),
)

const unhidden = (db: Db) => and(onShelf(db), isNone(db, db.t.posts.authorId, sql.placeholder('hidden')))

/** For a reader who has blocked somebody, or is blocked: the page without those. */
const shelfWithout = remembered((db: Db) =>
  waiting(db, unhidden(db)).limit(sql.placeholder('limit')).prepare('posts_on_shelf_without'),
)

/** For a reader whom nobody knows yet: also without what needs trust. */
const shelfForNew = remembered((db: Db) =>
  waiting(db, and(unhidden(db), isOpenTo(db, sql.placeholder('newcomerId'))))
    .limit(sql.placeholder('limit'))
    .prepare('posts_on_shelf_for_new'),
)

export type Wanted = {
  boardId: string
  shelf: PostRow['shelf'] | undefined
  kind?: PostRow['kind'] | undefined
  state?: PostRow['state'] | undefined
  category?: string | undefined
  words?: string[] | undefined
  authorId?: string | undefined
  /** Whose posts the reader does not see. */
  hidden?: readonly string[]
  /** Who reads, when nobody knows them yet: '' for a visitor. */
  newcomerId?: string | undefined
  after: After
  limit: number
}

/** One page of a board, longest waiting first. The first page of the plain board is a prepared statement. */
export async function postsOn(db: Db, wanted: Wanted): Promise<Named[]> {
  const { boardId, kind, after, limit, hidden = [], newcomerId } = wanted
  const page = { boardId, shelf: wanted.shelf, kind, at: after.at, after: after.id, limit }
  const isPart = hidden.length > 0 || newcomerId !== undefined
  const plain = wanted.shelf && !wanted.state && !wanted.category && !wanted.words?.length && !wanted.authorId
  if (plain && isPart && !kind) {
    const statement = newcomerId === undefined ? shelfWithout : shelfForNew
    return await statement(db).execute({ ...page, newcomerId, hidden: JSON.stringify(hidden) })
  }
  if (plain && !isPart) return await (kind ? shelfOfKind(db) : shelf(db)).execute(page)
  return await waiting(db, filtered(db, wanted)).limit(limit)
}

function filtered(db: Db, wanted: Wanted): SQL | undefined {
  const { posts } = db.t
  const same = (column: Parameters<typeof eq>[0], value: unknown) =>
    value === undefined ? undefined : eq(column, value)
  return and(
    eq(posts.boardId, wanted.boardId),
    same(posts.shelf, wanted.shelf),
    same(posts.kind, wanted.kind),
    same(posts.state, wanted.state),
    same(posts.category, wanted.category),
    same(posts.authorId, wanted.authorId),
    wanted.hidden?.length ? isNone(db, posts.authorId, JSON.stringify(wanted.hidden)) : undefined,
    wanted.newcomerId === undefined ? undefined : isOpenTo(db, wanted.newcomerId),
    wanted.words?.length ? hasWords(db, wanted.boardId, wanted.words) : undefined,
    later(db, wanted.after.at, wanted.after.id),
  )
}

const insert = hot((db: Db) => {
  const { posts } = db.t
  return insertsWhole(db, posts).returning({ number: posts.number }).prepare('save_post')
})

/** @returns the number that the table has given it */
export async function savePost(tx: Db, post: PostRow): Promise<number> {
  const [saved] = await insert(tx).execute(post)
  return saved!.number
}

type Change = { [K in keyof PostRow]?: PostRow[K] | undefined }

/** Undefined when `guard` no longer holds: somebody else was first. */
export async function changePost(
  tx: Db,
  id: string,
  { guard, ...set }: Change & { guard?: SQL | undefined },
) {
  const { posts } = tx.t
  const [row] = await tx
    .update(posts)
    .set(set)
    .where(and(eq(posts.id, id), guard))
    .returning()
  return row
}

export const isVersion = (db: Db, version: number) => eq(db.t.posts.version, version)
/** A claim does not change the version, so what was decided from the places a post has looks at those too. */
export const isAsFound = (db: Db, { version, state, taken, finished }: PostRow) => {
  const { posts } = db.t
  const places = and(eq(posts.taken, taken), eq(posts.finished, finished))
  return and(eq(posts.version, version), eq(posts.state, state), places)
}
export const isIn = (db: Db, state: PostRow['state']) => eq(db.t.posts.state, state)

/** Posts whose day has passed, or whose closing question has stood long enough. */
export async function duePosts(db: Db, now: number, limit: number): Promise<PostRow[]> {
  const { posts } = db.t
  const unmet = and(
    isNotNull(posts.unmetAt),
    lte(posts.unmetAt, now),
    inArray(posts.state, ['open', 'paused']),
  )
  const closing = and(isNotNull(posts.closeAt), lte(posts.closeAt, now), eq(posts.state, 'done'))
  return await db.select().from(posts).where(or(unmet, closing)).limit(limit)
}

export async function postsBy(db: Db, authorId: string, limit: number): Promise<Named[]> {
  const { posts } = db.t
  return await selectNamed(db)
    .where(eq(posts.authorId, authorId))
    .orderBy(sql`${posts.createdAt} desc`)
    .limit(limit)
}

/** Saves a new post, makes it findable and, unless it is a draft, tells the board. */
export async function publishPost(tx: Db, row: PostRow, at: number) {
  const number = await savePost(tx, row)
  await indexPost(tx, { boardId: row.boardId, number }, wordsOf(row.title, row.details, row.when))
  if (row.shelf !== 'board') return
  const { id: postId, authorId: personId, boardId } = row
  await announce(tx, boardId, {
    type: 'post.published',
    postId,
    personId,
    at,
    toNotify: row.firstAskId !== null,
  })
}
