import type { Kit } from '../kit.ts'

export function concernsTables(k: Kit) {
  /** A worry. All that was told, and about whom and by whom, is in `sealed`; decision 0016 says what that is worth. */
  const concerns = k.table(
    'concerns',
    {
      id: k.text('id').primaryKey(),
      boardId: k.text('board_id').notNull(),
      sealed: k.text('sealed').notNull(),
      isUrgent: k.bool('is_urgent').notNull(),
      raisedAt: k.timeMs('raised_at').notNull(),
      dueAt: k.timeMs('due_at').notNull(),
      /** The alarm that nobody had looked at it in time. */
      alarmedAt: k.timeMs('alarmed_at'),
      lookedAt: k.timeMs('looked_at'),
      closedAt: k.timeMs('closed_at'),
      version: k.int('version').notNull(),
    },
    (t) => [
      k.index('concerns_board').on(t.boardId, t.raisedAt),
      k.index('concerns_due').on(t.lookedAt, t.dueAt),
      k.index('concerns_closed').on(t.closedAt),
    ],
  )
  /** Who has read which worry, each time. */
  const concernReadings = k.table(
    'concern_readings',
    {
      id: k.text('id').primaryKey(),
      concernId: k
        .text('concern_id')
        .notNull()
        .references(() => concerns.id, { onDelete: 'cascade' }),
      boardId: k.text('board_id').notNull(),
      readerId: k.text('reader_id').notNull(),
      at: k.timeMs('at').notNull(),
    },
    (t) => [k.index('concern_readings_concern').on(t.concernId, t.at)],
  )
  return { concerns, concernReadings }
}
