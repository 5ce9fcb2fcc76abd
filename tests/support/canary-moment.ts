/** How things stand on all streets at one moment, read from the rows at once: what a judge asks who is told things then. */
import { and, eq } from 'drizzle-orm'
import { hours, type TestHouse } from './house.ts'

type Db = TestHouse['store']['read']
export type Moment = Awaited<ReturnType<typeof readMoment>>

const pair = (a: string, b: string) => `${a} ${b}`
const grouped = <T>(rows: readonly T[], key: (row: T) => string) => {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const known = groups.get(key(row))
    if (known) known.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

type Now = { now: number; erased: ReadonlySet<string>; before: Kept | undefined }
/** Who has blocked whom, and what the two were called when the court first saw it. */
type Kept = { kept: ReadonlyMap<string, { at: number; names: [by: string, of: string] }> }

/** `erased`: who has left for good until now; `now` in epoch ms; `before`: how things stood before it. */
export async function readMoment(db: Db, { now, erased, before }: Now) {
  const seqs = await db.select().from(db.t.logs)
  const posts = new Map((await readPosts(db)).map((post) => [post.id, post]))
  const claims = await readClaims(db)
  const members = await readMembers(db)
  const names = await readNames(db)
  return {
    now,
    erased: new Set(erased),
    seqs: new Map(seqs.map(({ boardId, seq }) => [boardId, seq])),
    posts,
    postsBy: grouped([...posts.values()], ({ authorId }) => authorId),
    claims: new Map(claims.map((claim) => [claim.id, claim])),
    claimsBy: grouped(claims, ({ personId }) => personId),
    /** Of two people over a post of one of them. */
    between: grouped(claims, ({ personId, postId }) => pair(personId, posts.get(postId)?.authorId ?? '')),
    members: new Map(members.map((row) => [pair(row.boardId, row.personId), row])),
    streetsOf: grouped(members, ({ personId }) => personId),
    names,
    kept: await readKept(db, names, before),
    ...(await readRoles(db)),
  }
}

async function readNames(db: Db): Promise<ReadonlyMap<string, string>> {
  const { id, name } = db.t.people
  return new Map((await db.select({ id, name }).from(db.t.people)).map((row) => [row.id, row.name]))
}

/** By the court's own memory, not by what the house has written down beside it. */
async function readKept(db: Db, names: ReadonlyMap<string, string>, before?: Kept): Promise<Kept['kept']> {
  const { byId, ofId, at } = db.t.blocks
  const rows = await db.select({ byId, ofId, at }).from(db.t.blocks)
  const keep = (row: (typeof rows)[number]) => {
    const old = before?.kept.get(pair(row.byId, row.ofId))
    const called = (id: string) => names.get(id) ?? ''
    return old?.at === row.at
      ? old
      : { at: row.at, names: [called(row.byId), called(row.ofId)] as [string, string] }
  }
  return new Map(rows.map((row) => [pair(row.byId, row.ofId), keep(row)]))
}

async function readPosts(db: Db) {
  const { id, boardId, authorId, shelf, state, kind, tier, category, firstAskId } = db.t.posts
  return await db
    .select({ id, boardId, authorId, shelf, state, kind, tier, category, firstAskId })
    .from(db.t.posts)
}

async function readClaims(db: Db) {
  const { id, boardId, postId, personId, state, acceptedAt, endedAt, lateWords } = db.t.claims
  return await db
    .select({ id, boardId, postId, personId, state, acceptedAt, endedAt, lateWords })
    .from(db.t.claims)
}

/** With whether enough neighbours have said that they know them. */
async function readMembers(db: Db) {
  const { members, standings, boards } = db.t
  const { boardId, personId, role, state } = members
  const theirs = and(eq(standings.boardId, boardId), eq(standings.personId, personId))
  const { trustedAt } = standings
  const rows = await db
    .select({ boardId, personId, role, state, trustedAt, wanted: boards.vouchesWanted })
    .from(members)
    .innerJoin(boards, eq(boards.id, boardId))
    .leftJoin(standings, theirs)
  return rows.map(({ trustedAt: since, wanted, ...row }) => {
    const isKnown = row.role === 'steward' || since !== null || wanted === 0
    return { ...row, isTrusted: row.state === 'active' && isKnown }
  })
}

async function readRoles(db: Db) {
  const { leads, cases, looks, actions } = db.t
  const { toId, ofId, aboutId, at } = looks
  const looked = await db.select({ toId, ofId, aboutId, at }).from(looks)
  const named = await db.select().from(leads)
  const told = await db.select({ kind: cases.aboutKind, id: cases.aboutId }).from(cases)
  const { boardId, personId, byId, secondId } = actions
  const decided = await db.select({ boardId, personId, byId, secondId }).from(actions)
  const ofEach = decided.flatMap((row) =>
    [row.personId, row.byId, row.secondId].map((id) => ({ boardId: row.boardId, id: id ?? '' })),
  )
  const yes = named.filter(({ acceptedAt }) => acceptedAt !== null)
  return {
    named: new Set(named.map(({ boardId, personId }) => pair(boardId, personId))),
    leads: new Set(yes.map(({ boardId, personId }) => pair(boardId, personId))),
    looks: grouped(looked, ({ toId, aboutId }) => pair(toId, aboutId ?? '')),
    lookers: new Set(looked.map((look) => pair(look.toId, look.ofId))),
    decisions: grouped(ofEach, ({ id }) => id),
    told: new Set(told.map(({ kind, id }) => pair(kind, id))),
  }
}

export const memberOf = (moment: Moment, boardId: string, personId: string) => {
  const member = moment.members.get(pair(boardId, personId))
  return member?.state === 'active' ? member : undefined
}
export const isStewardOf = (moment: Moment, boardId: string, personId: string) =>
  memberOf(moment, boardId, personId)?.role === 'steward'
export const isLeadOf = (moment: Moment, boardId: string, personId: string) =>
  moment.leads.has(pair(boardId, personId))
/** Whoever looks after worries, or is asked to: the street reads who. */
export const isNamedFor = (moment: Moment, boardId: string, personId: string) =>
  moment.named.has(pair(boardId, personId))
export const isToldOf = (moment: Moment, kind: string, id: string) => moment.told.has(pair(kind, id))

/** Whether contact is open between two, over this post or any: from the yes until a day after it is done. */
export function isLinked(moment: Moment, [a, b]: [string, string], postId?: string): boolean {
  const both = [...(moment.between.get(pair(a, b)) ?? []), ...(moment.between.get(pair(b, a)) ?? [])]
  return both.some((claim) => (!postId || claim.postId === postId) && isOpen(claim, moment.now))
}

export const hasMet = ({ between }: Moment, a: string, b: string) =>
  between.has(pair(a, b)) || between.has(pair(b, a))

export const isLookedAtBy = ({ lookers }: Moment, personId: string, lookerId: string) =>
  lookers.has(pair(lookerId, personId))
export const isInDecisionsOf = (moment: Moment, personId: string, readerId: string) =>
  (moment.decisions.get(personId) ?? []).some(({ boardId }) => isStewardOf(moment, boardId, readerId))
/** What somebody was called when the two were set apart, whoever of them wished it; nothing for those who are not. */
export const namesOfThen = ({ kept }: Moment, readerId: string, ofId: string) => [
  ...(kept.get(pair(readerId, ofId))?.names.slice(1) ?? []),
  ...(kept.get(pair(ofId, readerId))?.names.slice(0, 1) ?? []),
]

type Ended = { state: string; acceptedAt: number | null; endedAt: number | null }
const isOpen = ({ state, acceptedAt, endedAt }: Ended, now: number) =>
  state === 'accepted' ||
  (state === 'done' && acceptedAt !== null && endedAt !== null && now < endedAt + hours(24))

/** Whoever was on a post keeps its title in what they take along. */
export const wasOn = (moment: Moment, postId: string, personId: string) =>
  (moment.claimsBy.get(personId) ?? []).some((claim) => claim.postId === postId)
