import { and, asc, count, eq, inArray, isNull, lte, min, ne, or, type SQL, sql } from 'drizzle-orm'
import { type Db, hot, insertsWhole } from '#db'
import { type At, alarmDue, leaseMs, type Placed } from './rules.ts'

export type CaseRow = Db['t']['cases']['$inferSelect']
/** Which steward asks, and when. */
export type Asking = { personId: string; now: number }

const insert = hot((db: Db) =>
  insertsWhole(db, db.t.cases).onConflictDoNothing().returning().prepare('save_case'),
)

/** Undefined when a case about the same thing is open already. */
export async function saveCase(tx: Db, row: CaseRow): Promise<CaseRow | undefined> {
  const [saved] = await insert(tx).execute(row)
  return saved
}

const openOne = hot((db: Db) => {
  const asked = eq(db.t.cases.openKey, sql.placeholder('openKey'))
  return db.select().from(db.t.cases).where(asked).prepare('find_open_case')
})

export async function findOpenCase(db: Db, openKey: string): Promise<CaseRow | undefined> {
  const [row] = await openOne(db).execute({ openKey })
  return row
}

export async function findCase(db: Db, id: string): Promise<CaseRow | undefined> {
  const [row] = await db.select().from(db.t.cases).where(eq(db.t.cases.id, id))
  return row
}

type Change = { set: Partial<CaseRow>; guard?: SQL | undefined }
export async function changeCase(tx: Db, id: string, { set, guard }: Change): Promise<CaseRow | undefined> {
  const { cases } = tx.t
  const [row] = await tx
    .update(cases)
    .set(set)
    .where(and(eq(cases.id, id), guard))
    .returning()
  return row
}

/** Nobody judges what they did, what they told of themselves, or somebody they are close to. */
export function isFree(db: Db, personId: unknown): SQL {
  const { cases, reports, ties } = db.t
  const told = sql`select 1 from ${reports} where ${reports.caseId} = ${cases.id} and ${reports.byId} = ${personId}`
  const near = sql`(${ties.byId} = ${personId} and ${ties.ofId} = ${cases.personId})
    or (${ties.byId} = ${cases.personId} and ${ties.ofId} = ${personId})`
  const close = sql`select 1 from ${ties} where ${ties.boardId} = ${cases.boardId} and (${near})`
  return sql`(${cases.personId} is null or ${cases.personId} <> ${personId})
    and not exists (${told}) and not exists (${close})`
}

/** In nobody else's hands. */
function isInReach(db: Db, { personId, now }: Asking): SQL | undefined {
  const { cases } = db.t
  return or(isNull(cases.leaseById), eq(cases.leaseById, personId), lte(cases.leaseEndsAt, now))
}

export const mayDecide = (db: Db, asking: Asking) =>
  and(eq(db.t.cases.state, 'open'), isFree(db, asking.personId), isInReach(db, asking))

/** Undefined when another steward has it, or it is decided. The guard lets one of two win. */
export async function takeLease(tx: Db, id: string, asking: Asking): Promise<CaseRow | undefined> {
  const set = { leaseById: asking.personId, leaseEndsAt: asking.now + leaseMs }
  return changeCase(tx, id, { set, guard: mayDecide(tx, asking) })
}

export async function dropLease(tx: Db, id: string, personId: string): Promise<void> {
  const guard = eq(tx.t.cases.leaseById, personId)
  await changeCase(tx, id, { set: { leaseById: null, leaseEndsAt: null }, guard })
}

const waiting = (db: Db, boardId: string, personId: string) =>
  and(eq(db.t.cases.boardId, boardId), eq(db.t.cases.state, 'open'), isFree(db, personId))

type Wanted = { personId: string; after: At | undefined; limit: number }

/** A page of the queue for one steward: what they may not judge is not in it. */
export async function queueOf(db: Db, boardId: string, { personId, after, limit }: Wanted) {
  const { cases } = db.t
  const order = sql`(${cases.lane}, ${cases.sortAt}, ${cases.likeness}, ${cases.id})`
  const later = after && sql`${order} > (${after.lane}, ${after.sortAt}, ${after.likeness}, ${after.id})`
  return await db
    .select()
    .from(cases)
    .where(and(waiting(db, boardId, personId), later))
    .orderBy(asc(cases.lane), asc(cases.sortAt), asc(cases.likeness), asc(cases.id))
    .limit(limit)
}

export async function countQueue(db: Db, boardId: string, personId: string) {
  const { cases } = db.t
  const crisis = sql<number>`coalesce(sum(case when ${cases.kind} = 'crisis' then 1 else 0 end), 0)`.mapWith(
    Number,
  )
  const [row] = await db
    .select({ open: count(), crisis, oldest: min(cases.openedAt) })
    .from(cases)
    .where(waiting(db, boardId, personId))
  return row!
}

/** Open cases of the same words, and reports about each case. */
export async function countAround(db: Db, rows: readonly CaseRow[]) {
  const { cases, reports } = db.t
  const [first] = rows
  if (!first) return { alike: new Map<string, number>(), reports: new Map<string, number>() }
  const likenesses = [...new Set(rows.map(({ likeness }) => likeness).filter(Boolean))]
  const same = and(
    eq(cases.boardId, first.boardId),
    inArray(cases.likeness, likenesses),
    eq(cases.state, 'open'),
  )
  const alike = likenesses.length
    ? await db.select({ key: cases.likeness, n: count() }).from(cases).where(same).groupBy(cases.likeness)
    : []
  const about = inArray(
    reports.caseId,
    rows.map(({ id }) => id),
  )
  const told = await db
    .select({ key: reports.caseId, n: count() })
    .from(reports)
    .where(about)
    .groupBy(reports.caseId)
  const byKey = (some: { key: string; n: number }[]) => new Map(some.map(({ key, n }) => [key, n]))
  return { alike: byKey(alike), reports: byKey(told) }
}

export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { people } = db.t
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...ids]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Cases of the same words stand together, where the first of them stood. */
export async function groupAlike(tx: Db, { boardId, likeness }: CaseRow): Promise<void> {
  const { cases } = tx.t
  const light = inArray(cases.lane, [2, 3])
  const same = and(eq(cases.boardId, boardId), eq(cases.likeness, likeness), eq(cases.state, 'open'), light)
  const [found] = await tx
    .select({ n: count(), first: min(cases.openedAt) })
    .from(cases)
    .where(same)
  if (!found || found.n < 2) return
  const placed: Placed = { lane: 2, sortAt: found.first! }
  await tx
    .update(cases)
    .set(placed)
    .where(and(same, or(ne(cases.lane, 2), ne(cases.sortAt, placed.sortAt))))
}

/** Cases that have waited so long that all stewards are told again, the oldest first. */
export async function casesToAlarm(db: Db, now: number, limit: number): Promise<CaseRow[]> {
  const { cases } = db.t
  const since = sql`coalesce(${cases.alarmedAt}, ${cases.openedAt})`
  const late = [0, 1, 2, 3].map((lane) =>
    and(eq(cases.lane, lane), sql`${since} <= ${now - alarmDue(lane, 0)}`),
  )
  return await db
    .select()
    .from(cases)
    .where(and(eq(cases.state, 'open'), or(...late)))
    .orderBy(asc(cases.openedAt))
    .limit(limit)
}

const freeCase = hot((db: Db) => {
  const { cases } = db.t
  const mine = and(eq(cases.id, sql.placeholder('id')), isFree(db, sql.placeholder('personId')))
  return db.select().from(cases).where(mine).prepare('find_free_case')
})

/** A case this steward may judge, decided or not. */
export async function findFreeCase(db: Db, id: string, personId: string): Promise<CaseRow | undefined> {
  const [row] = await freeCase(db).execute({ id, personId })
  return row
}

export async function saveTie(tx: Db, tie: Db['t']['ties']['$inferInsert']): Promise<void> {
  await tx.insert(tx.t.ties).values(tie).onConflictDoNothing()
}

/** What they did is looked at no more, unless it was closed up; who they were close to is nobody's business. */
export async function forgetInCases(tx: Db, personId: string, now: number): Promise<void> {
  const { cases, ties } = tx.t
  const over = { state: 'closed', openKey: null, closedAt: now } as const
  const theirs = eq(cases.personId, personId)
  const open = and(theirs, ne(cases.state, 'closed'), isNull(cases.sealedAt))
  await tx.update(cases).set(over).where(open)
  const why = sql`case when ${cases.sealedAt} is null then '' else ${cases.why} end`
  await tx.update(cases).set({ personId: null, why }).where(theirs)
  await tx.update(cases).set({ leaseById: null, leaseEndsAt: null }).where(eq(cases.leaseById, personId))
  await tx.delete(ties).where(or(eq(ties.byId, personId), eq(ties.ofId, personId)))
}
