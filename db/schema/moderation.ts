import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'

const thing = ['post', 'claim', 'message', 'person'] as const
const deeds = ['release', 'hide', 'ask', 'pause', 'freeze', 'remove', 'dismiss', 'write'] as const

export function moderationTables(k: Kit) {
  /** Something stewards should look at. `openKey` names the thing until the case is closed: one case at a time. */
  const cases = k.table(
    'cases',
    {
      id: k.text('id').primaryKey(),
      boardId: k.text('board_id').notNull(),
      aboutKind: k.choice('about_kind', thing).notNull(),
      aboutId: k.text('about_id').notNull(),
      personId: k.text('person_id'),
      kind: k.choice('kind', ['crisis', 'scam', 'account', 'spam', 'health', 'new', 'report']).notNull(),
      why: k.text('why').notNull(),
      state: k.choice('state', ['open', 'waiting', 'closed']).notNull(),
      openKey: k.text('open_key'),
      /** What comes first: 0 crisis, 1 urgent, 2 look-alikes, 3 the rest; then `sortAt`. */
      lane: k.int('lane').notNull(),
      sortAt: k.timeMs('sort_at').notNull(),
      /** The same for posts of the same words; empty where there is nothing to compare. */
      likeness: k.text('likeness').notNull(),
      openedAt: k.timeMs('opened_at').notNull(),
      alarmedAt: k.timeMs('alarmed_at'),
      leaseById: k.text('lease_by_id'),
      leaseEndsAt: k.timeMs('lease_ends_at'),
      closedAt: k.timeMs('closed_at'),
      /** Whoever it is about left for good while it was open, and it was closed up: decision 26. */
      sealedAt: k.timeMs('sealed_at'),
    },
    (t) => [
      k.uniqueIndex('cases_open').on(t.openKey),
      k.index('cases_queue').on(t.boardId, t.state, t.lane, t.sortAt, t.likeness, t.id),
      k.index('cases_alike').on(t.boardId, t.likeness, t.state),
      k.index('cases_person').on(t.personId, t.state),
      k.index('cases_state').on(t.state, t.openedAt),
      // As in `closedCases`, or it is not used.
      k.index('cases_closed').on(t.closedAt).where(sql`closed_at is not null`),
    ],
  )
  /** All of such a case as it stood then, closed with a key that is not in here. */
  const sealedCases = k.table(
    'sealed_cases',
    {
      caseId: k.text('case_id').primaryKey(),
      boardId: k.text('board_id').notNull(),
      sealed: k.text('sealed').notNull(),
      at: k.timeMs('at').notNull(),
    },
    (t) => [k.index('sealed_cases_at').on(t.at)],
  )
  /** Who told the stewards, and what. `byId` is null for a visitor, and for somebody who has been erased. */
  const reports = k.table(
    'reports',
    {
      id: k.text('id').primaryKey(),
      boardId: k.text('board_id').notNull(),
      caseId: k.text('case_id').notNull(),
      byId: k.text('by_id'),
      reason: k.text('reason').notNull(),
      words: k.text('words'),
      at: k.timeMs('at').notNull(),
      answeredAt: k.timeMs('answered_at'),
      outcome: k.choice('outcome', ['acted', 'nothing']),
      alarmedAt: k.timeMs('alarmed_at'),
    },
    (t) => [
      k.uniqueIndex('reports_once').on(t.caseId, t.byId),
      k.index('reports_by').on(t.byId, t.at),
      k.index('reports_board').on(t.boardId, t.at),
      k.index('reports_open').on(t.answeredAt, t.at),
    ],
  )
  /** Who is too close to whom to judge: household, family, friends. Said by a steward; holds both ways. */
  const ties = k.table(
    'ties',
    {
      boardId: k.text('board_id').notNull(),
      byId: k.text('by_id').notNull(),
      ofId: k.text('of_id').notNull(),
      at: k.timeMs('at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.boardId, t.byId, t.ofId] }), k.index('ties_of').on(t.ofId)],
  )
  /** What stewards did. `before` is what the thing was, so that it can be put back. */
  const actions = k.table(
    'actions',
    {
      id: k.text('id').primaryKey(),
      boardId: k.text('board_id').notNull(),
      caseId: k.text('case_id').notNull(),
      batchId: k.text('batch_id'),
      deed: k.choice('deed', deeds).notNull(),
      state: k.choice('state', ['proposed', 'done', 'undone', 'overturned', 'declined', 'over']).notNull(),
      /** Null when a rule did it by the clock. */
      byId: k.text('by_id'),
      secondId: k.text('second_id'),
      personId: k.text('person_id'),
      aboutKind: k.choice('about_kind', thing).notNull(),
      aboutId: k.text('about_id').notNull(),
      reason: k.text('reason').notNull(),
      words: k.text('words'),
      mend: k.text('mend'),
      before: k.text('before'),
      at: k.timeMs('at').notNull(),
      until: k.timeMs('until'),
      endedAt: k.timeMs('ended_at'),
    },
    (t) => [
      k.index('actions_case').on(t.caseId, t.at),
      k.index('actions_person').on(t.personId, t.at),
      k.index('actions_board').on(t.boardId, t.at),
      k.index('actions_batch').on(t.batchId),
      k.index('actions_by').on(t.byId, t.at),
      k.index('actions_until').on(t.state, t.until),
    ],
  )
  const appeals = k.table(
    'appeals',
    {
      id: k.text('id').primaryKey(),
      actionId: k
        .text('action_id')
        .notNull()
        .references(() => actions.id, { onDelete: 'cascade' }),
      boardId: k.text('board_id').notNull(),
      personId: k.text('person_id'),
      words: k.text('words'),
      at: k.timeMs('at').notNull(),
      decidedById: k.text('decided_by_id'),
      decidedAt: k.timeMs('decided_at'),
      overturned: k.bool('overturned'),
      answer: k.text('answer'),
      alarmedAt: k.timeMs('alarmed_at'),
    },
    (t) => [
      k.uniqueIndex('appeals_action').on(t.actionId),
      k.index('appeals_board').on(t.boardId, t.decidedAt),
      k.index('appeals_open').on(t.decidedAt, t.at),
    ],
  )
  /** What one steward leaves for the next, and what somebody writes after a hard case. */
  const shiftNotes = k.table(
    'shift_notes',
    {
      id: k.text('id').primaryKey(),
      boardId: k.text('board_id').notNull(),
      byId: k.text('by_id').notNull(),
      kind: k.choice('kind', ['hand-over', 'after-crisis']).notNull(),
      words: k.text('words').notNull(),
      at: k.timeMs('at').notNull(),
    },
    (t) => [k.index('shift_notes_board').on(t.boardId, t.at)],
  )
  return { cases, sealedCases, reports, ties, actions, appeals, shiftNotes }
}
