import * as z from 'zod/mini'
import { Cursor, Day, Id, Instant, problemType, Text } from '#contract/http'
import { claimStates, postStates } from '#contract/lifecycle'
import { forWhom } from '#contract/permissions'
import { Tier } from '#contract/safeguarding'

/** The lifecycle itself stays plain tables, so that a page which only asks them carries no schemas. */
export const PostState = z.enum(postStates)
export const ClaimState = z.enum(claimStates)
export const PostKind = z.enum(['request', 'offer'])
export type PostKind = z.infer<typeof PostKind>
export const Scope = z.enum(['me', 'household', 'street'])
export type Scope = z.infer<typeof Scope>

/** Who agreed that this may be asked in their name, how and when. Seen by the author and the stewards only. */
export const OnBehalf = z.strictObject({ name: Text(300), agreedHow: Text(300), agreedOn: Day })
export type OnBehalf = z.infer<typeof OnBehalf>

/** Paid back with the receipt, and never before: the most a street can ever allow. */
const payBackPounds = z.int().check(z.minimum(1, 'At least £1'), z.maximum(500, 'At most £500'))
const parts = z.int().check(z.minimum(1, 'At least one'), z.maximum(500, 'At most 500'))

/** What a person writes. Only `kind` and `title` are needed. */
export const NewPost = z.strictObject({
  kind: PostKind,
  title: Text(300),
  details: z.optional(Text(8000)),
  category: z.optional(Id),
  /** In their own words: "sometime this week". */
  when: z.optional(Text(300)),
  neededBy: z.optional(Day),
  scope: z.optional(Scope),
  parts: z.optional(parts),
  /** An offer that can be used again and again. */
  standing: z.optional(z.boolean()),
  onBehalf: z.optional(OnBehalf),
  /** Only for the neighbour who helps, once the author has said yes. */
  privateNote: z.optional(Text(4000)),
  /** Where to come: for the same eyes. */
  address: z.optional(Text(300)),
  /** Somebody who helped before and would be told first. */
  firstAskId: z.optional(Id),
  /** How near a neighbour comes, from 0 (not at all) to 3. */
  tier: z.optional(Tier),
  /** Of a request: the most that whoever helps may spend, paid back with the receipt. */
  payBackPounds: z.optional(payBackPounds),
  draft: z.optional(z.boolean()),
})
export type NewPost = z.infer<typeof NewPost>

/** An edit names the version it was made from; `null` empties a field. */
export const PostEdit = z.strictObject({
  version: z.int32(),
  title: z.optional(Text(300)),
  details: z.optional(z.nullable(Text(8000))),
  category: z.optional(z.nullable(Id)),
  when: z.optional(z.nullable(Text(300))),
  neededBy: z.optional(z.nullable(Day)),
  scope: z.optional(Scope),
  parts: z.optional(parts),
  standing: z.optional(z.boolean()),
  onBehalf: z.optional(z.nullable(OnBehalf)),
  privateNote: z.optional(z.nullable(Text(4000))),
  address: z.optional(z.nullable(Text(300))),
  firstAskId: z.optional(z.nullable(Id)),
  tier: z.optional(Tier),
  payBackPounds: z.optional(z.nullable(payBackPounds)),
  /** `open` puts a draft on the board and resumes or reopens a post; `paused` takes it aside for a while. */
  state: z.optional(z.enum(['open', 'paused'])),
})
export type PostEdit = z.infer<typeof PostEdit>

/** The closing question, and every other kind end. `same-again` is met, and the helper is asked first next time. */
export const Ending = z.strictObject({
  as: z.enum(['met', 'same-again', 'open-again', 'passed-on', 'signposted']),
  words: z.optional(Text(1000)),
})
export type Ending = z.infer<typeof Ending>

export const Withdrawal = z.strictObject({ reason: z.optional(Text(1000)) })

export const Neighbour = z.object({ id: z.string(), name: z.string() })
export type Neighbour = z.infer<typeof Neighbour>

/** Somebody who is on it: first name, how much, how far. */
export const Helper = z.object({
  claimId: z.string(),
  person: Neighbour,
  parts: z.int(),
  state: ClaimState,
  since: Instant,
  late: forWhom('neighbours', z.nullable(z.string())),
})
export type Helper = z.infer<typeof Helper>

/** A post as every neighbour of its board may see it. Live frames and lists carry exactly this. */
export const Post = z.object({
  id: z.string(),
  boardId: z.string(),
  kind: PostKind,
  title: z.string(),
  details: forWhom('neighbours', z.nullable(z.string())),
  category: z.nullable(z.string()),
  when: z.nullable(z.string()),
  neededBy: z.nullable(z.string()),
  scope: Scope,
  parts: z.int(),
  taken: z.int(),
  finished: z.int(),
  standing: z.boolean(),
  tier: Tier,
  /** The most that whoever helps may spend and is paid back; null where no money is needed. */
  payBackPounds: forWhom('neighbours', z.nullable(z.int())),
  state: PostState,
  author: forWhom('neighbours', z.readonly(Neighbour)),
  /** Asked for somebody else. Who, only its parties know. */
  onBehalf: z.boolean(),
  helpers: forWhom('neighbours', z.array(Helper)),
  waitingSince: Instant,
  createdAt: Instant,
  editedAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  version: z.int(),
})
export type Post = z.infer<typeof Post>

/** A post as the one who asks may see it: with their own claim, and what is theirs to read. */
export const PostInFull = z.extend(Post, {
  you: z.enum(['author', 'steward', 'neighbour', 'visitor']),
  privateNote: forWhom('author', z.nullable(z.string())),
  address: forWhom('author', z.nullable(z.string())),
  onBehalfOf: forWhom('author and stewards', z.nullable(OnBehalf)),
  endWords: forWhom('neighbours', z.nullable(z.string())),
  /** Who helped last time and would be asked first, for the author. */
  askAgainId: forWhom('author', z.nullable(z.string())),
  /** Who is told of this post first, for the author. */
  firstAsk: forWhom('author', z.nullable(Neighbour)),
  seq: z.int(),
})
export type PostInFull = z.infer<typeof PostInFull>

export const PostsQuery = z.object({
  kind: z.optional(PostKind),
  /** `board` (what stands on the board now, the default), a single state, or `ended`. */
  state: z.optional(z.enum(['board', 'ended', ...PostState.options])),
  q: z.optional(z.string().check(z.maxLength(300, 'Please search for fewer words'))),
  category: z.optional(Id),
  /** Only mine, drafts and pauses included. */
  mine: z.optional(z.stringbool()),
  cursor: z.optional(Cursor),
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100))),
})
export type PostsQuery = z.infer<typeof PostsQuery>

/** `seq`: where live goes on. `next`: the cursor of the next page, or null. */
export const PostsPage = z.object({ items: z.array(Post), next: z.nullable(z.string()), seq: z.int() })
export type PostsPage = z.infer<typeof PostsPage>

/** One step in the life of a post, for its parties. */
export const Step = z.object({
  seq: z.int(),
  type: z.string(),
  at: Instant,
  by: z.nullable(Neighbour),
  to: z.nullable(Neighbour),
  words: forWhom('parties and stewards', z.nullable(z.string())),
})
export type Step = z.infer<typeof Step>

export const PostHistory = z.object({ items: z.array(Step) })
export type PostHistory = z.infer<typeof PostHistory>

export const NotYours = problemType('not-yours', 403, 'Only the neighbour who posted this can do that')
export const PostEnded = problemType('post-ended', 409, 'This post has ended')
export const WordsGone = problemType(
  'words-gone',
  409,
  'What this said is no longer kept. Please write it anew',
)
export const CannotMove = problemType('cannot-move', 409, 'That cannot be done with this post now')
export const BadCursor = problemType(
  'bad-cursor',
  422,
  'That page of the list is no longer there. Start again',
)
export const UnknownCategory = problemType(
  'unknown-category',
  422,
  'This street does not use that kind of help',
)
export const TooFewParts = problemType('too-few-parts', 409, 'More places than that are taken already')
