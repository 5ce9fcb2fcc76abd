import * as z from 'zod/mini'
import { About } from '#contract/cases'
import { Instant, problemType, Text } from '#contract/http'

/** In the order they are offered. */
export const reportReasons = ['danger', 'scam', 'unkind', 'private', 'spam', 'rules', 'other'] as const
export const ReportReason = z.enum(reportReasons)
export type ReportReason = z.infer<typeof ReportReason>

export const NewReport = z.strictObject({ about: About, reason: ReportReason, words: z.optional(Text(2000)) })
export type NewReport = z.infer<typeof NewReport>

/** A report as whoever made it reads it. */
export const Report = z.object({
  id: z.string(),
  boardId: z.string(),
  about: About,
  reason: ReportReason,
  words: z.nullable(z.string()),
  at: Instant,
  /** They have an answer by then. */
  answerBy: Instant,
  answeredAt: z.nullable(Instant),
  /** `acted`: stewards did something about it. */
  outcome: z.nullable(z.enum(['acted', 'nothing'])),
})
export type Report = z.infer<typeof Report>
export const Reports = z.object({ items: z.array(Report) })
export type Reports = z.infer<typeof Reports>

export const AlreadyReported = problemType(
  'already-reported',
  409,
  'You have told the stewards about this already. They will look at it',
)
export const OwnThing = problemType('own-thing', 403, 'This is your own. You can change it yourself')
