import { and, desc, eq, gte } from 'drizzle-orm'
import type { Db } from '#db'

type NoteRow = Db['t']['shiftNotes']['$inferSelect']

/** When a steward decided something, on whichever street, the newest first; whether it was about a crisis. */
export async function decisionsBy(db: Db, byId: string, since: number) {
  const { actions, cases } = db.t
  return await db
    .select({ at: actions.at, kind: cases.kind })
    .from(actions)
    .innerJoin(cases, eq(cases.id, actions.caseId))
    .where(and(eq(actions.byId, byId), gte(actions.at, since)))
    .orderBy(desc(actions.at))
}

export async function saveNote(tx: Db, row: NoteRow): Promise<void> {
  await tx.insert(tx.t.shiftNotes).values(row)
}

/** The newest first, with who wrote them. What somebody writes after a crisis is for the others too: to look after them. */
export async function notesOn(db: Db, boardId: string, since: number) {
  const { shiftNotes, people } = db.t
  return await db
    .select({ note: shiftNotes, name: people.name })
    .from(shiftNotes)
    .innerJoin(people, eq(people.id, shiftNotes.byId))
    .where(and(eq(shiftNotes.boardId, boardId), gte(shiftNotes.at, since)))
    .orderBy(desc(shiftNotes.at))
    .limit(20)
}

export async function notesBy(db: Db, byId: string) {
  return await db.select().from(db.t.shiftNotes).where(eq(db.t.shiftNotes.byId, byId))
}

export async function forgetNotes(tx: Db, byId: string): Promise<void> {
  await tx.delete(tx.t.shiftNotes).where(eq(tx.t.shiftNotes.byId, byId))
}
