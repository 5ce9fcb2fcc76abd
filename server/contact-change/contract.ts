import * as z from 'zod/mini'
import { Instant, problemType, Typed } from '#contract/http'
import { Contact, ContactKind } from '#contract/people'
import { forWhom } from '#contract/permissions'

const Reached = z.object({ kind: ContactKind, value: z.string() })

/** How somebody is reached, and how they will be. */
export const MyContact = z.object({
  items: forWhom('oneself', z.array(Reached)),
  /** A change that is made at that moment, unless it is stopped before. */
  waiting: forWhom('oneself', z.nullable(z.extend(Reached, { at: Instant }))),
  /** How long a change asked for in this session waits; 0: not at all. */
  waitHours: z.int(),
})
export type MyContact = z.infer<typeof MyContact>

/** The code was sent to the new contact. Without `contact` it is the one this browser has just asked a code for. */
export const ContactChange = z.strictObject({ contact: z.optional(Contact), code: Typed(20) })

export const ContactTaken = problemType(
  'contact-taken',
  409,
  'Somebody has another account here with that email or mobile',
)
export const NothingWaits = problemType(
  'nothing-waits',
  409,
  'There is no change to stop: it was stopped or made before',
)
