import { and, asc, count, desc, eq, gt, inArray, lt, notInArray, sql } from 'drizzle-orm'
import type { SheetPreview } from '#contract/sheets'
import type { Db } from '#db'
import { unindexPosts } from '../search/queries.ts'
import { isOpenTo } from '../views/queries.ts'
import type { PostRead } from './rows.ts'

export type ImportRow = Db['t']['imports']['$inferSelect']
export type KeptRow = Db['t']['importRows']['$inferSelect']
type Texts = { text: string | null; preview: SheetPreview; plan: PostRead[] | null }

export async function saveImport(tx: Db, row: ImportRow, texts: Texts): Promise<void> {
  await tx.insert(tx.t.imports).values(row)
  await tx.insert(tx.t.importTexts).values({ importId: row.id, ...texts })
}

export async function findImport(db: Db, id: string): Promise<ImportRow | undefined> {
  const [row] = await db.select().from(db.t.imports).where(eq(db.t.imports.id, id))
  return row
}

export async function previewOn(db: Db, importId: string): Promise<SheetPreview> {
  const { importTexts } = db.t
  const [row] = await db
    .select({ preview: importTexts.preview })
    .from(importTexts)
    .where(eq(importTexts.importId, importId))
  return row!.preview as SheetPreview
}

/** Whole, with the sheet's text and its plan: megabytes. */
export async function textsOf(db: Db, importId: string): Promise<Pick<Texts, 'text' | 'plan'>> {
  const { importTexts } = db.t
  const [row] = await db.select().from(importTexts).where(eq(importTexts.importId, importId))
  return { text: row?.text ?? null, plan: (row?.plan ?? null) as Texts['plan'] }
}

export async function changeTexts(tx: Db, importId: string, set: Partial<Texts>): Promise<void> {
  await tx.update(tx.t.importTexts).set(set).where(eq(tx.t.importTexts.importId, importId))
}

/** The sheets of a board, the latest first. */
export async function importsOf(db: Db, boardId: string): Promise<ImportRow[]> {
  const { imports } = db.t
  return await db
    .select()
    .from(imports)
    .where(eq(imports.boardId, boardId))
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(50)
}

type AsFound = Pick<ImportRow, 'id' | 'state'> & { made?: number }

/** Undefined when it is no longer in that state, or more of it has been made meanwhile. */
export async function changeImport(
  tx: Db,
  { id, state, made }: AsFound,
  set: Partial<ImportRow>,
): Promise<ImportRow | undefined> {
  const { imports } = tx.t
  const asFar = made === undefined ? undefined : eq(imports.made, made)
  const [row] = await tx
    .update(imports)
    .set(set)
    .where(and(eq(imports.id, id), eq(imports.state, state), asFar))
    .returning()
  return row
}

export async function removeImport(tx: Db, id: string): Promise<void> {
  await tx.delete(tx.t.imports).where(eq(tx.t.imports.id, id))
}

/** Previews nobody came back to would hold people's contacts for no reason. */
export async function forgetPreviews(tx: Db, before: number): Promise<void> {
  const { imports } = tx.t
  await tx.delete(imports).where(and(eq(imports.state, 'previewed'), lt(imports.createdAt, before)))
}

export async function unfinishedImports(db: Db): Promise<ImportRow[]> {
  const { imports } = db.t
  return await db
    .select()
    .from(imports)
    .where(inArray(imports.state, ['running', 'undoing']))
}

export async function keepRows(tx: Db, rows: KeptRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(tx.t.importRows).values(rows)
}

export async function keptRows(db: Db, importId: string, page: { after: number; limit: number }) {
  const { importRows, posts } = db.t
  const { nth, row, postId, kept } = importRows
  return await db
    .select({ nth, row, postId, kept, title: posts.title })
    .from(importRows)
    .leftJoin(posts, eq(posts.id, postId))
    .where(and(eq(importRows.importId, importId), gt(nth, page.after)))
    .orderBy(asc(nth))
    .limit(page.limit)
}

export async function forgetRows(tx: Db, importId: string): Promise<void> {
  await tx.delete(tx.t.importRows).where(eq(tx.t.importRows.importId, importId))
}

/** What neighbours typed that stands on the board, with the name it goes under. */
export async function typedOn(db: Db, boardId: string) {
  const { posts, people } = db.t
  const { kind, title, details, onBehalf } = posts
  return await db
    .select({ kind, title, details, onBehalf, authorName: people.name })
    .from(posts)
    .leftJoin(people, eq(people.id, posts.authorId))
    .where(and(eq(posts.boardId, boardId), eq(posts.shelf, 'board'), sql`${posts.importId} is null`))
}

/** The keys of every post that sheets have brought to this board and that is still there. */
export async function broughtTo(db: Db, boardId: string): Promise<string[]> {
  const { importRows } = db.t
  const rows = await db
    .select({ sameAs: importRows.sameAs })
    .from(importRows)
    .where(eq(importRows.boardId, boardId))
  return rows.map(({ sameAs }) => sameAs)
}

/** Posts of an import not yet taken back, with how many claims they ever had. */
export async function postsToTakeBack(db: Db, importId: string, limit: number) {
  const { posts, claims } = db.t
  return await db
    .select({ post: posts, claims: count(claims.id) })
    .from(posts)
    .leftJoin(claims, eq(claims.postId, posts.id))
    .where(eq(posts.importId, importId))
    // By its key: else PostgreSQL wants every other column named as well.
    .groupBy(posts.number)
    .orderBy(asc(posts.number))
    .limit(limit)
}

export async function removePost(tx: Db, id: string): Promise<void> {
  await unindexPosts(tx, [id])
  await tx.delete(tx.t.posts).where(eq(tx.t.posts.id, id))
}

/** What stays after an undo is the board's own from then on. */
export async function letGo(tx: Db, postId: string): Promise<void> {
  await tx.update(tx.t.posts).set({ importId: null }).where(eq(tx.t.posts.id, postId))
}

type Shelf = {
  shelf: 'board' | 'ended'
  at: number
  id: string
  limit: number
  hidden: string[]
  newcomerId: string | undefined
}

/** The posts of one shelf that a neighbour may see, longest waiting first, some at a time. */
export async function postsToExport(
  db: Db,
  boardId: string,
  { shelf, at, id, limit, hidden, newcomerId }: Shelf,
) {
  const { posts, people } = db.t
  const later = sql`(${posts.waitingSince}, ${posts.id}) > (${at}, ${id})`
  const seen = and(
    hidden.length > 0 ? notInArray(posts.authorId, hidden) : undefined,
    newcomerId === undefined ? undefined : isOpenTo(db, newcomerId),
  )
  return await db
    .select({ post: posts, authorName: people.name })
    .from(posts)
    .leftJoin(people, eq(people.id, posts.authorId))
    .where(and(eq(posts.boardId, boardId), eq(posts.shelf, shelf), later, seen))
    .orderBy(asc(posts.waitingSince), asc(posts.id))
    .limit(limit)
}
