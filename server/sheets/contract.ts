import * as z from 'zod/mini'
import { Instant, problemType, Text } from '#contract/http'
import { forWhom } from '#contract/permissions'
import { NewPost, PostKind } from '#contract/posts'

/** What a column of a sheet can mean to a board. Everything nobody recognises is `private`: kept, never shown. */
export const SheetField = z.enum([
  'title',
  'details',
  'needs',
  'offers',
  'kind',
  'name',
  'anonymous',
  'email',
  'mobile',
  'contact',
  'address',
  'postcode',
  'category',
  'when',
  'neededBy',
  'askedAt',
  'languages',
  'status',
  'parts',
  'standing',
  'note',
  'private',
])
export type SheetField = z.infer<typeof SheetField>

/** Is 3/4 the third of April or the fourth of March? */
export const DateOrder = z.enum(['day-first', 'month-first'])
export type DateOrder = z.infer<typeof DateOrder>

/** What the sheet seems to be a list of; only `posts` can go on a board without a steward's own mapping. */
export const SheetSubject = z.enum(['posts', 'people', 'payments', 'questions', 'accounts', 'unknown'])
export type SheetSubject = z.infer<typeof SheetSubject>

/** `order` is null where the column holds no dates or every date can be read only one way. */
export const SheetColumn = z.object({
  index: z.int(),
  header: z.string(),
  field: SheetField,
  order: z.nullable(z.union([DateOrder, z.literal('ask')])),
  examples: z.array(z.string()),
})
export type SheetColumn = z.infer<typeof SheetColumn>

export const SheetOutcome = z.enum(['met', 'withdrawn', 'signposted', 'handed-over', 'unmet'])
export type SheetOutcome = z.infer<typeof SheetOutcome>

/**
 * A post as the sheet tells it. `post` is what a neighbour would have typed; `other` is kept for the stewards and
 * shown to nobody else; `outcome` is there when the sheet says that it is over.
 */
export const PostToBe = z.object({
  row: z.int(),
  post: NewPost,
  askedAt: z.nullable(Instant),
  outcome: z.nullable(SheetOutcome),
  other: forWhom('stewards', z.array(z.object({ header: z.string(), text: z.string() }))),
})
export type PostToBe = z.infer<typeof PostToBe>

/** `row` counts as a spreadsheet does, the header included; `column` is null when the whole row is at fault. */
export const RowError = z.object({ row: z.int(), column: z.nullable(z.string()), detail: z.string() })
export type RowError = z.infer<typeof RowError>

/** `of` is the earlier row of the same sheet, or null when the post is already on the board. */
export const RowDuplicate = z.object({ row: z.int(), title: z.string(), of: z.nullable(z.int()) })
export type RowDuplicate = z.infer<typeof RowDuplicate>

/** A steward's own mapping, a field for each column from the left; columns beyond it keep what was recognised. */
export const SheetMapping = z.array(SheetField).check(z.maxLength(500))
export type SheetMapping = z.infer<typeof SheetMapping>

export const mostLetters = 5 * 1024 * 1024
export const mostRows = 20_000

const choices = {
  mapping: z.optional(SheetMapping),
  /** What a title or a tick is, where the sheet does not say; a request when left out. */
  kind: z.optional(PostKind),
  order: z.optional(DateOrder),
  withDuplicates: z.optional(z.boolean()),
}

export const NewImport = z.strictObject({
  text: z.string().check(
    z.minLength(1, 'Choose a file, or paste your sheet here'),
    z.maxLength(mostLetters, 'This sheet is too long to bring in one go'),
    z.refine(
      (text) => text.isWellFormed() && !text.includes('\0'),
      'This is not plain text. Save the sheet as CSV (UTF-8)',
    ),
  ),
  fileName: z.optional(Text(300)),
  ...choices,
})
export type NewImport = z.infer<typeof NewImport>

export const ImportEdit = z.strictObject(choices)
export type ImportEdit = z.infer<typeof ImportEdit>

/** `running` and `undoing` last while the posts are made or taken away, a few at a time. */
export const ImportState = z.enum(['previewed', 'running', 'completed', 'undoing', 'undone'])
export type ImportState = z.infer<typeof ImportState>

/** Counted over the whole sheet; `over` are posts the sheet says have ended. */
export const SheetCounts = z.object({
  rows: z.int(),
  posts: z.int(),
  over: z.int(),
  errors: z.int(),
  duplicates: z.int(),
})

/** What would come of a sheet. The lists are its beginning; `counts` is all of it. */
export const SheetPreview = z.object({
  subject: SheetSubject,
  headerRow: z.int(),
  columns: z.array(SheetColumn),
  asksForOrder: z.boolean(),
  counts: SheetCounts,
  first: z.array(PostToBe),
  errors: z.array(RowError),
  duplicates: z.array(RowDuplicate),
})
export type SheetPreview = z.infer<typeof SheetPreview>

/** Stewards only. `made` of `posts` have been made so far. */
export const Import = z.object({
  id: z.string(),
  boardId: z.string(),
  state: ImportState,
  fileName: z.nullable(z.string()),
  kind: z.nullable(PostKind),
  order: z.nullable(DateOrder),
  withDuplicates: z.boolean(),
  ...SheetPreview.shape,
  /** Settled when the making began; 0 before. */
  posts: z.int(),
  made: z.int(),
  removed: z.int(),
  withdrawn: z.int(),
  createdAt: Instant,
  completedAt: z.nullable(Instant),
  undoneAt: z.nullable(Instant),
})
export type Import = z.infer<typeof Import>

export const ImportSummary = z.object({
  id: z.string(),
  state: ImportState,
  fileName: z.nullable(z.string()),
  posts: z.int(),
  made: z.int(),
  createdAt: Instant,
})
export type ImportSummary = z.infer<typeof ImportSummary>
export const Imports = z.object({ items: z.array(ImportSummary) })
export type Imports = z.infer<typeof Imports>

/** What a sheet said of a post beyond the post itself; for the stewards. */
export const KeptRow = z.object({
  row: z.int(),
  postId: z.string(),
  title: z.nullable(z.string()),
  other: forWhom('stewards', z.array(z.object({ header: z.string(), text: z.string() }))),
})
export type KeptRow = z.infer<typeof KeptRow>
export const KeptRows = z.object({ items: z.array(KeptRow), next: z.nullable(z.string()) })
export type KeptRows = z.infer<typeof KeptRows>

export const SheetUnreadable = problemType('sheet-unreadable', 422, 'We could not read this sheet')
export const SheetTooLong = problemType('sheet-too-long', 422, 'This sheet is too long to bring in one go')
export const NotPosts = problemType('not-posts', 409, 'This sheet does not look like requests or offers')
export const OrderUnknown = problemType(
  'order-unknown',
  409,
  'First say whether the day or the month comes first',
)
export const NothingToImport = problemType(
  'nothing-to-import',
  409,
  'There is nothing here to put on the board',
)
export const ImportOver = problemType('import-over', 409, 'This sheet has been dealt with already')
