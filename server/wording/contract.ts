import * as z from 'zod/mini'
import { noticeKinds, openFields } from '#contract/hints'
import { problemType } from '#contract/http'
import { nearKinds } from '#contract/nearness'

export { notices } from '#contract/hints'

const Kind = z.enum(noticeKinds)
export const OpenField = z.enum(openFields)

/** Something in an open part of a post that everybody on the street would read. Places count as JavaScript counts. */
export const Noticed = z.object({
  field: OpenField,
  kind: Kind,
  start: z.int(),
  end: z.int(),
  text: z.string(),
})
export type Noticed = z.infer<typeof Noticed>

/** How near the words bring somebody. */
export const NearWords = z.object({
  kind: z.enum(nearKinds),
  tier: z.union([z.literal(2), z.literal(3)]),
  text: z.string(),
})

/** What was noticed in a post, for its author. `crisis`: show them whom to call. Nothing is refused for it. */
export const Wording = z.object({
  id: z.string(),
  version: z.int(),
  notices: z.array(Noticed),
  crisis: z.boolean(),
  /** Where the words sound nearer than was said: null otherwise. Nothing is refused for it. */
  near: z.nullable(NearWords),
})
export type Wording = z.infer<typeof Wording>

/** Which words go to the private note. About health only with `agreed`: "only whoever helps needs to know". */
export const PrivateWords = z.strictObject({
  version: z.int32(),
  field: OpenField,
  start: z.int32(),
  end: z.int32(),
  agreed: z.optional(z.boolean()),
})
export type PrivateWords = z.infer<typeof PrivateWords>

/** Kept with each yes, so that it can be read later what somebody agreed to. */
export const healthWordsVersion = '2026-11-23'

export const NotAgreed = problemType(
  'not-agreed',
  422,
  'Words about your health move only when you have ticked that this is right',
)
export const NothingLeft = problemType(
  'nothing-left',
  422,
  'There would be no words left. Say it in other words first',
)
