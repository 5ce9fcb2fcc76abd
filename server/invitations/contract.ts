import * as z from 'zod/mini'
import { Instant, problemType } from '#contract/http'

export const NewInvitation = z.strictObject({
  /** How many people it lets in. */
  uses: z.optional(z.int().check(z.minimum(1, 'At least one'), z.maximum(500, 'At most 500'))),
  days: z.optional(z.int().check(z.minimum(1, 'At least a day'), z.maximum(60, 'At most 60 days'))),
})
export type NewInvitation = z.infer<typeof NewInvitation>

export const Invitation = z.object({
  id: z.string(),
  usesLeft: z.int(),
  createdAt: Instant,
  expiresAt: Instant,
})
export type Invitation = z.infer<typeof Invitation>
/** With the address that lets in, and the same as a picture (SVG) to be printed. */
export const InvitationInFull = z.extend(Invitation, { url: z.string(), qr: z.string() })
export type InvitationInFull = z.infer<typeof InvitationInFull>
/** Those still good, newest first: a steward sees all, a neighbour their own. */
export const Invitations = z.object({ items: z.array(Invitation) })
export type Invitations = z.infer<typeof Invitations>
/** What somebody who holds an invitation is told before they join. */
export const InvitedTo = z.object({ boardId: z.string(), name: z.string(), welcome: z.string() })
export type InvitedTo = z.infer<typeof InvitedTo>

export const InvitationOver = problemType(
  'invitation-over',
  404,
  'This invitation is no longer good. Ask for a new one',
)
