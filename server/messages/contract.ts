import * as z from 'zod/mini'
import { Cursor, Instant, problemType, Text } from '#contract/http'

/** What the two parties of a claim say to each other. */
export const NewMessage = z.strictObject({ text: Text(2000) })
export type NewMessage = z.infer<typeof NewMessage>

/** Why a message was not passed on: it asks for a bank card or PIN, for money in a way swindlers do, or many got it. */
export const HeldWhy = z.enum(['card', 'money', 'many'])
export type HeldWhy = z.infer<typeof HeldWhy>

/** A message as one of its two parties may read it. */
export const Message = z.object({
  id: z.string(),
  claimId: z.string(),
  /** Whose words these are, as its reader sees it. */
  by: z.enum(['you', 'other']),
  /** Null for the other party of a message that was held: they know of it, and do not read it. */
  text: z.nullable(z.string()),
  held: z.nullable(HeldWhy),
  /** Passed on, with a word of care beside it: a new neighbour wants to go on elsewhere. */
  care: z.boolean(),
  at: Instant,
  seen: z.boolean(),
})
export type Message = z.infer<typeof Message>

export const MessagesQuery = z.object({
  cursor: z.optional(Cursor),
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100))),
})

/** The newest page first, each page in the order it was written; `next` leads to earlier words. */
export const Messages = z.object({
  items: z.array(Message),
  next: z.nullable(z.string()),
  /** Whether something can be written now. */
  open: z.boolean(),
})
export type Messages = z.infer<typeof Messages>

/** The words over each claim of one post that the person asking is a party of. */
export const Conversations = z.object({
  items: z.array(z.extend(Messages, { claimId: z.string() })),
})
export type Conversations = z.infer<typeof Conversations>

/** What waits to be read, and where the personal line goes on from. */
export const News = z.object({
  unread: z.int(),
  claims: z.array(z.object({ claimId: z.string(), postId: z.string(), unread: z.int() })),
  seq: z.int(),
})
export type News = z.infer<typeof News>

export const WordsClosed = problemType(
  'words-closed',
  409,
  'You can write to each other while somebody is on it, and for a day after it is done',
)
