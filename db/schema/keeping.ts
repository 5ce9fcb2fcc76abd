import type { Kit } from '../kit.ts'

export function keepingTables(k: Kit) {
  /** How long a street keeps what, where it wants less than the house; and whom to write to about it. */
  const keepings = k.table('keepings', {
    boardId: k.text('board_id').primaryKey(),
    postDays: k.int('post_days'),
    messageDays: k.int('message_days'),
    /** Who answers for the papers below, as the street names them. */
    namedPerson: k.text('named_person'),
    complaintsTo: k.text('complaints_to'),
    updatedAt: k.timeMs('updated_at').notNull(),
  })
  /** The rules of a street as its stewards adopted them; the highest number is what holds now. */
  const rulebooks = k.table(
    'rulebooks',
    {
      boardId: k.text('board_id').notNull(),
      version: k.int('version').notNull(),
      words: k.text('words').notNull(),
      adoptedById: k.text('adopted_by_id').notNull(),
      adoptedAt: k.timeMs('adopted_at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.boardId, t.version] })],
  )
  const acceptances = k.table(
    'acceptances',
    {
      boardId: k.text('board_id').notNull(),
      personId: k.text('person_id').notNull(),
      version: k.int('version').notNull(),
      at: k.timeMs('at').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.boardId, t.personId, t.version] }),
      k.index('acceptances_person').on(t.personId),
    ],
  )
  /** What a public body asked of a street, by which power, and what it was given. */
  const disclosures = k.table(
    'disclosures',
    {
      id: k.text('id').primaryKey(),
      boardId: k.text('board_id').notNull(),
      byId: k.text('by_id').notNull(),
      body: k.text('body').notNull(),
      power: k.text('power').notNull(),
      given: k.text('given').notNull(),
      at: k.timeMs('at').notNull(),
    },
    (t) => [k.index('disclosures_board').on(t.boardId, t.at)],
  )
  return { keepings, rulebooks, acceptances, disclosures }
}
