import { and, asc, desc, eq, exists, inArray, isNotNull, isNull, lte } from 'drizzle-orm'
import type { Db } from '#db'

export type ConcernRow = Db['t']['concerns']['$inferSelect']
export type ReadingRow = Db['t']['concernReadings']['$inferSelect']

export async function saveConcern(tx: Db, row: ConcernRow): Promise<void> {
  await tx.insert(tx.t.concerns).values(row)
}

export async function findConcern(db: Db, id: string): Promise<ConcernRow | undefined> {
  const { concerns } = db.t
  const [row] = await db.select().from(concerns).where(eq(concerns.id, id))
  return row
}

/** Those still open first, then the newest. */
export async function concernsOn(db: Db, boardId: string): Promise<ConcernRow[]> {
  const { concerns } = db.t
  const rows = await db
    .select()
    .from(concerns)
    .where(eq(concerns.boardId, boardId))
    .orderBy(desc(concerns.raisedAt), desc(concerns.id))
    .limit(500)
  return [...rows.filter((row) => row.closedAt === null), ...rows.filter((row) => row.closedAt !== null)]
}

/** Undefined when somebody else has written meanwhile. */
export async function changeConcern(
  tx: Db,
  { id, version }: { id: string; version: number },
  set: Partial<ConcernRow>,
): Promise<ConcernRow | undefined> {
  const { concerns } = tx.t
  const [row] = await tx
    .update(concerns)
    .set({ ...set, version: version + 1 })
    .where(and(eq(concerns.id, id), eq(concerns.version, version)))
    .returning()
  return row
}

/** Nobody has looked at these in time, and no alarm has been raised; where somebody looks after worries. */
export async function overdue(db: Db, now: number, limit: number): Promise<ConcernRow[]> {
  const { concerns, leads } = db.t
  const ready = and(eq(leads.boardId, concerns.boardId), isNotNull(leads.acceptedAt))
  const isThere = exists(db.select({ one: leads.personId }).from(leads).where(ready))
  const late = and(lte(concerns.dueAt, now), isNull(concerns.alarmedAt))
  const waiting = and(isNull(concerns.lookedAt), isNull(concerns.closedAt))
  return await db
    .select()
    .from(concerns)
    .where(and(late, waiting, isThere))
    .limit(limit)
}

export async function dropClosed(tx: Db, before: number): Promise<void> {
  const { concerns, concernReadings } = tx.t
  const old = tx.select({ id: concerns.id }).from(concerns).where(lte(concerns.closedAt, before))
  await tx.delete(concernReadings).where(inArray(concernReadings.concernId, old))
  await tx.delete(concerns).where(lte(concerns.closedAt, before))
}

export async function saveReading(tx: Db, row: ReadingRow): Promise<void> {
  await tx.insert(tx.t.concernReadings).values(row)
}

export async function readingsOf(db: Db, concernId: string): Promise<ReadingRow[]> {
  const { concernReadings: readings } = db.t
  return await db
    .select()
    .from(readings)
    .where(eq(readings.concernId, concernId))
    .orderBy(asc(readings.at), asc(readings.id))
}

export async function namesOf(db: Db, ids: string[]): Promise<Map<string, string>> {
  const { people } = db.t
  const rows = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...new Set(ids)]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
