import * as z from 'zod/mini'
import { Day } from '#contract/http'

/** One quarter of a year in numbers. Null where there were some and fewer than five, so that nobody can be told from them. */
const few = z.nullable(z.int())
export const Quarter = z.object({
  from: Day,
  to: Day,
  reports: few,
  hidden: few,
  removals: few,
  appeals: few,
  overturned: few,
  /** Half of the reports had an answer sooner; null where too few had one. */
  medianHours: z.nullable(z.number()),
})
export type Quarter = z.infer<typeof Quarter>

/** The newest first: this quarter so far, and those before it. */
export const Quarters = z.object({ items: z.array(Quarter) })
export type Quarters = z.infer<typeof Quarters>
