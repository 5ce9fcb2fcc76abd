import * as z from 'zod/mini'
import { Instant, problemType, Text } from '#contract/http'
import { forWhom } from '#contract/permissions'
import { Neighbour } from '#contract/posts'

/** Pounds and pence as people write them: `12.40`, `£12.40`, `7`. */
export const Total = z
  .string()
  .check(
    z.trim(),
    z.regex(/^£? ?\d{1,4}(?:[.,]\d\d)?$/, 'Please write it in pounds and pence, such as 12.40'),
  )

/** What a neighbour spent for another, as the receipt says. */
export const Receipt = z.object({
  claimId: z.string(),
  /** Who said so. */
  by: Neighbour,
  totalPence: z.int(),
  /** What was bought, and where; null when nothing had to be spent. */
  words: z.nullable(z.string()),
  at: Instant,
})
export type Receipt = z.infer<typeof Receipt>

/** All of it anew, by whoever said it first. */
export const Mended = z.strictObject({
  total: Total,
  hasReceipt: z.optional(z.boolean()),
  receipt: z.optional(Text(300)),
})
export type Mended = z.infer<typeof Mended>

/** For a steward only while they are looking: `lookingUntil`. `count` says that there is something to look at. */
export const Receipts = z.object({
  count: z.int(),
  items: forWhom('author and stewards', z.array(Receipt)),
  lookingUntil: z.nullable(Instant),
})
export type Receipts = z.infer<typeof Receipts>

export const ReceiptWanted = problemType(
  'receipt-wanted',
  422,
  'Say what it cost, and that there is a receipt',
)
export const OverTheCap = problemType(
  'over-the-cap',
  422,
  'That is more than a neighbour may spend for another on this street',
)
export const NoMoneyAgreed = problemType(
  'no-money-agreed',
  422,
  'Nothing was said about money here, so there is nothing to pay back',
)
export const NoCardNumbers = problemType(
  'no-card-numbers',
  422,
  'That looks like the number of a card or an account. Nobody here needs it',
)
export const NothingToMend = problemType(
  'nothing-to-mend',
  409,
  'Only whoever said what it cost can put it right, in the first week',
)
export const MoneyPromised = problemType(
  'money-promised',
  409,
  'Somebody is on it and may have paid already, so it cannot be less now',
)
