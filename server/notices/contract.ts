import * as z from 'zod/mini'
import { Cursor, Id, Instant } from '#contract/http'
import { QuietEventType } from '#contract/live'
import { Person } from '#contract/people'

/** What a person is told while they are away from the page. */
export const NoticeKind = z.enum([
  /** To the author: somebody can do it, say yes. */
  'claim.held',
  /** To whoever had a waiting place: it is theirs now. */
  'claim.yours',
  'claim.accepted',
  'claim.declined',
  'claim.released',
  /** To whoever is asked to take it over, and to the author. */
  'claim.handed-to-you',
  'claim.handed-over',
  'claim.late',
  /** It comes nearer now: keep it, or hand it back? To the author: they keep it. */
  'claim.asked',
  'claim.kept',
  /** The time ran out: to whoever had it, and to the author. */
  'claim.lapsed',
  'claim.open-again',
  /** To the author: the closing question. To the helper: it is done. */
  'claim.done',
  'claim.finished',
  /** To whoever was on it: it is not needed any more. */
  'post.withdrawn',
  'post.unmet',
  /** To somebody who helped before and is asked first. */
  'post.first-ask',
  /** Somebody wrote; one for all that is not read yet. */
  'message.sent',
  /** A message was not passed on. */
  'message.held',
  /** A steward looked at how to reach you. */
  'contact.seen',
  /** A steward looked at what was spent. */
  'receipt.seen',
  'member.asking',
  'member.welcome',
  /** Nobody has signed in for long: the account ends by itself in a month. */
  'account.ending',
  /** Nobody has signed in with this address or number for eleven months: is it still theirs? */
  'contact.aged',
  ...QuietEventType.options,
])
export type NoticeKind = z.infer<typeof NoticeKind>

export const Notice = z.object({
  id: z.string(),
  what: NoticeKind,
  boardId: z.string(),
  postId: z.nullable(z.string()),
  /** Null when the post is not, or no longer, theirs to see. */
  postTitle: z.nullable(z.string()),
  other: z.nullable(Person),
  words: z.nullable(z.string()),
  at: Instant,
  seen: z.boolean(),
})
export type Notice = z.infer<typeof Notice>

export const NoticesQuery = z.object({
  cursor: z.optional(Cursor),
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100))),
})
/** Newest first. */
export const Notices = z.object({
  items: z.array(Notice),
  next: z.nullable(z.string()),
  unseen: z.int(),
})
export type Notices = z.infer<typeof Notices>

/** All of them, or those up to the newest that was on the page. */
export const SeenNotices = z.strictObject({ upTo: z.optional(Id) })
