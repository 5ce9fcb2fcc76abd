import * as z from 'zod/mini'
import { Instant } from '#contract/http'
import { NewPost } from '#contract/posts'

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

export const SheetOutcome = z.enum(['met', 'withdrawn', 'signposted'])
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
  other: z.array(z.object({ header: z.string(), text: z.string() })),
})
export type PostToBe = z.infer<typeof PostToBe>

/** `row` counts as a spreadsheet does, the header included; `column` is null when the whole row is at fault. */
export const RowError = z.object({ row: z.int(), column: z.nullable(z.string()), detail: z.string() })
export type RowError = z.infer<typeof RowError>

/** `of` is the earlier row of the same sheet, or null when the post is already on the board. */
export const RowDuplicate = z.object({ row: z.int(), title: z.string(), of: z.nullable(z.int()) })
export type RowDuplicate = z.infer<typeof RowDuplicate>

/** A steward's own mapping, column number to field; columns not named keep what was recognised. */
export const SheetMapping = z.record(z.string(), SheetField)
export type SheetMapping = z.infer<typeof SheetMapping>
