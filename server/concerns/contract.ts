import * as z from 'zod/mini'
import { Helpline } from '#contract/helplines'
import { Id, Instant, problemType, Text } from '#contract/http'

/** What somebody was looking at when they began to worry. */
export const WorriedAbout = z.strictObject({ kind: z.enum(['post', 'claim', 'person']), id: Id })
export type WorriedAbout = z.infer<typeof WorriedAbout>

/** A worry about somebody. Consent is looked for and not needed: telling is right even when it was not asked for. */
export const NewConcern = z.strictObject({
  about: WorriedAbout,
  /** What was seen or heard. */
  seen: Text(4000),
  /** What is thought about it. */
  thought: z.optional(Text(4000)),
  /** It should not wait for tomorrow. */
  isUrgent: z.optional(z.boolean()),
  /** Whether the person knows that it is told. */
  toldThem: z.optional(z.boolean()),
})
export type NewConcern = z.infer<typeof NewConcern>

/** All that comes back to whoever told it: nothing to be found later on their phone. */
export const Received = z.object({ received: z.literal(true), boardId: z.string() })
export type Received = z.infer<typeof Received>

/** The six principles of the Care Act 2014, as a list to think by. */
export const Principle = z.enum([
  'empowerment',
  'prevention',
  'proportionality',
  'protection',
  'partnership',
  'accountability',
])
export type Principle = z.infer<typeof Principle>

export const StepKind = z.enum(['spoken', 'wishes', 'referred', 'noted', 'closed'])
export type StepKind = z.infer<typeof StepKind>

const Named = z.object({ id: z.string(), name: z.string() })

/** As it stands in the list: no word of what was told. */
export const ConcernLine = z.object({
  id: z.string(),
  boardId: z.string(),
  raisedAt: Instant,
  isUrgent: z.boolean(),
  state: z.enum(['new', 'looked-at', 'closed']),
  /** When somebody should have looked at it. */
  dueAt: Instant,
  isOverdue: z.boolean(),
})
export type ConcernLine = z.infer<typeof ConcernLine>

export const Concerns = z.object({ items: z.array(ConcernLine) })
export type Concerns = z.infer<typeof Concerns>

/** Read by those who look after worries, never by whom it is about. Each reading is written down. */
export const Concern = z.extend(ConcernLine, {
  about: WorriedAbout,
  subjects: z.array(Named),
  by: z.nullable(Named),
  seen: z.string(),
  thought: z.nullable(z.string()),
  toldThem: z.nullable(z.boolean()),
  steps: z.array(z.object({ kind: StepKind, words: z.string(), by: z.nullable(Named), at: Instant })),
  principles: z.array(Principle),
  readings: z.array(z.object({ by: z.nullable(Named), at: Instant })),
  /** The council's numbers, to call from here. */
  council: z.array(Helpline),
  keptUntil: z.nullable(Instant),
})
export type Concern = z.infer<typeof Concern>

export const NewStep = z.strictObject({ kind: StepKind, words: Text(4000) })
export type NewStep = z.infer<typeof NewStep>

export const Thinking = z.strictObject({ principles: z.array(Principle).check(z.maxLength(6)) })
export type Thinking = z.infer<typeof Thinking>

export const NobodyToTell = problemType(
  'nobody-to-tell',
  409,
  'Nobody here could read this but the person it is about. Please call the council, or 999 if it cannot wait',
)
export const ConcernClosed = problemType(
  'concern-closed',
  409,
  'This one is closed. Open another if you need to',
)
