import * as z from 'zod/mini'
import { Id } from '#contract/http'
import { NewShiftNote, Shift, ShiftNote } from '#contract/shifts'
import { findAsSteward } from '../boards/queries.ts'
import { newId } from '../http/ids.ts'
import { writeOnce } from '../http/once.ts'
import { askerOf, type Room } from '../http/room.ts'
import * as saved from './queries.ts'
import * as rule from './rules.ts'

const OnBoard = z.object({ boardId: Id })
const iso = (ms: number) => new Date(ms).toISOString()

/** Care for the stewards: two hours are enough, a word for whoever comes next, and somebody who asks after a hard case. */
export const shifts: Room = async (app, house) => {
  const { store, clock } = house
  house.erasures.push(saved.forgetNotes)
  house.exports.push(async (db, personId) => ({ shiftNotes: await saved.notesBy(db, personId) }))

  app.get(
    '/boards/:boardId/shift',
    { schema: { params: OnBoard, response: { 200: Shift } } },
    async ({ params: { boardId }, asker }) => {
      const { id } = askerOf({ asker })
      await findAsSteward(store.read, boardId, id)
      return shiftOf(boardId, id, clock.now())
    },
  )

  app.post(
    '/boards/:boardId/shift-notes',
    { schema: { params: OnBoard, body: NewShiftNote, response: { 201: ShiftNote } } },
    async (request, reply) => {
      const { id: byId, name } = askerOf(request)
      const { boardId } = request.params
      const made = await writeOnce(house, request, async (tx) => {
        await findAsSteward(tx, boardId, byId)
        const note = { ...request.body, id: newId(), boardId, byId, at: clock.now() }
        await saved.saveNote(tx, note)
        return { ...request.body, id: note.id, by: { id: byId, name }, at: iso(note.at) }
      })
      return reply.code(201).send(made)
    },
  )

  async function shiftOf(boardId: string, personId: string, now: number): Promise<Shift> {
    const lately = await saved.decisionsBy(store.read, personId, now - rule.afterCrisisMs)
    const since = rule.shiftSince(
      lately.map(({ at }) => at),
      now,
    )
    const notes = await saved.notesOn(store.read, boardId, now - rule.notesMs)
    return {
      since: since === null ? null : iso(since),
      breakDue: rule.isBreakDue(since, now),
      afterCrisis: lately.some(({ kind }) => kind === 'crisis'),
      notes: notes.map(({ note: { id, kind, words, byId, at }, name }) => ({
        ...{ id, kind, words, at: iso(at) },
        by: { id: byId, name },
      })),
    }
  }
}
