/** A race that is lost: said kindly, and without a write where it was over before it began. */
import { AlreadyClaimed } from '#contract/claims'
import { NotFound, type ProblemDetails } from '#contract/http'
import type { Helper } from '#contract/posts'
import type { Db } from '#db'
import { blockedWith } from '../blocks/queries.ts'
import type { House } from '../http/room.ts'
import { findPost } from '../posts/queries.ts'
import { helpersOf, type Named, type PostRow, shown } from '../views/queries.ts'
import { claimsOn, openPosts } from './queries.ts'
import { isOn } from './rules.ts'

/** Others have all of it already. False says nothing: then the guard of the write decides. */
export async function isLost(db: Db, post: PostRow | undefined, personId: string): Promise<boolean> {
  if (post?.state !== 'claimed' || post.authorId === personId) return false
  return !(await claimsOn(db, post.id)).some((claim) => claim.personId === personId && isOn(claim))
}

/** A problem, and the same written out. */
type Lost = { details: ProblemDetails; text: string }

/**
 * What was said of a page of posts, by which of them were named: a crowd is told the same, and it is written once. It goes with the
 * page, which is read anew after a change of posts, of claims on them, or of somebody's name.
 */
const said = new WeakMap<readonly Named[], Map<string, Promise<Lost>>>()

type Losing = { personId: string; newcomerId: string | undefined }
/** Of which some are theirs, or they are on them. */
const mostLooked = 20

/** What to answer, and the posts that wait longest for somebody: not theirs, nor what they are on. */
export async function lost({ store }: House, postId: string, { personId, newcomerId }: Losing) {
  const { boardId, kind } = (await findPost(store.read, postId)) ?? NotFound.raise()
  const hidden = await blockedWith(store.read, personId)
  const rows = await openPosts(store.read, { boardId, kind, newcomerId, hidden, limit: mostLooked })
  const open = rows.filter(({ id, authorId }) => id !== postId && authorId !== personId)
  const begun = open.filter(({ taken }) => taken > 0).map(({ id }) => id)
  const helpers = await helpersOf(store.read, begun)
  const isTheirs = ({ person, state }: Helper) => person.id === personId && isOn({ state })
  const others = open.filter(({ id }) => !helpers.get(id)?.some(isTheirs)).slice(0, 3)
  const write = async (): Promise<Lost> => {
    const details = AlreadyClaimed.details({ next: await shown(store.read, others, hidden) })
    return { details, text: JSON.stringify(details) }
  }
  // A page that is not remembered is another for the next.
  return await (Object.isFrozen(rows) ? once(rows, others, write) : write())
}

/** While the first is being written the others wait for it. */
function once(page: readonly Named[], others: readonly Named[], write: () => Promise<Lost>) {
  const known = said.get(page) ?? new Map<string, Promise<Lost>>()
  said.set(page, known)
  const key = others.map(({ id }) => id).join(' ')
  const begun = known.get(key)
  if (begun) return begun
  const lost = write()
  known.set(key, lost)
  lost.catch(() => known.delete(key))
  return lost
}
