import type { Kit } from '../kit.ts'

export function wordingTables(k: Kit) {
  /** Somebody's yes that words about health are for whoever helps: to which words, how, when. */
  const wordingAgreements = k.table(
    'wording_agreements',
    {
      id: k.text('id').primaryKey(),
      personId: k.text('person_id').notNull(),
      postId: k.text('post_id').notNull(),
      /** The version of the sentence they ticked. */
      words: k.text('words').notNull(),
      how: k.choice('how', ['tick']).notNull(),
      at: k.timeMs('at').notNull(),
    },
    (t) => [k.index('wording_agreements_person').on(t.personId)],
  )
  return { wordingAgreements }
}
