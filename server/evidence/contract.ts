import * as z from 'zod/mini'
import { About, CaseKind } from '#contract/cases'
import { Instant } from '#contract/http'

/** One thing of a case: words as they stand in the database now, whose they are by id, and their own digest. */
export const Exhibit = z.object({
  kind: z.enum(['post', 'claim', 'message', 'person']),
  id: z.string(),
  personId: z.string(),
  /** For a message: to whom. */
  toId: z.nullable(z.string()),
  at: z.nullable(Instant),
  state: z.nullable(z.string()),
  words: z.string(),
  sha256: z.string(),
})
export type Exhibit = z.infer<typeof Exhibit>

/** A case for those who follow it up outside, such as the police: who is an id, and nobody's contact is in it. */
export const Evidence = z.object({
  caseId: z.string(),
  boardId: z.string(),
  board: z.string(),
  kind: CaseKind,
  about: About,
  why: z.string(),
  openedAt: Instant,
  madeAt: Instant,
  told: z.array(z.object({ reason: z.string(), words: z.nullable(z.string()), at: Instant })),
  exhibits: z.array(Exhibit),
  /** The head of the street's ledger when it was made: what stewards did until then cannot be changed unseen. */
  ledger: z.nullable(z.string()),
  /** Of all the above, as JSON without this line. */
  sha256: z.string(),
})
export type Evidence = z.infer<typeof Evidence>

export const EvidenceQuery = z.object({
  /** `html` to read, `json` for machines. */
  as: z._default(z.enum(['json', 'html']), 'json'),
})
