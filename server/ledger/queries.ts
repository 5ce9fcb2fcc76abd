import { randomUUID } from 'node:crypto'
import { and, asc, desc, eq, gt, inArray, lt, lte, sql } from 'drizzle-orm'
import { type Db, hot, insertsWhole } from '#db'
import { beginning, hashOf, type Link } from './chain.ts'

export type LedgerRow = Db['t']['ledger']['$inferSelect']
export type ChainRow = Db['t']['chains']['$inferSelect']
/** Whom a line is about and who did it, under the part they had in it. */
export type Parts = { about?: string | null; by?: string | null; second?: string | null }
export type Entry = { boardId: string; type: string; reason: string; parts: Parts; now: number }

const next = hot((db: Db) => {
  const { chains } = db.t
  return db
    .insert(chains)
    .values({ boardId: sql.placeholder('boardId'), seq: 1, head: beginning, keptSeq: 0, keptAt: 0 })
    .onConflictDoUpdate({ target: chains.boardId, set: { seq: sql`${chains.seq} + 1` } })
    .returning()
    .prepare('next_line')
})
const insert = hot((db: Db) => insertsWhole(db, db.t.ledger).prepare('save_line'))
const insertRef = hot((db: Db) => insertsWhole(db, db.t.ledgerRefs).prepare('save_ref'))
const moveHead = hot((db: Db) =>
  db
    .update(db.t.chains)
    .set({ head: sql`${sql.placeholder('hash')}` })
    .where(eq(db.t.chains.boardId, sql.placeholder('boardId')))
    .prepare('move_head'),
)

/**
 * Nobody else writes into the ledger of this board until the transaction is over. Taken before anything else, it keeps two who
 * decide many cases in different orders from waiting for each other. On SQLite works run one after another as it is.
 */
export async function holdChain(tx: Db, boardId: string): Promise<void> {
  const { chains } = tx.t
  if (tx.engine !== 'postgres') return
  await tx
    .insert(chains)
    .values({ boardId, seq: 0, head: beginning, keptSeq: 0, keptAt: 0 })
    .onConflictDoUpdate({ target: chains.boardId, set: { seq: sql`${chains.seq}` } })
}

/**
 * Adds a line to the ledger of a board, in the transaction of what it tells of. The chain's row, taken first, keeps
 * everybody else waiting, so no two lines ever follow the same one.
 */
export async function append(tx: Db, { boardId, type, reason, parts, now }: Entry): Promise<number> {
  const [chain] = await next(tx).execute({ boardId })
  const { seq, head } = chain!
  const refs: Record<string, string> = {}
  for (const [part, personId] of Object.entries(parts).sort()) {
    if (!personId) continue
    refs[part] = randomUUID()
    await insertRef(tx).execute({ ref: refs[part], boardId, seq, personId })
  }
  const line = { boardId, seq, at: now, type, reason, refs: JSON.stringify(refs) }
  const hash = hashOf(head, line)
  await insert(tx).execute({ ...line, prev: head, hash })
  await moveHead(tx).execute({ boardId, hash })
  return seq
}

/** Newest first. */
export async function linesBefore(db: Db, boardId: string, page: { before?: number; limit: number }) {
  const { ledger } = db.t
  const older = page.before === undefined ? undefined : lt(ledger.seq, page.before)
  return await db
    .select()
    .from(ledger)
    .where(and(eq(ledger.boardId, boardId), older))
    .orderBy(desc(ledger.seq))
    .limit(page.limit)
}

/** Oldest first, up to the line `last`. */
export async function linesAfter(
  db: Db,
  boardId: string,
  page: { seq: number; last: number; limit: number },
) {
  const { ledger } = db.t
  const span = and(gt(ledger.seq, page.seq), lte(ledger.seq, page.last))
  return await db
    .select()
    .from(ledger)
    .where(and(eq(ledger.boardId, boardId), span))
    .orderBy(asc(ledger.seq))
    .limit(page.limit)
}

/** The lines that were kept elsewhere, as they stand here now. */
export async function linesAt(db: Db, boardId: string, seqs: number[]): Promise<Link[]> {
  const { ledger } = db.t
  if (seqs.length === 0) return []
  return await db
    .select({ seq: ledger.seq, hash: ledger.hash })
    .from(ledger)
    .where(and(eq(ledger.boardId, boardId), inArray(ledger.seq, seqs)))
}

export async function findChain(db: Db, boardId: string): Promise<ChainRow | undefined> {
  const [chain] = await db.select().from(db.t.chains).where(eq(db.t.chains.boardId, boardId))
  return chain
}

/** Chains with lines that have not been written out since `before`. */
export async function chainsToKeep(db: Db, before: number): Promise<ChainRow[]> {
  const { chains } = db.t
  return await db
    .select()
    .from(chains)
    .where(and(lte(chains.keptAt, before), gt(chains.seq, chains.keptSeq)))
}

export async function markKept(tx: Db, { boardId, seq }: ChainRow, now: number): Promise<void> {
  const { chains } = tx.t
  await tx.update(chains).set({ keptSeq: seq, keptAt: now }).where(eq(chains.boardId, boardId))
}

/** The marks stay in the ledger, and mean nobody any more. */
export async function forgetRefs(tx: Db, personId: string): Promise<void> {
  await tx.delete(tx.t.ledgerRefs).where(eq(tx.t.ledgerRefs.personId, personId))
}

/** The lines that are about somebody, or tell of what they did. */
export async function linesOf(db: Db, personId: string) {
  const { ledger, ledgerRefs } = db.t
  const line = and(eq(ledger.boardId, ledgerRefs.boardId), eq(ledger.seq, ledgerRefs.seq))
  return await db
    .select({
      boardId: ledger.boardId,
      seq: ledger.seq,
      at: ledger.at,
      type: ledger.type,
      reason: ledger.reason,
    })
    .from(ledgerRefs)
    .innerJoin(ledger, line)
    .where(eq(ledgerRefs.personId, personId))
    .orderBy(asc(ledger.boardId), asc(ledger.seq))
}
