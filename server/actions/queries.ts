import { and, asc, desc, eq, inArray, isNotNull, lte, ne, notExists, notInArray, sql } from 'drizzle-orm'
import { type Db, hot, insertsWhole } from '#db'
import { type Asking, type CaseRow, isFree } from '../cases/queries.ts'
import { openKeyOf } from '../subjects/queries.ts'

export type ActionRow = Db['t']['actions']['$inferSelect']
export type AppealRow = Db['t']['appeals']['$inferSelect']

const insert = hot((db: Db) => insertsWhole(db, db.t.actions).prepare('save_action'))

export async function saveAction(tx: Db, row: ActionRow): Promise<void> {
  await insert(tx).execute(row)
}

const holding = hot((db: Db) => {
  const { cases } = db.t
  const [id, personId, now] = [sql.placeholder('id'), sql.placeholder('personId'), sql.placeholder('now')]
  const inReach = sql`(${cases.leaseById} is null or ${cases.leaseById} = ${personId} or ${cases.leaseEndsAt} <= ${now})`
  return db
    .update(cases)
    .set({ state: 'open' })
    .where(and(eq(cases.id, id), eq(cases.state, 'open'), isFree(db, personId), inReach))
    .returning({ id: cases.id })
    .prepare('hold_case')
})

/** Nobody else decides it until the transaction is over. `personId` is empty where the clock decides. False when it is too late. */
export async function holdCase(tx: Db, id: string, asking: Asking): Promise<boolean> {
  return (await holding(tx).execute({ id, ...asking })).length > 0
}

const closing = hot((db: Db) => {
  const { cases } = db.t
  return db
    .update(cases)
    .set({
      state: 'closed',
      openKey: null,
      closedAt: sql`${sql.placeholder('now')}`,
      leaseById: null,
      leaseEndsAt: null,
    })
    .where(eq(cases.id, sql.placeholder('id')))
    .prepare('close_case')
})

export async function closeCase(tx: Db, id: string, now: number): Promise<void> {
  await closing(tx).execute({ id, now })
}

export async function findAction(db: Db, id: string): Promise<ActionRow | undefined> {
  const [row] = await db.select().from(db.t.actions).where(eq(db.t.actions.id, id))
  return row
}

type Change = { from: ActionRow['state']; set: Partial<ActionRow> }

/** Undefined when it is no longer in the state it was found in: somebody else was first. */
export async function changeAction(
  tx: Db,
  id: string,
  { from, set }: Change,
): Promise<ActionRow | undefined> {
  const { actions } = tx.t
  const [row] = await tx
    .update(actions)
    .set(set)
    .where(and(eq(actions.id, id), eq(actions.state, from)))
    .returning()
  return row
}

export async function actionsOfBatch(db: Db, boardId: string, batchId: string): Promise<ActionRow[]> {
  const { actions } = db.t
  const these = and(eq(actions.boardId, boardId), eq(actions.batchId, batchId), eq(actions.state, 'done'))
  return await db.select().from(actions).where(these).orderBy(asc(actions.id))
}

/** What a steward may judge too, the newest first; what waits for a second yes before all others; fifty at most. */
export async function actionsOn(db: Db, boardId: string, readerId: string): Promise<ActionRow[]> {
  const { actions, cases } = db.t
  const waits = sql`case when ${actions.state} = 'proposed' then 0 else 1 end`
  const rows = await db
    .select({ action: actions })
    .from(actions)
    .innerJoin(cases, eq(cases.id, actions.caseId))
    .where(and(eq(actions.boardId, boardId), isFree(db, readerId)))
    .orderBy(waits, desc(actions.at), desc(actions.id))
    .limit(50)
  return rows.map(({ action }) => action)
}

/** What stewards wrote to whoever a case is about, the oldest first. */
export async function wordsOn(db: Db, caseId: string) {
  const { actions, people } = db.t
  return await db
    .select({ byId: actions.byId, name: people.name, words: actions.words, at: actions.at })
    .from(actions)
    .leftJoin(people, eq(people.id, actions.byId))
    .where(and(eq(actions.caseId, caseId), eq(actions.deed, 'write')))
    .orderBy(asc(actions.id))
}

/** What was decided about somebody on a street before, the newest first. Words to them decided nothing. */
export async function actionsAbout(db: Db, boardId: string, personId: string): Promise<ActionRow[]> {
  const { actions } = db.t
  return await db
    .select()
    .from(actions)
    .where(
      and(
        eq(actions.boardId, boardId),
        eq(actions.personId, personId),
        notInArray(actions.deed, ['dismiss', 'write']),
      ),
    )
    .orderBy(desc(actions.at))
    .limit(20)
}

type OfPost = { id: string; authorId: string }

/** The latest that stewards did with where somebody's post stands. */
export async function lastMoveOf(db: Db, { id, authorId }: OfPost): Promise<ActionRow | undefined> {
  const { actions } = db.t
  const about = and(eq(actions.personId, authorId), eq(actions.aboutKind, 'post'), eq(actions.aboutId, id))
  const [last] = await db
    .select()
    .from(actions)
    .where(and(about, inArray(actions.deed, ['hide', 'ask', 'release'])))
    .orderBy(desc(actions.at), desc(actions.id))
    .limit(1)
  return last
}

/** What somebody has been told was decided about them, with the name of the street and their appeal. */
export async function decisionsAbout(db: Db, personId: string) {
  const { actions, appeals, boards } = db.t
  const told = and(
    ne(actions.deed, 'dismiss'),
    inArray(actions.state, ['done', 'undone', 'overturned', 'over']),
  )
  return await db
    .select({ action: actions, appeal: appeals, board: boards.name })
    .from(actions)
    .leftJoin(appeals, eq(appeals.actionId, actions.id))
    .innerJoin(boards, eq(boards.id, actions.boardId))
    .where(and(eq(actions.personId, personId), told))
    .orderBy(desc(actions.at), desc(actions.id))
    .limit(100)
}

/** The case of an action that was taken back; it stays closed where another about the same thing is open already. */
export async function reopenCase(tx: Db, { caseId }: ActionRow): Promise<CaseRow | undefined> {
  const { cases } = tx.t
  const [row] = await tx.select().from(cases).where(eq(cases.id, caseId))
  if (!row) return undefined
  const openKey = openKeyOf({ ...row, about: { kind: row.aboutKind, id: row.aboutId } })
  const other = sql`(select 1 from cases as others where others.open_key = ${openKey}
    and others.id <> ${caseId})`
  const set = { state: 'open', openKey, closedAt: null, leaseById: null, leaseEndsAt: null } as const
  const [open] = await tx
    .update(cases)
    .set(set)
    .where(and(eq(cases.id, caseId), notExists(other)))
    .returning()
  return open
}

/** What has reached its end by the clock. */
export async function endedBy(db: Db, now: number, limit: number): Promise<ActionRow[]> {
  const { actions } = db.t
  const over = and(eq(actions.state, 'done'), isNotNull(actions.until), lte(actions.until, now))
  return await db.select().from(actions).where(over).orderBy(asc(actions.until)).limit(limit)
}

/** A message that was passed on is kept back again. */
export async function holdMessage(tx: Db, id: string): Promise<void> {
  await tx.update(tx.t.messages).set({ state: 'held', why: 'money' }).where(eq(tx.t.messages.id, id))
}

/** What was decided stays, for the counts; of whom, by whom and in what words does not. */
export async function forgetInActions(tx: Db, personId: string): Promise<void> {
  const { actions } = tx.t
  const blank = { personId: null, words: null, mend: null }
  await tx.update(actions).set(blank).where(eq(actions.personId, personId))
  await tx.update(actions).set({ byId: null }).where(eq(actions.byId, personId))
  await tx.update(actions).set({ secondId: null }).where(eq(actions.secondId, personId))
}
