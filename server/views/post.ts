import type { Helper, OnBehalf, Post, PostInFull } from '#contract/posts'
import { tierOf } from '#contract/safeguarding'

type Row = Omit<
  Post,
  'author' | 'tier' | 'onBehalf' | 'helpers' | 'waitingSince' | 'createdAt' | 'editedAt' | 'endedAt'
> & {
  authorId: string
  tier: number | null
  authorName: string | null
  onBehalf: unknown
  waitingSince: number
  createdAt: number
  editedAt: number | null
  endedAt: number | null
}
const iso = (ms: number) => new Date(ms).toISOString()
const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms))

/** A stored post as every neighbour of its board may see it: field by field, so that nothing private comes along. */
export function toPost(row: Row, helpers: Helper[]): Post {
  const { id, boardId, kind, title, details, category, when, neededBy, scope, standing, state, version } = row
  const { parts, taken, finished, payBackPounds } = row
  const createdAt = iso(row.createdAt)
  return {
    ...{ id, boardId, kind, title, details, category, when, neededBy, scope, standing, state, version },
    ...{ parts, taken, finished, payBackPounds, helpers, tier: tierOf(row) },
    author: { id: row.authorId, name: row.authorName ?? '' },
    onBehalf: row.onBehalf !== null,
    waitingSince: row.waitingSince === row.createdAt ? createdAt : iso(row.waitingSince),
    createdAt,
    editedAt: isoOrNull(row.editedAt),
    endedAt: isoOrNull(row.endedAt),
  }
}

type Private = {
  authorId: string
  privateNote: string | null
  address: string | null
  onBehalf: OnBehalf | null
  askAgainId: string | null
  endWords: string | null
}
type Reader = { standing: 'steward' | 'neighbour' | 'asking' | 'visitor'; personId: string | null }

/** With what only some may read: the private note is its author's (and, after the yes, a claimer's). */
export function inFull(
  post: Post,
  row: Private,
  { standing, personId }: Reader,
): Omit<PostInFull, 'firstAsk' | 'seq'> {
  const author = row.authorId === personId
  const you = author ? 'author' : standing === 'asking' ? 'visitor' : standing
  return {
    ...post,
    you,
    privateNote: author ? row.privateNote : null,
    address: author ? row.address : null,
    onBehalfOf: author || you === 'steward' ? row.onBehalf : null,
    endWords: you === 'visitor' ? null : row.endWords,
    askAgainId: author ? row.askAgainId : null,
  }
}

/** What somebody keeps of a post they helped with, on a street they belong to no more: not what others say or do there now. */
export function forWhoLeft(post: Post, personId: string): Post {
  return { ...post, details: null, helpers: post.helpers.filter(({ person }) => person.id === personId) }
}

/** What a visitor of a visible board may read: what is asked, not by whom. */
export function forVisitor<P extends Post>(post: P): P {
  return { ...post, details: null, payBackPounds: null, author: { id: '', name: '' }, helpers: [] }
}
