/** Who may know what was spent. */
import type { Known } from './canaries.ts'
import { minutes } from './house.ts'

/** What was spent is for whoever pays it back. */
export const isAuthor = ({ moment, readerId, canary: { postId } }: Known) =>
  moment.posts.get(postId ?? '')?.authorId === readerId

/** A steward has said why, not half an hour ago. */
export const isLooking = ({ moment, readerId, canary: { postId } }: Known) =>
  (moment.looks.get(`${readerId} ${postId}`) ?? []).some(({ at }) => moment.now < at + minutes(30))
