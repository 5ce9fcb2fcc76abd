import * as z from 'zod/mini'
import { Cursor, Id, Instant, problemType } from '#contract/http'
import { OtherAccount } from '#contract/other-accounts'
import { Neighbour } from '#contract/posts'

export const CaseKind = z.enum(['crisis', 'scam', 'account', 'spam', 'health', 'new', 'report'])
export type CaseKind = z.infer<typeof CaseKind>
export const ThingKind = z.enum(['post', 'claim', 'message', 'person'])
export type ThingKind = z.infer<typeof ThingKind>
/** What a report or a case is about. */
export const About = z.strictObject({ kind: ThingKind, id: Id })
export type About = z.infer<typeof About>

/** What comes first: somebody in crisis, what cannot wait, posts of the same words, the rest. */
export const lanes = ['crisis', 'urgent', 'alike', 'rest'] as const
export const Lane = z.enum(lanes)
export type Lane = z.infer<typeof Lane>

/** The thing itself, as a steward may read it. Null when it is there no more. */
export const Subject = z.object({
  title: z.string(),
  words: z.nullable(z.string()),
  state: z.nullable(z.string()),
  postId: z.nullable(z.string()),
})
export type Subject = z.infer<typeof Subject>

export const Case = z.object({
  id: z.string(),
  boardId: z.string(),
  kind: CaseKind,
  lane: Lane,
  about: z.object({ kind: ThingKind, id: z.string() }),
  /** Whose doing it is; null when they are here no more. */
  person: z.nullable(Neighbour),
  why: z.string(),
  state: z.enum(['open', 'waiting', 'closed']),
  subject: z.nullable(Subject),
  /** Open cases with the same words, this one included. */
  alike: z.int(),
  /** Cases of the same words have the same; empty when it is like no other. */
  likeness: z.string(),
  reports: z.int(),
  openedAt: Instant,
  /** When it goes onto the board by itself if nobody has looked; null where it never does. */
  releasedAt: z.nullable(Instant),
  /** Whoever it is about has left for good; what they wrote is closed up until then, for the evidence alone. */
  sealedUntil: z.nullable(Instant),
  /** Which steward is looking at it now. */
  lease: z.nullable(z.object({ by: Neighbour, yours: z.boolean(), endsAt: Instant })),
})
export type Case = z.infer<typeof Case>

export const CasesQuery = z.object({
  cursor: z.optional(Cursor),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 50),
})
export type CasesQuery = z.infer<typeof CasesQuery>

export const Cases = z.object({
  items: z.array(Case),
  next: z.nullable(z.string()),
  /** All that wait, and of those the ones about somebody in crisis. */
  open: z.int(),
  crisis: z.int(),
  oldestAt: z.nullable(Instant),
})
export type Cases = z.infer<typeof Cases>

/** What somebody told the stewards. Never who. */
export const Told = z.object({ reason: z.string(), words: z.nullable(z.string()), at: Instant })
export type Told = z.infer<typeof Told>

export const CaseInFull = z.extend(Case, {
  told: z.array(Told),
  /** What stewards did about this person on this street before. */
  before: z.array(z.object({ deed: z.string(), reason: z.string(), at: Instant, state: z.string() })),
  /** Whoever may be the same person, where that matters: in a case of swindle or danger, or because of it. */
  otherAccounts: z.array(OtherAccount),
  /** What stewards wrote to this person about this case, the newest last. */
  written: z.array(z.object({ by: z.nullable(Neighbour), words: z.string(), at: Instant })),
})
export type CaseInFull = z.infer<typeof CaseInFull>

export const CaseHeld = problemType('case-held', 409, 'Another steward is looking at this one')
export const CaseClosed = problemType('case-closed', 409, 'This one has been decided already')
