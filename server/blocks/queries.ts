import { aliasedTable, and, asc, eq, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { type Db, hot, remembered } from '#db'
import { elements } from '../../db/json.ts'

const around = remembered((db: Db) => {
  const { blocks } = db.t
  const personId = sql.placeholder('personId')
  return db
    .select()
    .from(blocks)
    .where(or(eq(blocks.byId, personId), eq(blocks.ofId, personId)))
    .prepare('blocks_around')
})

/** Everybody this person does not see and is not seen by, whoever of the two wished it. */
export async function blockedWith(db: Db, personId: string | null | undefined): Promise<string[]> {
  if (!personId) return []
  const rows = await around(db).execute({ personId })
  return rows.map(({ byId, ofId }) => (byId === personId ? ofId : byId))
}

/** What this person goes on calling each of those they are kept apart from: the name of then, also where it has changed. */
export async function namesAcross(db: Db, personId: string): Promise<Map<string, string>> {
  const rows = await around(db).execute({ personId })
  return new Map(rows.map((row) => (row.byId === personId ? [row.ofId, row.ofName] : [row.byId, row.byName])))
}

/** Whether these two neither see nor reach each other. */
export async function blockedPair(db: Db, a: string | null, b: string | null): Promise<boolean> {
  return a !== null && b !== null && (await blockedWith(db, a)).includes(b)
}

const among = hot((db: Db) => {
  const { blocks } = db.t
  const ids = sql`(select value from ${elements(db, sql.placeholder('ids'))})`
  return db
    .select({ byId: blocks.byId, ofId: blocks.ofId })
    .from(blocks)
    .where(sql`${blocks.byId} in ${ids} or ${blocks.ofId} in ${ids}`)
    .prepare('blocks_among')
})

/** From whom each of these people is hidden; nothing for those who are hidden from nobody. */
export async function hiddenFrom(db: Db, personIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const hidden = new Map<string, Set<string>>()
  if (personIds.length === 0) return hidden
  const add = (one: string, other: string) => hidden.set(one, (hidden.get(one) ?? new Set()).add(other))
  for (const { byId, ofId } of await among(db).execute({ ids: JSON.stringify(personIds) })) {
    add(byId, ofId)
    add(ofId, byId)
  }
  return hidden
}

/** True of rows whose person is none of these. */
export function isNone(db: Db, column: SQLWrapper, ids: unknown): SQL {
  return sql`${column} not in (select value from ${elements(db, ids)})`
}

type Block = { byId: string; ofId: string }

/** False when it is there already: then it keeps the names that the two have known. */
export async function saveBlock(
  tx: Db,
  block: Block & { byName: string; ofName: string; at: number },
): Promise<boolean> {
  return (await tx.insert(tx.t.blocks).values(block).onConflictDoNothing().returning()).length > 0
}

export async function endBlock(tx: Db, { byId, ofId }: Block): Promise<void> {
  const { blocks } = tx.t
  await tx.delete(blocks).where(and(eq(blocks.byId, byId), eq(blocks.ofId, ofId)))
}

/** One's own list, the oldest first, each under the name of then. */
export async function blocksBy(db: Db, byId: string) {
  const { blocks } = db.t
  return await db
    .select({ id: blocks.ofId, name: blocks.ofName, at: blocks.at })
    .from(blocks)
    .where(eq(blocks.byId, byId))
    .orderBy(asc(blocks.at), asc(blocks.ofId))
}

/** Whether two people belong to one street, or have met over a post of one. */
export async function doMeet(db: Db, a: string, b: string): Promise<boolean> {
  const { members, claims, posts } = db.t
  const others = aliasedTable(members, 'others')
  const shared = db
    .select({ id: members.boardId })
    .from(members)
    .innerJoin(others, eq(others.boardId, members.boardId))
    .where(and(eq(members.personId, a), eq(others.personId, b)))
  if ((await shared.limit(1)).length > 0) return true
  const pair = (one: string, other: string) => and(eq(claims.personId, one), eq(posts.authorId, other))
  const helped = db
    .select({ id: claims.id })
    .from(claims)
    .innerJoin(posts, eq(posts.id, claims.postId))
    .where(or(pair(a, b), pair(b, a)))
  return (await helped.limit(1)).length > 0
}

export async function eraseBlocks(tx: Db, personId: string): Promise<void> {
  const { blocks } = tx.t
  await tx.delete(blocks).where(or(eq(blocks.byId, personId), eq(blocks.ofId, personId)))
}
