import * as z from 'zod/mini'
import { Role, You } from '#contract/boards'
import { Instant, problemType } from '#contract/http'

export const Member = z.object({
  person: z.object({ id: z.string(), name: z.string() }),
  role: Role,
  state: z.enum(['active', 'asking']),
  since: Instant,
})
export type Member = z.infer<typeof Member>
/** Longest here first. `next`: the cursor of the next page, or null. */
export const Members = z.object({ items: z.array(Member), next: z.nullable(z.string()) })
export type Members = z.infer<typeof Members>
export const MembersQuery = z.object({
  /** Those asking to join are for stewards to see. */
  state: z._default(You.shape.state, 'active'),
  role: z.optional(Role),
  cursor: z.optional(
    z.string().check(z.regex(/^\d{1,15}\.[\w-]{1,64}$/, 'That page of the list is no longer there')),
  ),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
})
export type MembersQuery = z.infer<typeof MembersQuery>

export const MemberEdit = z.strictObject({
  /** Says yes to somebody who asks to join. */
  state: z.optional(z.literal('active')),
  role: z.optional(Role),
})
export type MemberEdit = z.infer<typeof MemberEdit>

/** Two stewards have to say that somebody should leave; one has. */
export const RemovalAsked = z.object({ waits: z.literal('second-steward') })
export type RemovalAsked = z.infer<typeof RemovalAsked>

export const RemovalWaits = problemType(
  'removal-waits',
  409,
  'It takes two stewards to send somebody away. Another steward has to say yes as well',
)
export const LastSteward = problemType(
  'last-steward',
  409,
  'A street needs a steward. Ask somebody else to be one first',
)
