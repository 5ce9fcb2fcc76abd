import * as z from 'zod/mini'
import { Helpline, HelplineEdits } from '#contract/helplines'
import { Day, Id, Instant, problemType, Text, Typed } from '#contract/http'
import { forWhom } from '#contract/permissions'
import { PostcodeAnswer } from '#contract/places'

export const Joining = z.enum(['open', 'approved', 'invited'])
export type Joining = z.infer<typeof Joining>
export const Role = z.enum(['neighbour', 'steward'])
export type Role = z.infer<typeof Role>

/** A kind of help in the street's own words. `words` suggest it from what somebody writes. */
export const Category = z.strictObject({
  id: Id,
  name: Text(300),
  words: z.array(Text(300)).check(z.maxLength(40)),
})
export type Category = z.infer<typeof Category>

/** As stewards edit it: without an id it is new, and without a name it goes. */
export const CategoryEdit = z.strictObject({
  id: z.optional(Id),
  name: z.optional(Text(300)),
  words: z.optional(Category.shape.words),
})
export type CategoryEdit = z.infer<typeof CategoryEdit>

const coordinate = (most: number) => z.number().check(z.minimum(-most), z.maximum(most))
const latitude = z.coerce.number().check(z.minimum(-90), z.maximum(90))
const longitude = z.coerce.number().check(z.minimum(-180), z.maximum(180))
export const Place = z.union(
  [z.strictObject({ postcode: Text(300) }), z.strictObject({ lat: coordinate(90), lng: coordinate(180) })],
  'Give a postcode, or a point',
)
export type Place = z.infer<typeof Place>

const Languages = z
  .array(z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/, 'We do not know this language')))
  .check(z.maxLength(40))

/** Whose posts a steward looks at before the street sees them. */
export const Checking = z.enum(['nobody', 'new', 'everyone'])
export type Checking = z.infer<typeof Checking>
/** How many have to know a neighbour before they are trusted. 0: we all know each other. Null: by the size of the street. */
const VouchesWanted = z.nullable(z.int().check(z.minimum(0), z.maximum(5, 'At most 5')))

export const NewBoard = z.strictObject({
  name: Text(300),
  place: Place,
  welcome: z.optional(Text(4000)),
  languages: z.optional(Languages),
  joining: z.optional(Joining),
  vouchesWanted: z.optional(VouchesWanted),
  checking: z.optional(Checking),
  /** Numbers of one's own from the start, the council's above all. */
  helplines: z.optional(HelplineEdits),
  /** Whoever starts it looks after worries for now. */
  lead: z.optional(z.boolean()),
})
export type NewBoard = z.infer<typeof NewBoard>

const hours = z.int().check(z.minimum(1, 'At least an hour'), z.maximum(24 * 60, 'At most 60 days'))

export const BoardEdit = z.strictObject({
  version: z.int32(),
  name: z.optional(Text(300)),
  welcome: z.optional(Text(4000)),
  languages: z.optional(Languages),
  joining: z.optional(Joining),
  categories: z.optional(z.array(CategoryEdit).check(z.maxLength(60))),
  /** Hours a claim waits for the author's yes before the post is open again. */
  acceptHours: z.optional(hours),
  /** Hours an accepted claim has until it is done. */
  doneHours: z.optional(hours),
  /** Whether somebody who has not joined may read the board. */
  visible: z.optional(z.boolean()),
  vouchesWanted: z.optional(VouchesWanted),
  checking: z.optional(Checking),
  /** The whole list; what is the same again counts as looked up again. */
  helplines: z.optional(HelplineEdits),
})
export type BoardEdit = z.infer<typeof BoardEdit>

export const You = z.object({ role: Role, state: z.enum(['active', 'asking']) })
export type You = z.infer<typeof You>
/** What somebody is to a board. */
export const Standing = z.enum(['steward', 'neighbour', 'asking', 'visitor'])
export type Standing = z.infer<typeof Standing>

export const Board = z.object({
  id: z.string(),
  name: z.string(),
  welcome: z.string(),
  languages: z.array(z.string()),
  joining: Joining,
  categories: z.array(Category),
  /** An H3 cell that holds at least ten live postcodes; never the spot. */
  cell: z.string(),
  /** "SR2 7", or null where no postcode is near. */
  area: z.nullable(z.string()),
  timeZone: z.string(),
  acceptHours: z.int(),
  doneHours: z.int(),
  visible: z.boolean(),
  vouchesWanted: z.nullable(z.int()),
  checking: Checking,
  demo: z.boolean(),
  /** Whom to call, in the street's own order. */
  helplines: z.array(Helpline),
  /** The day on which somebody last looked these numbers up. */
  helplinesCheckedOn: Day,
  version: z.int(),
  createdAt: Instant,
  you: z.nullable(You),
  /** Whether enough neighbours here know the one who asks, to read what needs trust. */
  trustsYou: forWhom('oneself', z.boolean()),
  /** Stewards there are; two are wanted. */
  stewards: z.int(),
  /** People asking to join, for stewards; 0 for others. */
  asking: forWhom('stewards', z.int()),
})
export type Board = z.infer<typeof Board>

/** What the board page says first. Counted now, nobody's name in it. */
export const Figures = z.object({
  /** Times somebody helped and it was done, over the days of `week`. */
  doneThisWeek: z.int(),
  /** Requests that nobody is on, or that want more people. */
  waiting: z.int(),
  longestSince: z.nullable(Instant),
  /** Requests and offers on the board that are not done. */
  needs: z.int(),
  offers: z.int(),
  /** Requests whose day passed and nobody could, since the street began. */
  unmet: z.int(),
  /** Done on each of the last seven days, oldest first, by the street's own clock. */
  week: z.array(z.object({ day: z.string(), done: z.int() })),
})
export type Figures = z.infer<typeof Figures>

export const NearBoard = z.object({
  id: z.string(),
  name: z.string(),
  area: z.nullable(z.string()),
  joining: Joining,
  demo: z.boolean(),
  you: z.nullable(You),
  /** Minutes on foot between the middles of two cells, to five minutes; null when no place was asked for. */
  walkMinutes: z.nullable(z.int()),
})
export type NearBoard = z.infer<typeof NearBoard>

/**
 * `near`: a postcode as somebody types it. `lat`, `lng`: where they are now. `mine`: the boards one belongs to.
 * Demo streets come with every answer but `mine`.
 */
export const BoardsQuery = z.object({
  near: z.optional(z.string().check(z.maxLength(40))),
  lat: z.optional(latitude),
  lng: z.optional(longitude),
  mine: z.optional(z.stringbool()),
})
export type BoardsQuery = z.infer<typeof BoardsQuery>
export const Boards = z.object({
  items: z.array(NearBoard),
  /** What we made of the postcode, when one was given. */
  place: z.nullable(PostcodeAnswer),
  /** Whether anybody has started a street here, demo streets aside. */
  any: z.boolean(),
})
export type Boards = z.infer<typeof Boards>

/** With a session: `{ invitation? }`. Without: `{ name, contact, offer?, invitation? }`, all in one step. */
export const Join = z.strictObject({
  name: z.optional(Text(300)),
  contact: z.optional(Text(300)),
  offer: z.optional(Text(300)),
  invitation: z.optional(Typed(100)),
})
export type Join = z.infer<typeof Join>

/** The same whether or not we know the contact. */
export const Joined = z.object({ state: z.enum(['active', 'asking', 'code-sent']), boardId: z.string() })
export type Joined = z.infer<typeof Joined>

export const NotANeighbour = problemType(
  'not-a-neighbour',
  403,
  'Join this street first, then you can do that',
)
export const StewardsOnly = problemType('stewards-only', 403, 'Only the stewards of this street can do that')
export const InvitationNeeded = problemType(
  'invitation-needed',
  403,
  'This street lets people in by invitation',
)
export const AlreadyHere = problemType('already-here', 409, 'You belong to this street already')
