import type { Kit } from '../kit.ts'

export function safeguardingTables(k: Kit) {
  /** Who looks after worries on a street. Asked until they have said yes. */
  const leads = k.table(
    'leads',
    {
      boardId: k.text('board_id').notNull(),
      personId: k.text('person_id').notNull(),
      role: k.choice('role', ['lead', 'deputy']).notNull(),
      askedById: k.text('asked_by_id').notNull(),
      askedAt: k.timeMs('asked_at').notNull(),
      acceptedAt: k.timeMs('accepted_at'),
    },
    (t) => [k.primaryKey({ columns: [t.boardId, t.personId] }), k.index('leads_person').on(t.personId)],
  )
  /** What a street has settled about safety; without a row it is as every street begins. */
  const safety = k.table('safety', {
    boardId: k.text('board_id').primaryKey(),
    moneyCapPounds: k.int('money_cap_pounds'),
    /** From then on a street without a deputy asks nobody to a door. */
    deputyBy: k.timeMs('deputy_by'),
    /** Stewards were last asked to look the numbers up again. */
    remindedAt: k.timeMs('reminded_at'),
  })
  /** Somebody was asked to call a home where the same neighbour comes often. */
  const visitCalls = k.table(
    'visit_calls',
    {
      boardId: k.text('board_id').notNull(),
      helperId: k.text('helper_id').notNull(),
      homeId: k.text('home_id').notNull(),
      askedAt: k.timeMs('asked_at').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.boardId, t.helperId, t.homeId] }),
      k.index('visit_calls_home').on(t.homeId),
      k.index('visit_calls_helper').on(t.helperId),
    ],
  )
  /** A neighbour has agreed to be asked by name for what is nearer than the door. */
  const namings = k.table(
    'namings',
    {
      boardId: k.text('board_id').notNull(),
      personId: k.text('person_id').notNull(),
      since: k.timeMs('since').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.boardId, t.personId] }), k.index('namings_person').on(t.personId)],
  )
  return { leads, safety, visitCalls, namings }
}
