import * as z from 'zod/mini'
import { Instant, problemType, Text } from '#contract/http'
import { Person } from '#contract/people'

/** How somebody can be reached. */
export const Reach = z.object({
  name: z.string(),
  email: z.nullable(z.string()),
  mobile: z.nullable(z.string()),
})
export type Reach = z.infer<typeof Reach>

export const Shown = z.enum(['contact', 'note', 'address', 'receipt'])
export type Shown = z.infer<typeof Shown>

export const Look = z.object({ at: Instant, times: z.int(), what: z.array(Shown) })

/** To whom something of one's own was opened, and each time they looked. Looks close together are counted as one. */
export const Reveals = z.object({
  items: z.array(
    z.object({
      to: Person,
      as: z.enum(['party', 'steward']),
      /** Null for a steward, who has said why instead. */
      postId: z.nullable(z.string()),
      postTitle: z.nullable(z.string()),
      reason: z.nullable(z.string()),
      /** When it was opened. */
      at: Instant,
      looks: z.array(Look),
    }),
  ),
})
export type Reveals = z.infer<typeof Reveals>

/** A steward says why before they are shown how to reach somebody; that person reads it. */
export const NewLook = z.strictObject({ reason: Text(300) })
export type NewLook = z.infer<typeof NewLook>

/** What a steward was shown lately, for as long as it takes to write it down; null when they have not asked. */
export const LatestLook = z.object({ reach: z.nullable(Reach) })
export type LatestLook = z.infer<typeof LatestLook>

export const OwnContact = problemType('own-contact', 403, 'These are your own. They stand under About me')
