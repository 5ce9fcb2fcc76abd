import * as z from 'zod/mini'
import { Instant } from '#contract/http'

/** One line of what stewards did here: what and why, never who or to whom. */
export const LedgerLine = z.object({
  seq: z.int(),
  at: Instant,
  type: z.string(),
  reason: z.string(),
  /** Of this line and all before it. */
  hash: z.string(),
})
export type LedgerLine = z.infer<typeof LedgerLine>

export const LedgerQuery = z.object({
  /** Lines before this one; the newest when left out. */
  before: z.optional(z.coerce.number().check(z.int32(), z.minimum(1))),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
})
export type LedgerQuery = z.infer<typeof LedgerQuery>

/** Newest first. `next`: `before` of the next page, or null. `head`: the hash of the newest line. */
export const LedgerPage = z.object({
  items: z.array(LedgerLine),
  next: z.nullable(z.int()),
  head: z.nullable(z.string()),
})
export type LedgerPage = z.infer<typeof LedgerPage>

/** What is wrong with the first line that is not as it was written. */
export const LedgerFault = z.object({
  seq: z.int(),
  what: z.enum(['missing', 'changed', 'cut-off', 'not-as-kept']),
})
export type LedgerFault = z.infer<typeof LedgerFault>

export const LedgerCheck = z.object({
  lines: z.int(),
  head: z.nullable(z.string()),
  fault: z.nullable(LedgerFault),
})
export type LedgerCheck = z.infer<typeof LedgerCheck>
