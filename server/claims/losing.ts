/** A race that is lost: said kindly, and without a write where it was over before it began. */
import { AlreadyClaimed } from '#contract/claims'
import { NotFound, type ProblemDetails } from '#contract/http'
import type { Helper } from '#contract/posts'
import type { Db } from '#db'
import { blockedWith } from '../blocks/queries.ts'
import { findPost } from '../posts/queries.ts'
import { helpersOf, type Named, type PostRow, shown } from '../views/queries.ts'
import { type ClaimRow, claimsOn, openPosts } from './queries.ts'
import { isOn } from './rules.ts'

/** A post, and who is on it where others have all of it. */
export type Sight = { post: PostRow; claims: readonly ClaimRow[] }

/** @throws NotFound */
export async function look(db: Db, postId: string): Promise<Sight> {
  const post = (await findPost(db, postId)) ?? NotFound.raise()
  return { post, claims: post.state === 'claimed' ? await claimsOn(db, postId) : [] }
}

/** Others have all of it already. False says nothing: then the guard of the write decides. */
export function isLost({ post, claims }: Sight, personId: string): boolean {
  if (post.state !== 'claimed' || post.authorId === personId) return false
  return !claims.some((claim) => claim.personId === personId && isOn(claim))
}

/** A problem, and the same written out. */
type Lost = { details: ProblemDetails; text: string }

/**
 * What was said of a page of posts, by which of them were named or were not: a crowd is told the same, and it is written once. It goes with the
 * page, which is read anew after a change of posts, of claims on them, or of somebody's name.
 */
const said = new WeakMap<readonly Named[], Map<string, Promise<Lost>>>()

type Losing = { personId: string; newcomerId: string | undefined }
/** How many others are named. */
const named = 3
/** Of the few first some are hardly ever theirs, or something they are on; then more are looked at. */
const looked = [2 * named, 20]

/** What to answer, and the posts that wait longest for somebody: not theirs, nor what they are on. */
export async function lost(db: Db, { id, boardId, kind }: PostRow, { personId, newcomerId }: Losing) {
  const hidden = await blockedWith(db, personId)
  const write = async (others: readonly Named[]): Promise<Lost> => {
    const details = AlreadyClaimed.details({ next: await shown(db, others, hidden) })
    return { details, text: JSON.stringify(details) }
  }
  let page: readonly Named[] = []
  let others: Named[] = []
  for (const limit of looked) {
    page = await openPosts(db, { boardId, kind, newcomerId, hidden, limit })
    if (isForAnybody(page, personId))
      return await once(page, `but ${id}`, () => write(page.filter((post) => post.id !== id).slice(0, named)))
    others = await othersOn(db, page, { id, personId })
    if (others.length === named || page.length < limit) break
  }
  return await once(page, others.map((post) => post.id).join(' '), () => write(others))
}

/** Nothing on it is theirs, and nobody is on any of it: all of a crowd are told the same. */
const isForAnybody = (page: readonly Named[], personId: string) =>
  !page.some(({ authorId, taken }) => taken > 0 || authorId === personId)

/** Those of a page that somebody may take on in its stead. */
async function othersOn(db: Db, page: readonly Named[], { id, personId }: { id: string; personId: string }) {
  const open = page.filter((post) => post.id !== id && post.authorId !== personId)
  const begun = open.filter(({ taken }) => taken > 0)
  if (begun.length === 0) return open.slice(0, named)
  const ids = begun.map((post) => post.id)
  const helpers = await helpersOf(db, ids)
  const isTheirs = ({ person, state }: Helper) => person.id === personId && isOn({ state })
  return open.filter((post) => !helpers.get(post.id)?.some(isTheirs)).slice(0, named)
}

/** While the first is being written the others wait for it. A page that is not remembered is another for the next. */
function once(page: readonly Named[], key: string, write: () => Promise<Lost>) {
  if (!Object.isFrozen(page)) return write()
  const known = said.get(page) ?? new Map<string, Promise<Lost>>()
  if (known.size === 0) said.set(page, known)
  const begun = known.get(key)
  if (begun) return begun
  const lost = write()
  known.set(key, lost)
  lost.catch(() => known.delete(key))
  return lost
}
