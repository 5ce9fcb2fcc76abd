import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  FastifyTypeProvider,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type * as z from 'zod/mini'
import type { NewBoard } from '#contract/boards'
import { SignInNeeded } from '#contract/http'
import type { Unused } from '#contract/sign-in'
import type { Db, Store } from '#db'
import type { Counts } from '../health/counts.ts'
import type { Hub } from '../live/hub.ts'
import type { FindScope, Held, Holds } from '../permissions/scope.ts'
import type { Doorway } from './doorway.ts'
import type { Load } from './load.ts'

/** Who is asking, as far as the front door knows. */
export type Asker = { id: string; name: string; sessionId: string; strongUntil: number | null }

declare module 'fastify' {
  interface FastifyRequest {
    asker: Asker | null
  }
}

export interface ZodTypes extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodMiniType ? z.output<this['schema']> : unknown
  serializer: this['schema'] extends z.ZodMiniType ? z.input<this['schema']> : unknown
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypes
>

export type Clock = { now(): number }

/** Done in the same transaction as the sign-in that proves a contact belongs to a person. */
export type WhenConfirmed = (
  tx: Db,
  confirmed: { personId: string; contact: string; codeId: string; now: number },
) => Promise<void>

/** Done in the same transaction as a sign-in, whichever way; `browser`: digest of what it is known by, if it is one. */
export type WhenSignedIn = (
  tx: Db,
  signedIn: { personId: string; browser: string | undefined; now: number },
) => Promise<void>

/** Asked when a code is right for a contact that nobody has used for long: whether it still opens the account. */
export type WayBack = (
  tx: Db,
  coming: { personId: string; now: number },
) => Promise<Unused & { isOpen: boolean }>

/** What a contact wants to be called, if a room was told before the person existed. */
export type NameFor = (tx: Db, contact: string) => Promise<string | undefined>
/** One room's part of everything we know about a person, under names of its own. */
export type Export = (db: Db, personId: string) => Promise<Record<string, unknown>>
/** What a room takes away, in the transaction in which a person leaves for good. */
export type Erasure = (tx: Db, personId: string, now: number) => Promise<void>
/** What a room does because time has passed. */
export type Sweep = (now: number) => Promise<void>

/** Without an SMTP server every message is a file in the outbox folder. */
export type Mail = { smtpUrl: string | undefined; outbox: string; from: string }

/** `elsewhere`: on PostgreSQL, whose own tools copy it. `lastAt`: when the last proven copy was made, in epoch ms. */
export type Copies = { kind: 'daily' | 'failing' | 'off' | 'elsewhere'; lastAt: number | null }

type Membership = { boardId: string; personId: string; now: number }
/** Done in the same transaction as the start of a street; `personId` is its first steward. */
export type WhenStarted = (tx: Db, started: Membership & { asked: NewBoard }) => Promise<void>
/** Done in the same transaction as the end of a membership, whoever ended it. */
export type WhenLeft = (tx: Db, left: Membership) => Promise<void>
/** A steward says that somebody should leave. True while a second steward has to say so too. */
export type Removal = (tx: Db, removal: Membership & { byId: string }) => Promise<boolean>
/** Done in the same transaction as a steward's yes to somebody who asked to join. */
export type WhenLetIn = (tx: Db, letIn: Membership) => Promise<void>
/** Done in the same transaction as a block: these two are not to see or reach each other from now on. */
export type WhenBlocked = (tx: Db, block: { byId: string; ofId: string; now: number }) => Promise<void>
/** Done in the same transaction as an edit after which a post is open: it may have places that somebody waits for. */
export type WhenOpen = (tx: Db, open: { postId: string; now: number }) => Promise<void>

/** Done in the same transaction as an edit after which somebody comes nearer than before. */
export type WhenNearer = WhenOpen

/** Throws a problem when this neighbour hears nothing of a street for a while. */
export type BeforeListening = (db: Db, listening: Membership) => Promise<void>

/** Done in the same transaction as an edit of a post that stewards look at. */
export type WhenMended = WhenOpen

type PostRow = Omit<Db['t']['posts']['$inferSelect'], 'number'>
/** Done in the same transaction as an edit of a post that stands on the board, or aside for a while, without being open. */
export type WhenReworded = (tx: Db, edit: { before: PostRow; after: PostRow; now: number }) => Promise<void>

/** A post that is about to be open: new, a draft, or one whose words have changed. `stored`: as it stands now; null for a new one. */
type Opening = { post: PostRow; stored: PostRow | null; board: Street; authorId: string; now: number }
type Street = Omit<Db['t']['boards']['$inferSelect'], 'number'>
/** Throws a problem to refuse it, or says that it waits until a steward has looked at it. `waits`: somebody has said so already. */
export type BeforePosting = (tx: Db, opening: Opening & { waits: boolean }) => Promise<'check' | undefined>

type Taking = Omit<Opening, 'authorId' | 'stored'> & { personId: string }
/** Throws a problem when this neighbour may not take this on. */
export type BeforeClaiming = (tx: Db, taking: Taking) => Promise<void>

/** What stewards should look at, whichever room saw it. */
export type Worry = {
  boardId: string
  kind: 'crisis' | 'scam' | 'account' | 'spam' | 'health' | 'new' | 'report'
  about: { kind: 'post' | 'claim' | 'message' | 'person'; id: string }
  /** Whose doing it is. */
  personId: string
  /** Who said so; nobody when a rule did. */
  byId?: string
  /** In plain words, for the steward. */
  why: string
  now: number
}
export type Worries = (tx: Db, worry: Worry) => Promise<void>

type Stewarding = {
  asker: Asker
  boardId: string
  /** `PATCH /boards/:boardId` */
  call: string
  /** In which role they may: `steward`, `lead`, `neighbour` … */
  as: string
  /** A neighbour might do it as well. */
  isEverybodys: boolean
  now: number
}
/** Throws a problem when this may not be done as a steward, or a safeguarding lead, in this session. */
export type AsSteward = (db: Db, act: Stewarding) => Promise<void>

/** What every room is handed. Nothing here belongs to one room alone. */
export type House = {
  store: Store
  clock: Clock
  /** Never in the database: keys the digests of codes, cards and invitations. */
  key: Buffer
  live: Hub
  /** How much is asked of this process. */
  load: Load
  /** Where a crowd that writes waits to be let in. */
  doorway: Doorway
  counts: Counts
  /** Where people reach this board, without a slash at its end: `https://board.example`. */
  publicUrl: string
  mail: Mail
  /** How it stands with the copies of the database; none are made in a throw-away house. */
  copies: () => Copies
  /** The file beside the database that says whom an old backup must not bring back; none in a throw-away house. */
  erasureList?: string | undefined
  whenConfirmed: WhenConfirmed[]
  whenSignedIn: WhenSignedIn[]
  waysBack: WayBack[]
  nameFor: NameFor[]
  exports: Export[]
  erasures: Erasure[]
  /** Done by one of all the processes that serve a database. */
  sweeps: Sweep[]
  /** Done by each process for itself. */
  ownSweeps: Sweep[]
  whenStarted: WhenStarted[]
  whenLeft: WhenLeft[]
  whenLetIn: WhenLetIn[]
  removals: Removal[]
  whenOpen: WhenOpen[]
  whenNearer: WhenNearer[]
  /** Called after words were taken away, so that they leave the disk too. */
  whenCleared: (() => void)[]
  whenMended: WhenMended[]
  whenReworded: WhenReworded[]
  whenBlocked: WhenBlocked[]
  /** The name of a part of an address → how the guard learns whose that is, and on which board. */
  scopes: Record<string, FindScope>
  /** Roles that a room gives besides what somebody is to a board. */
  holds: Partial<Record<Held, Holds>>
  beforePosting: BeforePosting[]
  beforeClaiming: BeforeClaiming[]
  beforeListening: BeforeListening[]
  worries: Worries[]
  asSteward: AsSteward[]
}

export type Room = (app: App, house: House) => Promise<void>

/** The person asking. @throws SignInNeeded (401) when nobody is signed in */
export function askerOf(request: Pick<FastifyRequest, 'asker'>): Asker {
  return request.asker ?? SignInNeeded.raise()
}
