import type { Kit } from '../kit.ts'

export function httpTables(k: Kit) {
  /** What we answered to a call that carried an Idempotency-Key, so that pressing twice does it once. */
  const replies = k.table(
    'replies',
    {
      personId: k.text('person_id').notNull(),
      key: k.text('key').notNull(),
      payloadHash: k.text('payload_hash').notNull(),
      body: k.json<unknown>('body'),
      at: k.timeMs('at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.personId, t.key] }), k.index('replies_at').on(t.at)],
  )
  return { replies }
}
