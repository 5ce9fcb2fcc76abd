import type { Kit } from '../kit.ts'

export function standingTables(k: Kit) {
  /** One neighbour says that they know another. Taken back by deleting it. */
  const vouches = k.table(
    'vouches',
    {
      boardId: k.text('board_id').notNull(),
      byId: k.text('by_id').notNull(),
      ofId: k.text('of_id').notNull(),
      at: k.timeMs('at').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.boardId, t.ofId, t.byId] }),
      k.index('vouches_by').on(t.boardId, t.byId),
    ],
  )
  /** What became of it: who is trusted since when, and whose first words a steward has let pass. */
  const standings = k.table(
    'standings',
    {
      boardId: k.text('board_id').notNull(),
      personId: k.text('person_id').notNull(),
      trustedAt: k.timeMs('trusted_at'),
      clearedAt: k.timeMs('cleared_at'),
    },
    (t) => [k.primaryKey({ columns: [t.boardId, t.personId] })],
  )
  /** Mutual in what it does, and known to the one who made it only. */
  const blocks = k.table(
    'blocks',
    {
      byId: k.text('by_id').notNull(),
      ofId: k.text('of_id').notNull(),
      /** As each was called then: what either is called since is not for the other to know (decision 23). */
      byName: k.text('by_name').notNull(),
      ofName: k.text('of_name').notNull(),
      at: k.timeMs('at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.byId, t.ofId] }), k.index('blocks_of').on(t.ofId, t.byId)],
  )
  /** A while in which somebody may read their own things and nothing else of a street. */
  const pauses = k.table(
    'pauses',
    {
      boardId: k.text('board_id').notNull(),
      personId: k.text('person_id').notNull(),
      until: k.timeMs('until').notNull(),
      at: k.timeMs('at').notNull(),
      /** What stewards wrote down about it. */
      actionId: k.text('action_id'),
    },
    (t) => [k.primaryKey({ columns: [t.boardId, t.personId] })],
  )
  /** Who was sent away and does not come back without a steward's yes. */
  const removals = k.table(
    'removals',
    {
      boardId: k.text('board_id').notNull(),
      personId: k.text('person_id').notNull(),
      at: k.timeMs('at').notNull(),
      actionId: k.text('action_id'),
    },
    (t) => [k.primaryKey({ columns: [t.boardId, t.personId] })],
  )
  /** What is left of somebody who was sent away and left for good: digests of their browsers and contacts, no id. */
  const sentAway = k.table(
    'sent_away',
    {
      boardId: k.text('board_id').notNull(),
      digest: k.text('digest').notNull(),
      by: k.choice('by', ['browser', 'contact']).notNull(),
      /** `case`: stewards had not looked yet. */
      why: k.choice('why', ['removed', 'paused', 'case']).notNull(),
      at: k.timeMs('at').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.boardId, t.digest] }),
      k.index('sent_away_digest').on(t.digest),
      k.index('sent_away_at').on(t.at),
    ],
  )
  return { vouches, standings, blocks, pauses, removals, sentAway }
}
