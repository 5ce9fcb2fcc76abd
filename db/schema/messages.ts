import type { Kit } from '../kit.ts'

export function messagesTables(k: Kit) {
  /** What the two parties of a claim write to each other. Nobody else reads it, unless one of them reports it. */
  const messages = k.table(
    'messages',
    {
      id: k.text('id').primaryKey(),
      claimId: k.text('claim_id').notNull(),
      postId: k.text('post_id').notNull(),
      boardId: k.text('board_id').notNull(),
      byId: k.text('by_id').notNull(),
      toId: k.text('to_id').notNull(),
      text: k.text('text').notNull(),
      /** `held` until a steward has looked: the other party knows of it, and does not read it. */
      state: k.choice('state', ['sent', 'held']).notNull(),
      why: k.text('why'),
      /** Of the folded words: the same words to many people are found by it. */
      digest: k.text('digest').notNull(),
      at: k.timeMs('at').notNull(),
      seenAt: k.timeMs('seen_at'),
    },
    (t) => [
      k.index('messages_claim').on(t.claimId, t.at, t.id),
      k.index('messages_unseen').on(t.toId, t.seenAt),
      k.index('messages_same').on(t.byId, t.digest, t.at),
      k.index('messages_at').on(t.at),
      k.index('messages_post').on(t.postId),
    ],
  )
  return { messages }
}
