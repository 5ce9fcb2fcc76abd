import type { Kit } from '../kit.ts'

export function revealsTables(k: Kit) {
  /**
   * Each look at what is shown to one person alone: how somebody is reached, where they live, what they said in private.
   * Its owner can read this. Looks through one session within ten minutes are one row, counted.
   */
  const looks = k.table(
    'looks',
    {
      ofId: k.text('of_id').notNull(),
      toId: k.text('to_id').notNull(),
      boardId: k.text('board_id').notNull(),
      /** The claim that opened it; the board for a steward, who has to say why. */
      aboutId: k.text('about_id').notNull(),
      sessionId: k.text('session_id').notNull(),
      slot: k.int('slot').notNull(),
      at: k.timeMs('at').notNull(),
      times: k.int('times').notNull(),
      what: k.json<string[]>('what').notNull(),
      reason: k.text('reason'),
    },
    (t) => [
      k.primaryKey({ columns: [t.ofId, t.toId, t.aboutId, t.sessionId, t.slot] }),
      k.index('looks_to').on(t.toId, t.at),
      k.index('looks_at').on(t.at),
    ],
  )
  return { looks }
}
