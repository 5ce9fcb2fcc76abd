/** A race that is lost: said kindly, and without a write where it was over before it began. */
import { AlreadyClaimed } from '#contract/claims'
import { NotFound } from '#contract/http'
import type { Helper } from '#contract/posts'
import type { Db } from '#db'
import { blockedWith } from '../blocks/queries.ts'
import type { House } from '../http/room.ts'
import { findPost, postsOn } from '../posts/queries.ts'
import { helpersOf, type PostRow, shown } from '../views/queries.ts'
import { claimsOn } from './queries.ts'
import { isOn } from './rules.ts'

/** Others have all of it already. False says nothing: then the guard of the write decides. */
export async function isLost(db: Db, post: PostRow | undefined, personId: string): Promise<boolean> {
  if (post?.state !== 'claimed' || post.authorId === personId) return false
  return !(await claimsOn(db, post.id)).some((claim) => claim.personId === personId && isOn(claim))
}

type Losing = { personId: string; newcomerId: string | undefined }
const firstPage = { shelf: 'board', after: { at: -1, id: '' }, limit: 20 } as const

/** What to answer, and the posts that wait longest for somebody: not theirs, nor what they are on. */
export async function lost({ store }: House, postId: string, { personId, newcomerId }: Losing) {
  const { boardId, kind } = (await findPost(store.read, postId)) ?? NotFound.raise()
  const hidden = await blockedWith(store.read, personId)
  const rows = await postsOn(store.read, { ...firstPage, boardId, kind, newcomerId, hidden })
  const open = rows.filter((row) => row.state === 'open' && row.id !== postId && row.authorId !== personId)
  const begun = open.filter(({ taken }) => taken > 0).map(({ id }) => id)
  const helpers = await helpersOf(store.read, begun)
  const isTheirs = ({ person, state }: Helper) => person.id === personId && isOn({ state })
  const others = open.filter(({ id }) => !helpers.get(id)?.some(isTheirs)).slice(0, 3)
  return AlreadyClaimed.details({ next: await shown(store.read, others, hidden) })
}
