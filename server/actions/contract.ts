import * as z from 'zod/mini'
import { ThingKind } from '#contract/cases'
import { Id, Instant, problemType, Text } from '#contract/http'
import { Neighbour } from '#contract/posts'

/**
 * What a steward can do about a case. `freeze` is a pause for as long as one steward may; `write` changes nothing and
 * leaves the case open: words to somebody who may be in need.
 */
export const deeds = ['release', 'hide', 'ask', 'pause', 'freeze', 'remove', 'dismiss', 'write'] as const
export const Deed = z.enum(deeds)
export type Deed = z.infer<typeof Deed>

/** Which of the street's rules it is about, or why nothing is wrong. `waited`: nobody looked in time. */
export const actionReasons = [
  ...(['fine', 'unkind', 'private', 'scam', 'spam', 'danger', 'rules', 'other'] as const),
  'waited',
] as const
export const ActionReason = z.enum(actionReasons)
export type ActionReason = z.infer<typeof ActionReason>

export const NewAction = z.strictObject({
  deed: Deed,
  reason: ActionReason,
  /** To the person it is about. */
  words: z.optional(Text(2000)),
  /** How they can put it right. */
  mend: z.optional(Text(1000)),
  /** Of a pause. */
  hours: z.optional(z.int().check(z.minimum(1, 'At least an hour'), z.maximum(72, 'At most 72 hours'))),
})
export type NewAction = z.infer<typeof NewAction>

export const ActionState = z.enum(['proposed', 'done', 'undone', 'overturned', 'declined', 'over'])
export type ActionState = z.infer<typeof ActionState>

/** An appeal, as whoever made it and the stewards read it. */
export const Appeal = z.object({
  id: z.string(),
  words: z.nullable(z.string()),
  at: Instant,
  /** They have an answer by then. */
  answerBy: Instant,
  decidedAt: z.nullable(Instant),
  /** Whether the decision was taken back. */
  overturned: z.nullable(z.boolean()),
  answer: z.nullable(z.string()),
})
export type Appeal = z.infer<typeof Appeal>

/** What was decided about somebody, for that person: what, which rule, who (as what), how long, and what they can do. */
export const Decision = z.object({
  id: z.string(),
  boardId: z.string(),
  board: z.string(),
  deed: Deed,
  state: ActionState,
  reason: ActionReason,
  words: z.nullable(z.string()),
  mend: z.nullable(z.string()),
  /** A steward, two of them, or a rule by the clock. */
  by: z.enum(['steward', 'two-stewards', 'clock']),
  about: z.object({ kind: ThingKind, id: z.string() }),
  title: z.nullable(z.string()),
  at: Instant,
  until: z.nullable(Instant),
  appeal: z.nullable(Appeal),
  mayAppeal: z.boolean(),
})
export type Decision = z.infer<typeof Decision>
export const Decisions = z.object({ items: z.array(Decision) })
export type Decisions = z.infer<typeof Decisions>

/** What stewards did, for stewards. */
export const Action = z.object({
  id: z.string(),
  caseId: z.string(),
  batchId: z.nullable(z.string()),
  deed: Deed,
  state: ActionState,
  reason: ActionReason,
  words: z.nullable(z.string()),
  by: z.nullable(Neighbour),
  second: z.nullable(Neighbour),
  person: z.nullable(Neighbour),
  title: z.nullable(z.string()),
  at: Instant,
  until: z.nullable(Instant),
  /** Until then whoever did it can take it back; null where they cannot, or are somebody else. */
  undoBy: z.nullable(Instant),
  /** It waits for another steward, and the one who asks may be that. */
  maySecond: z.boolean(),
})
export type Action = z.infer<typeof Action>
/** Newest first. */
export const Actions = z.object({ items: z.array(Action) })
export type Actions = z.infer<typeof Actions>

/** Many of the same, at once: only what harms nobody. */
export const NewBatch = z.strictObject({
  caseIds: z.array(Id).check(z.minLength(1, 'Choose at least one'), z.maxLength(200, 'At most 200 at once')),
  deed: z.enum(['release', 'dismiss']),
})
export type NewBatch = z.infer<typeof NewBatch>
/** `left`: those another steward holds, has decided, or that cannot be decided so. */
export const Batch = z.object({ batchId: z.string(), done: z.array(z.string()), left: z.array(z.string()) })
export type Batch = z.infer<typeof Batch>
export const Undone = z.object({ undone: z.int(), left: z.int() })

export const Second = z.strictObject({ agree: z.boolean() })

export const DoesNotFit = problemType('does-not-fit', 409, 'That cannot be done about this one')
export const TooLateToUndo = problemType(
  'too-late-to-undo',
  409,
  'That can be taken back for ten minutes only',
)
export const CannotUndo = problemType('cannot-undo', 409, 'Somebody has acted on it since, so it stays')
export const AnotherSteward = problemType('another-steward', 403, 'Another steward has to say yes to this')
export const NotWaiting = problemType('not-waiting', 409, 'This does not wait for a second yes any more')
