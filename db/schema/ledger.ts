import type { Kit } from '../kit.ts'

export function ledgerTables(k: Kit) {
  /** The last line of each board's ledger; its row lets in one writer at a time, so that the chain never forks. */
  const chains = k.table('chains', {
    boardId: k.text('board_id').primaryKey(),
    seq: k.int('seq').notNull(),
    head: k.text('head').notNull(),
    /** How far it has been written out beside the database, and when. */
    keptSeq: k.int('kept_seq').notNull(),
    keptAt: k.timeMs('kept_at').notNull(),
  })
  /** Only ever added to. Each line is hashed together with the one before it; no name, no words of anybody in it. */
  const ledger = k.table(
    'ledger',
    {
      boardId: k.text('board_id').notNull(),
      seq: k.int('seq').notNull(),
      at: k.timeMs('at').notNull(),
      type: k.text('type').notNull(),
      reason: k.text('reason').notNull(),
      /** Marks that mean nothing by themselves, as JSON: `{"about":"…","by":"…"}`. */
      refs: k.text('refs').notNull(),
      prev: k.text('prev').notNull(),
      hash: k.text('hash').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.boardId, t.seq] })],
  )
  /** Whom a mark in the ledger stands for: what goes when somebody is erased, while the chain still holds. */
  const ledgerRefs = k.table(
    'ledger_refs',
    {
      ref: k.text('ref').primaryKey(),
      boardId: k.text('board_id').notNull(),
      seq: k.int('seq').notNull(),
      personId: k.text('person_id').notNull(),
    },
    (t) => [k.index('ledger_refs_person').on(t.personId)],
  )
  return { chains, ledger, ledgerRefs }
}
