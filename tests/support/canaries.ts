/**
 * Words that nobody else would write, one for each private thing, and who may read each now. The answer is worked out here
 * from the rows by themselves, not by the rules of the house: so a rule that is wrong is found.
 */
import { and, eq } from 'drizzle-orm'
import { isAuthor, isLooking } from './canary-money.ts'
import type { TestHouse } from './house.ts'
import { hours } from './house.ts'

type Db = TestHouse['store']['read']
/** `boardId`, `postId`, `claimId`: what it was written on; `ofId`: whose it is. */
export type Canary = {
  kind: CanaryKind
  ofId: string | null
  boardId?: string
  postId?: string
  claimId?: string
  messageId?: string
  /** Whom a worry is about. */
  aboutId?: string
}
export type CanaryKind =
  | 'contact'
  | 'address' // of the network somebody came from
  | 'token'
  | 'card'
  | 'invitation'
  | 'title'
  | 'details'
  | 'note'
  | 'behalf'
  | 'claim words'
  | 'message'
  | 'receipt'
  | 'report'
  | 'concern'
  | 'name'
  | 'disclosure'

const shape = /cnry[0-9a-z]{6}x/g

export class Canaries {
  readonly all = new Map<string, Canary>()
  #n = 0

  /** A new one: letters and figures only, so that it goes through an address, a fold, a header. */
  hatch(canary: Canary): string {
    const word = `cnry${(++this.#n).toString(36).padStart(6, '0')}x`
    this.all.set(word, canary)
    return word
  }

  /** It is known whose it is only once the call was answered. */
  settle(word: string, more: Partial<Canary>) {
    this.all.set(word, { ...this.all.get(word)!, ...more })
  }

  /** A secret that the house made itself. */
  adopt(word: string, canary: Canary) {
    this.all.set(word, canary)
  }

  heardIn(text: string): string[] {
    const found = new Set(text.toLowerCase().match(shape) ?? [])
    for (const [word, { kind }] of this.all)
      if (['token', 'card', 'invitation', 'address'].includes(kind) && text.includes(word)) found.add(word)
    return [...found].filter((word) => this.all.has(word))
  }
}

type Asked = { db: Db; now: number; readerId: string | null; canary: Canary; erased: ReadonlySet<string> }

/** Whether this reader may know it at this moment. */
export async function mayKnow(asked: Asked): Promise<boolean> {
  const { canary, readerId } = asked
  if (readerId === null || canary.kind === 'address') return false
  if (canary.kind !== 'concern' && asked.erased.has(canary.ofId ?? '')) return false
  if (canary.ofId === readerId && canary.kind !== 'concern') return true
  return rules[canary.kind](asked as Known)
}

export type Known = Asked & { readerId: string }
type Knows = (asked: Known) => Promise<boolean>

const nobody: Knows = async () => false

const rules: Record<CanaryKind, Knows> = {
  address: nobody,
  token: nobody,
  card: nobody,
  contact: async (asked) => (await linked(asked)).some(({ claim }) => isOpen(claim, asked.now)),
  note: async (asked) => (await linked(asked)).some(({ claim }) => isOpen(claim, asked.now)),
  name: async (asked) => meets(asked),
  title: async (asked) => belongs(asked),
  details: async (asked) => belongs(asked),
  behalf: async (asked) => isSteward(asked),
  invitation: async (asked) => isSteward(asked),
  disclosure: async (asked) => isSteward(asked),
  report: async (asked) => isSteward(asked),
  concern: async (asked) => asked.canary.aboutId !== asked.readerId && (await isLead(asked)),
  'claim words': async (asked) => (await isSteward(asked)) || (await isParty(asked)) || isLate(asked),
  receipt: async (asked) => (await isAuthor(asked)) || ((await isSteward(asked)) && isLooking(asked)),
  message: async (asked) => (await isParty(asked)) || ((await isSteward(asked)) && (await isReported(asked))),
}

/** Claims between the reader and whose secret it is, on the post where it is one of a post. */
async function linked({ db, readerId, canary: { ofId, postId } }: Known) {
  const { claims, posts } = db.t
  const rows = await db
    .select({ claim: claims, post: posts })
    .from(claims)
    .innerJoin(posts, eq(posts.id, claims.postId))
  return rows.filter(({ claim, post }) => {
    const pair = [claim.personId, post.authorId]
    return pair.includes(readerId) && pair.includes(ofId ?? '') && (!postId || claim.postId === postId)
  })
}

/** From the yes until a day after it is done. */
const isOpen = ({ state, endedAt }: { state: string; endedAt: number | null }, now: number) =>
  state === 'accepted' || (state === 'done' && endedAt !== null && now < endedAt + hours(24))

async function membership({ db, readerId, canary: { boardId } }: Known) {
  const { members } = db.t
  const theirs = and(eq(members.boardId, boardId ?? ''), eq(members.personId, readerId))
  const [member] = await db.select().from(members).where(theirs)
  return member?.state === 'active' ? member : undefined
}
const isSteward = async (asked: Known) => (await membership(asked))?.role === 'steward'

/** What stands on the board is for its neighbours; what is aside is for its author, and for stewards who must look. */
async function belongs(asked: Known): Promise<boolean> {
  const member = await membership(asked)
  if (!member) return wasOnIt(asked)
  const { posts } = asked.db.t
  const [post] = await asked.db
    .select()
    .from(posts)
    .where(eq(posts.id, asked.canary.postId ?? ''))
  if (!post) return false
  return post.shelf !== 'aside' || member.role === 'steward' || wasOnIt(asked)
}

/** Whoever was on a post keeps its title in what they take along. */
async function wasOnIt({ db, readerId, canary: { postId } }: Known): Promise<boolean> {
  const { claims } = db.t
  const theirs = and(eq(claims.postId, postId ?? ''), eq(claims.personId, readerId))
  return (await db.select().from(claims).where(theirs)).length > 0
}

async function isParty({ db, readerId, canary: { claimId } }: Known): Promise<boolean> {
  const { claims, posts } = db.t
  const [row] = await db
    .select({ claimer: claims.personId, author: posts.authorId })
    .from(claims)
    .innerJoin(posts, eq(posts.id, claims.postId))
    .where(eq(claims.id, claimId ?? ''))
  return row !== undefined && (row.claimer === readerId || row.author === readerId)
}

/** "Running late" stands beside the name of whoever is on it, for all the street. */
async function isLate(asked: Known): Promise<boolean> {
  const { claims } = asked.db.t
  const [claim] = await asked.db
    .select()
    .from(claims)
    .where(eq(claims.id, asked.canary.claimId ?? ''))
  return claim?.lateWords != null && (await membership(asked)) !== undefined
}

async function isLead({ db, readerId, canary: { boardId } }: Known): Promise<boolean> {
  const { leads } = db.t
  const theirs = and(eq(leads.boardId, boardId ?? ''), eq(leads.personId, readerId))
  const [lead] = await db.select().from(leads).where(theirs)
  return lead?.acceptedAt != null
}

/** Words between two are a steward's to read only once one of the two has reported them. */
async function isReported({ db, canary: { messageId } }: Known): Promise<boolean> {
  const { cases } = db.t
  return (await db.$count(cases, eq(cases.aboutId, messageId ?? ''))) > 0
}

/** Somebody is known on the streets they belong to, or ask to belong to, and where they have asked or helped. */
async function meets({ db, readerId, canary: { ofId } }: Known): Promise<boolean> {
  const { members, posts, claims } = db.t
  const boardsOf = async (personId: string) => {
    const rows = await db.select().from(members).where(eq(members.personId, personId))
    return rows
      .filter(({ state }) => state === 'active' || personId !== readerId)
      .map(({ boardId }) => boardId)
  }
  const asked = await db
    .select({ boardId: posts.boardId })
    .from(posts)
    .where(eq(posts.authorId, ofId ?? ''))
  const helped = await db
    .select({ boardId: claims.boardId })
    .from(claims)
    .where(eq(claims.personId, ofId ?? ''))
  const theirs = [...(await boardsOf(ofId ?? '')), ...[...asked, ...helped].map(({ boardId }) => boardId)]
  return (await boardsOf(readerId)).some((boardId) => theirs.includes(boardId))
}
