import type { Kit } from '../kit.ts'

export function sheetsTables(k: Kit) {
  /** A sheet a steward brings, and how far it has come. */
  const imports = k.table(
    'imports',
    {
      id: k.text('id').primaryKey(),
      boardId: k.text('board_id').notNull(),
      byId: k.text('by_id').notNull(),
      state: k.choice('state', ['previewed', 'running', 'completed', 'undoing', 'undone']).notNull(),
      fileName: k.text('file_name'),
      mapping: k.json<string[]>('mapping').notNull(),
      kind: k.choice('kind', ['request', 'offer']),
      dateOrder: k.choice('date_order', ['day-first', 'month-first']),
      withDuplicates: k.bool('with_duplicates').notNull(),
      posts: k.int('posts').notNull(),
      made: k.int('made').notNull(),
      removed: k.int('removed').notNull(),
      withdrawn: k.int('withdrawn').notNull(),
      createdAt: k.timeMs('created_at').notNull(),
      completedAt: k.timeMs('completed_at'),
      undoneAt: k.timeMs('undone_at'),
    },
    (t) => [k.index('imports_board').on(t.boardId, t.createdAt)],
  )
  /**
   * The long parts of an import, apart from its progress, which changes with every few posts. `text` is kept until
   * the posts are settled, `plan` until they are made, so that it ends as it began whatever happens in between.
   */
  const importTexts = k.table('import_texts', {
    importId: k
      .text('import_id')
      .primaryKey()
      .references(() => imports.id, { onDelete: 'cascade' }),
    text: k.text('text'),
    preview: k.json<unknown>('preview').notNull(),
    plan: k.json<unknown>('plan'),
  })
  /** What a sheet said of a post beyond the post itself. `sameAs` tells whether it comes again. */
  const importRows = k.table(
    'import_rows',
    {
      importId: k
        .text('import_id')
        .notNull()
        .references(() => imports.id, { onDelete: 'cascade' }),
      nth: k.int('nth').notNull(),
      boardId: k.text('board_id').notNull(),
      row: k.int('row').notNull(),
      postId: k.text('post_id').notNull(),
      sameAs: k.text('same_as').notNull(),
      kept: k.json<unknown>('kept').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.importId, t.nth] }),
      k.index('import_rows_post').on(t.postId),
      k.index('import_rows_board').on(t.boardId),
    ],
  )
  return { imports, importTexts, importRows }
}
