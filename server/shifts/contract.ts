import * as z from 'zod/mini'
import { Instant, Text } from '#contract/http'
import { Neighbour } from '#contract/posts'

export const ShiftNoteKind = z.enum(['hand-over', 'after-crisis'])
export const NewShiftNote = z.strictObject({ kind: ShiftNoteKind, words: Text(2000) })
export type NewShiftNote = z.infer<typeof NewShiftNote>

export const ShiftNote = z.object({
  id: z.string(),
  kind: ShiftNoteKind,
  by: Neighbour,
  words: z.string(),
  at: Instant,
})
export type ShiftNote = z.infer<typeof ShiftNote>

/** How long a steward has been at it, and what the last ones left for the next. */
export const Shift = z.object({
  /** Since when they have decided things without a longer break; null when they have not lately. */
  since: z.nullable(Instant),
  /** Two hours are enough: somebody else's turn. */
  breakDue: z.boolean(),
  /** They have decided about somebody in crisis within the day: somebody should ask how they are. */
  afterCrisis: z.boolean(),
  notes: z.array(ShiftNote),
})
export type Shift = z.infer<typeof Shift>
