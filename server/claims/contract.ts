import * as z from 'zod/mini'
import { Id, Instant, problemType, Text } from '#contract/http'
import { forWhom } from '#contract/permissions'
import { ClaimState, Neighbour, Post } from '#contract/posts'
import { Total } from '#contract/receipts'
import { Reach } from '#contract/reveals'
import { Tier } from '#contract/safeguarding'

export const NewClaim = z.strictObject({
  parts: z.optional(z.int().check(z.minimum(1, 'At least one'), z.maximum(500, 'At most 500'))),
  /** When it is full: take a waiting place, and be next if somebody hands it back. */
  wait: z.optional(z.boolean()),
})
export type NewClaim = z.infer<typeof NewClaim>

export const Claim = z.object({
  id: z.string(),
  postId: z.string(),
  boardId: z.string(),
  person: Neighbour,
  parts: z.int(),
  state: ClaimState,
  heldAt: Instant,
  /** When it lapses by itself: accept-by while held, done-by once accepted. */
  leaseEndsAt: z.nullable(Instant),
  acceptedAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
})
export type Claim = z.infer<typeof Claim>

/** A claim as its two parties see it. */
export const ClaimInFull = z.extend(Claim, {
  you: z.enum(['claimer', 'author']),
  /** Null before the yes and a day after it is done. */
  reach: forWhom('parties', z.nullable(Reach)),
  /** When that closes again, once it is done. */
  reachEndsAt: z.nullable(Instant),
  privateNote: forWhom('parties', z.nullable(z.string())),
  /** Where to come. */
  address: forWhom('parties', z.nullable(z.string())),
  reason: forWhom('parties', z.nullable(z.string())),
  late: forWhom('parties', z.nullable(z.string())),
  thanks: forWhom('parties', z.nullable(z.string())),
  /** Said at the door, so that both know who is there. From the yes until it is done. */
  doorWord: forWhom('parties', z.nullable(z.string())),
  /** It comes nearer than they took it on for: they are asked whether they keep it. */
  askedNear: forWhom('parties', z.nullable(Tier)),
  /** 1 is next, for a waiting place. */
  place: forWhom('parties', z.nullable(z.int())),
})
export type ClaimInFull = z.infer<typeof ClaimInFull>

/** The claims on one post that the person asking is a party of. */
export const ClaimsOnPost = z.object({ items: z.array(ClaimInFull) })
export type ClaimsOnPost = z.infer<typeof ClaimsOnPost>

export const Release = z.strictObject({ reason: z.optional(Text(1000)) })
export type Release = z.infer<typeof Release>
export const Completion = z.strictObject({
  /** What is still to do, when it is only partly done; the rest is open again. */
  stillToDo: z.optional(Text(1000)),
  /** What it cost in all, where the post says that money is paid back; `0` when nothing was spent. */
  total: z.optional(Total),
  /** Whoever says that it is done has the receipt. */
  hasReceipt: z.optional(z.boolean()),
  /** As the receipt says: what was bought, and where. */
  receipt: z.optional(Text(300)),
})
export type Completion = z.infer<typeof Completion>
export const Thanks = z.strictObject({ words: Text(1000) })
export type Thanks = z.infer<typeof Thanks>
export const Lateness = z.strictObject({ words: Text(300) })
export type Lateness = z.infer<typeof Lateness>
export const Handover = z.strictObject({ personId: Id })
export type Handover = z.infer<typeof Handover>

/** What concerns one person, over all their boards. */
export const Mine = z.object({
  /** My posts that are open, claimed or set aside. */
  open: z.array(Post),
  /** Posts where my answer is wanted: a neighbour waits for my yes, or the closing question. */
  waitingForMe: z.array(Post),
  /** What I am helping with now. */
  helping: z.array(z.object({ claim: Claim, post: Post })),
  done: z.array(Post),
})
export type Mine = z.infer<typeof Mine>

export const AlreadyClaimed = problemType(
  'already-claimed',
  409,
  'Somebody is already on it. Thank you all the same',
)
/** Why is theirs to know. */
export const NotJustNow = problemType(
  'not-just-now',
  409,
  'They cannot do it just now. Ask somebody else, or try again in a few days',
)
export const OwnPost = problemType('own-post', 403, 'This is your own post')
export const NotOpen = problemType('not-open', 409, 'This is not on the board any more')
export const AlreadyOnIt = problemType('already-on-it', 409, 'You are already on this')
export const ClaimOver = problemType('claim-over', 409, 'This is over already')
export const TooLate = problemType('too-late', 409, 'This changed a moment ago. Look at it again')
