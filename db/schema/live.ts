import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'

export function liveTables(k: Kit) {
  /** The last sequence number given out on each board and each personal line; its row orders two writes to one of them. */
  const logs = k.table('logs', {
    boardId: k.text('board_id').primaryKey(),
    seq: k.int('seq').notNull(),
  })
  /** What happened, never what it looked like: whoever reads it is shown what they may see now. */
  const events = k.table(
    'events',
    {
      boardId: k.text('board_id').notNull(),
      seq: k.int('seq').notNull(),
      type: k.text('type').notNull(),
      postId: k.text('post_id'),
      personId: k.text('person_id'),
      otherId: k.text('other_id'),
      /** What it is about besides a post: a claim, a notice. */
      aboutId: k.text('about_id'),
      note: k.text('note'),
      at: k.timeMs('at').notNull(),
      toNotify: k.bool('to_notify').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.boardId, t.seq] }),
      k.index('events_of_post').on(t.postId, t.seq).where(sql`post_id is not null`),
      k.index('events_by').on(t.personId, t.at).where(sql`person_id is not null`),
      k.index('events_to_notify').on(t.toNotify, t.at),
    ],
  )
  return { logs, events }
}
