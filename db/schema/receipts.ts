import type { Kit } from '../kit.ts'

export function receiptsTables(k: Kit) {
  /** What a neighbour spent for another, and what the receipt says. They settle it between the two of them: no money passes here. */
  const receipts = k.table(
    'receipts',
    {
      claimId: k.text('claim_id').primaryKey(),
      postId: k.text('post_id').notNull(),
      /** Who said so. */
      byId: k.text('by_id').notNull(),
      totalPence: k.int('total_pence').notNull(),
      /** Null when nothing had to be spent. */
      words: k.text('words'),
      at: k.timeMs('at').notNull(),
    },
    (t) => [
      k.index('receipts_post').on(t.postId),
      k.index('receipts_by').on(t.byId),
      k.index('receipts_at').on(t.at),
    ],
  )
  return { receipts }
}
