import * as z from 'zod/mini'
import { problemType } from '#contract/http'

/** What we can say about a postcode without placing anybody. */
export const PostcodeAnswer = z.object({
  postcode: z.string(),
  state: z.enum(['live', 'terminated', 'no-position', 'unknown', 'not-a-postcode']),
  /** "SR2 7" */
  area: z.nullable(z.string()),
  terminatedOn: z.nullable(z.string()),
})
export type PostcodeAnswer = z.infer<typeof PostcodeAnswer>

export const NotAPostcode = problemType('not-a-postcode', 422, 'That does not look like a postcode')
export const UnknownPostcode = problemType('unknown-postcode', 422, 'We do not know that postcode')
export const TerminatedPostcode = problemType('terminated-postcode', 422, 'That postcode is no longer in use')
export const NoPosition = problemType('no-position', 422, 'That postcode has no place on the map')
