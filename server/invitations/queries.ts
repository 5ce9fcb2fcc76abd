import { and, desc, eq, exists, gt, or, sql } from 'drizzle-orm'
import type { Db } from '#db'

export type InvitationRow = Db['t']['invitations']['$inferSelect']

export async function saveInvitation(tx: Db, row: InvitationRow): Promise<void> {
  await tx.insert(tx.t.invitations).values(row)
}

const isLeft = ({ t: { invitations } }: Db, now: number) =>
  and(gt(invitations.expiresAt, now), gt(invitations.usesLeft, 0))

const good = (db: Db, now: number) => and(isLeft(db, now), opensADoor(db))

/** A neighbour's opens no door that is not open: where the street has closed it since, only a steward's does. */
function opensADoor(db: Db) {
  const { invitations, boards, members } = db.t
  const street = and(eq(boards.id, invitations.boardId), eq(boards.joining, 'open'))
  const theirs = and(eq(members.boardId, invitations.boardId), eq(members.personId, invitations.madeById))
  const steward = and(theirs, eq(members.role, 'steward'), eq(members.state, 'active'))
  const one = { one: sql`1` }
  return or(
    exists(db.select(one).from(boards).where(street)),
    exists(db.select(one).from(members).where(steward)),
  )
}

/** The invitation a token stands for, while it is good, with what its holder may know of the street. */
export async function findInvitation(db: Db, digest: string, now: number) {
  const { invitations, boards } = db.t
  const [found] = await db
    .select({ id: invitations.id, boardId: boards.id, name: boards.name, welcome: boards.welcome })
    .from(invitations)
    .innerJoin(boards, eq(boards.id, invitations.boardId))
    .where(and(eq(invitations.digest, digest), good(db, now)))
  return found
}

/** Those that are left, whether or not the door is open now; only one person's where `madeById` is given. */
export async function invitationsOn(
  db: Db,
  boardId: string,
  by: { madeById: string | undefined; now: number },
) {
  const { invitations } = db.t
  const theirs = by.madeById === undefined ? undefined : eq(invitations.madeById, by.madeById)
  return await db
    .select()
    .from(invitations)
    .where(and(eq(invitations.boardId, boardId), theirs, isLeft(db, by.now)))
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(100)
}

/** Where an invitation leads and who made it. */
export async function findInvitationScope(db: Db, id: string) {
  const { boardId, madeById } = db.t.invitations
  const [found] = await db
    .select({ boardId, madeById })
    .from(db.t.invitations)
    .where(eq(db.t.invitations.id, id))
  return found
}

/** Takes one use. False when it had none left; `now` is left out for one that was good when somebody joined by it. */
export async function useInvitation(tx: Db, id: string, now = 0): Promise<boolean> {
  const { invitations } = tx.t
  const used = await tx
    .update(invitations)
    .set({ usesLeft: sql`${invitations.usesLeft} - 1` })
    .where(and(eq(invitations.id, id), good(tx, now)))
    .returning({ id: invitations.id })
  return used.length > 0
}

/** Whoever does not belong to a street any more invites nobody to it. */
export async function endInvitationsBy(tx: Db, { boardId, personId }: { boardId: string; personId: string }) {
  const { invitations } = tx.t
  const theirs = and(eq(invitations.madeById, personId), eq(invitations.boardId, boardId))
  await tx.delete(invitations).where(theirs)
}

/** False when there was no such invitation on this board, or it is not theirs. */
export async function endInvitation(
  tx: Db,
  { boardId, invitationId }: { boardId: string; invitationId: string },
  madeById: string | undefined,
): Promise<boolean> {
  const { invitations } = tx.t
  const theirs = madeById === undefined ? undefined : eq(invitations.madeById, madeById)
  const ended = await tx
    .delete(invitations)
    .where(and(eq(invitations.id, invitationId), eq(invitations.boardId, boardId), theirs))
    .returning({ id: invitations.id })
  return ended.length > 0
}
