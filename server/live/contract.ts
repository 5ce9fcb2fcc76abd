import * as z from 'zod/mini'
import { Post } from '#contract/posts'

/** What can happen to a post on the board; each frame carries the post as its reader may see it now. */
export const PostEventType = z.enum([
  'post.published',
  'post.edited',
  'post.paused',
  'post.resumed',
  'post.reopened',
  'post.withdrawn',
  'post.closed',
  'post.unmet',
  'claim.held',
  'claim.queued',
  'claim.accepted',
  'claim.declined',
  'claim.released',
  'claim.handed-over',
  'claim.late',
  'claim.lapsed',
  'claim.done',
])
export type PostEventType = z.infer<typeof PostEventType>

export const BoardEventType = z.enum(['board.changed', 'member.joined', 'member.left', 'member.changed'])
export type BoardEventType = z.infer<typeof BoardEventType>

/** What concerns one neighbour of a board and is never sent live: they are told by a notice of the same name. */
export const QuietEventType = z.enum([
  /** To somebody who is asked to look after worries. */
  'lead.asked',
  /** To stewards, twice a year: are the telephone numbers still right? */
  'numbers.due',
  /** To those who look after worries: this neighbour may be glad of a friendly call. */
  'visits.many',
  /** To those who look after worries: there is one, or nobody has looked at it in time. */
  'concern.raised',
  'concern.overdue',
  /** To stewards: somebody may be in crisis; something has waited too long; a colleague asks for a second yes. */
  'case.crisis',
  'queue.waits',
  'appeal.waits',
  'removal.asked',
  /** To whoever it is about: what stewards decided, and what they took back. */
  'action.taken',
  /** A steward wrote to them, and decided nothing. */
  'steward.wrote',
  /** Somebody they had to do with was stopped as a likely swindler: what to do now. */
  'contact.warned',
  'action.mended',
  /** To whoever told the stewards of something. */
  'report.answered',
  /** To whoever pays it back: what an errand cost was put right. */
  'receipt.mended',
  'appeal.decided',
  /** To whose account it is: somebody has typed in a code for their old address or number. */
  'recovery.asked',
])
export type QuietEventType = z.infer<typeof QuietEventType>

export const BoardEvent = z.discriminatedUnion('type', [
  z.object({ type: PostEventType, post: Post }),
  /** The post is not, or no longer, this reader's to see. */
  z.object({ type: z.literal('post.gone'), postId: z.string() }),
  z.object({ type: BoardEventType }),
  /** More has happened than we replay: fetch the page again. */
  z.object({ type: z.literal('board.refetch') }),
])
export type BoardEvent = z.infer<typeof BoardEvent>

/** What happens between the two people of a claim. */
export const OverClaimType = z.enum([
  'message.sent',
  'message.held',
  'reveal.opened',
  'reveal.closed',
  'claim.asked',
  'claim.kept',
])
export type OverClaimType = z.infer<typeof OverClaimType>

const AsideType = z.enum(['contact.seen', 'receipt.seen', 'notice.made'])

/** What happens between this person and others, on whichever street. Nobody else hears it. */
export const MyEventType = z.enum([...OverClaimType.options, ...AsideType.options])
export type MyEventType = z.infer<typeof MyEventType>

/** It says that something is there to be read; what it says is read where it stands, by who may read it then. */
export const MyEvent = z.discriminatedUnion('type', [
  z.object({ type: OverClaimType, claimId: z.string(), postId: z.string() }),
  z.object({ type: AsideType }),
  /** Something that is not, or no longer, this person's to read. */
  z.object({ type: z.literal('me.gone') }),
  /** More has happened than we replay: fetch the page again. */
  z.object({ type: z.literal('me.refetch') }),
])
export type MyEvent = z.infer<typeof MyEvent>

/** One websocket message. `seq` counts per board without gaps. */
export const LiveFrame = z.object({ seq: z.number(), event: BoardEvent })
export type LiveFrame = z.infer<typeof LiveFrame>

/** One websocket message of the personal line. `seq` counts per person without gaps. */
export const MyFrame = z.object({ seq: z.number(), event: MyEvent })
export type MyFrame = z.infer<typeof MyFrame>

/** What a page may say along its line after a long silence, and what it is told: its line still carries something. */
export type StillThere = { ask: '?'; answer: '!' }

export const LiveQuery = z.object({
  since: z._default(z.coerce.number().check(z.int32(), z.minimum(0)), 0),
})
