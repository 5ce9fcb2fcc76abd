import * as z from 'zod/mini'
import { Neighbour } from '#contract/posts'

/** Somebody who may be the same person as another: who signs in with the same browser, or had the same email or mobile. */
export const OtherAccount = z.object({
  /** Null for somebody who has left for good. */
  person: z.nullable(Neighbour),
  by: z.enum(['browser', 'contact']),
  /** `gone`: left for good after they were sent away, or while stewards had something to look at. */
  standing: z.enum(['here', 'paused', 'removed', 'gone']),
})
export type OtherAccount = z.infer<typeof OtherAccount>
