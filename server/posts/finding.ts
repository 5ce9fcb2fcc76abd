/** Posts as one person may find them, for what a call names by its id. */
import { NotFound } from '#contract/http'
import { NotYours } from '#contract/posts'
import { isSensitive } from '#contract/safeguarding'
import type { Db } from '#db'
import { blockedPair } from '../blocks/queries.ts'
import { beSeen } from '../permissions/seeing.ts'
import { findPostScope } from '../views/queries.ts'
import { findPost, type Named } from './queries.ts'

/** A post this person may see: not what is kept aside, nothing across a block, nor what needs trust. @throws NotFound */
export async function findSeenPost(db: Db, id: string, personId: string | null): Promise<Named> {
  const post = await findPost(db, id)
  if (!post || (post.shelf === 'aside' && post.authorId !== personId)) throw NotFound.with()
  if (await blockedPair(db, post.authorId, personId)) throw NotFound.with()
  if (isSensitive(post)) await beSeen(db, await findPostScope(db, id, personId ?? ''), personId ?? undefined)
  return post
}

/** @throws NotFound, or NotYours where it can be seen but somebody else posted it */
export async function findOwnPost(db: Db, id: string, personId: string): Promise<Named> {
  const post = await findSeenPost(db, id, personId)
  if (post.authorId !== personId) throw NotYours.with()
  return post
}
