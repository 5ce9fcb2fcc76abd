import { and, asc, eq, exists, gt, ne, or } from 'drizzle-orm'
import type { Member, MembersQuery } from '#contract/members'
import type { Db } from '#db'
import { isNone } from '../blocks/queries.ts'

type Who = { boardId: string; personId: string }

/** `hidden`: whom the reader does not see. */
type Listed = MembersQuery & { hidden?: string[] }

/** A page of members with the names they go by, and one more when there is a next page. */
export async function namedMembers(db: Db, boardId: string, query: Listed): Promise<Member[]> {
  const { members } = db.t
  const wanted = [eq(members.boardId, boardId), eq(members.state, query.state), after(db, query.cursor)]
  if (query.hidden?.length) wanted.push(isNone(db, members.personId, JSON.stringify(query.hidden)))
  if (query.role) wanted.push(eq(members.role, query.role))
  const rows = await named(db)
    .where(and(...wanted))
    .orderBy(asc(members.since), asc(members.personId))
    .limit(query.limit + 1)
  return rows.map(asMember)
}

export async function findNamedMember(db: Db, who: Who): Promise<Member | undefined> {
  const [row] = await named(db).where(theirs(db, who))
  return row && asMember(row)
}

function named(db: Db) {
  const { members, people } = db.t
  const { role, state, since } = members
  return db
    .select({ id: people.id, name: people.name, role, state, since })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
}

type Named = Awaited<ReturnType<typeof named>>[number]

const asMember = ({ id, name, role, state, since }: Named): Member => ({
  person: { id, name },
  role,
  state,
  since: new Date(since).toISOString(),
})

function after(db: Db, cursor: string | undefined) {
  if (!cursor) return undefined
  const { members } = db.t
  const [since, personId] = [Number(cursor.split('.')[0]), cursor.slice(cursor.indexOf('.') + 1)]
  return or(gt(members.since, since), and(eq(members.since, since), gt(members.personId, personId)))
}

/** False when this was the street's last steward, or nobody is there any more. */
export async function editMembership(
  tx: Db,
  who: Who,
  next: Pick<Member, 'role' | 'state'>,
): Promise<boolean> {
  const { members } = tx.t
  const keeps = next.role === 'steward' ? undefined : notLastSteward(tx, who)
  const saved = await tx
    .update(members)
    .set(next)
    .where(and(theirs(tx, who), keeps))
    .returning()
  return saved.length > 0
}

/** False when this was the street's last steward, or nobody is there any more. */
export async function endMembership(tx: Db, who: Who): Promise<boolean> {
  const gone = await tx
    .delete(tx.t.members)
    .where(and(theirs(tx, who), notLastSteward(tx, who)))
    .returning()
  return gone.length > 0
}

function theirs({ t: { members } }: Db, { boardId, personId }: Who) {
  return and(eq(members.boardId, boardId), eq(members.personId, personId))
}

function notLastSteward(tx: Db, { boardId, personId }: Who) {
  const { members } = tx.t
  const otherSteward = and(
    eq(members.boardId, boardId),
    eq(members.role, 'steward'),
    eq(members.state, 'active'),
    ne(members.personId, personId),
  )
  return or(eq(members.role, 'neighbour'), exists(tx.select().from(members).where(otherSteward)))
}

/** Without a guard, for somebody who is no more. */
export async function eraseMembership(tx: Db, who: Who): Promise<void> {
  await tx.delete(tx.t.members).where(theirs(tx, who))
}

/** The streets somebody belongs to or asks to join. */
export async function membershipsOf(db: Db, personId: string) {
  const { members, boards } = db.t
  const { boardId, role, state, since } = members
  return await db
    .select({ boardId, board: boards.name, role, state, since })
    .from(members)
    .innerJoin(boards, eq(boards.id, members.boardId))
    .where(eq(members.personId, personId))
    .orderBy(asc(since), asc(boardId))
}

export async function longestHere(db: Db, boardId: string) {
  const { members } = db.t
  const [first] = await db
    .select()
    .from(members)
    .where(and(eq(members.boardId, boardId), eq(members.state, 'active')))
    .orderBy(asc(members.since), asc(members.personId))
    .limit(1)
  return first
}
