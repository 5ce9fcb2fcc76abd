import type { Kit } from '../kit.ts'

export function noticesTables(k: Kit) {
  /** A message to one person, on their own page and, where they have an address, by mail. */
  const notices = k.table(
    'notices',
    {
      id: k.text('id').primaryKey(),
      personId: k.text('person_id').notNull(),
      boardId: k.text('board_id').notNull(),
      what: k.text('what').notNull(),
      postId: k.text('post_id'),
      otherId: k.text('other_id'),
      words: k.text('words'),
      at: k.timeMs('at').notNull(),
      seenAt: k.timeMs('seen_at'),
      sentAt: k.timeMs('sent_at'),
      sendTries: k.int('send_tries').notNull(),
      sendNextAt: k.timeMs('send_next_at').notNull(),
    },
    (t) => [
      k.index('notices_person').on(t.personId, t.at),
      k.index('notices_at').on(t.at),
      k.index('notices_other').on(t.otherId),
      k.index('notices_post').on(t.postId),
      k.index('notices_unsent').on(t.sentAt, t.sendNextAt),
    ],
  )
  return { notices }
}
