import { type PostState, shelfOf } from '#contract/lifecycle'
import type { NewPost } from '#contract/posts'
import type { PostToBe } from '#contract/sheets'

export type Birth = {
  id: string
  boardId: string
  authorId: string
  importId: string
  now: number
  /** The first moment after its day, where the street is; null when it has none. */
  unmetAt: number | null
}

/** A post as it is stored: it has waited since it was asked, and what is over in the sheet was over then. */
export function born({ post, askedAt, outcome }: PostToBe, { now, ...ids }: Birth) {
  const asked = askedAt === null ? now : Date.parse(askedAt)
  const state: PostState = outcome ?? 'open'
  return {
    ...ids,
    ...wordsIn(post),
    ...{ scope: 'me' as const, parts: post.parts ?? 1, standing: post.standing ?? false },
    ...{ taken: 0, finished: 0, version: 1, state, shelf: shelfOf(state) },
    ...{
      firstAskId: null,
      tier: null,
      payBackPounds: null,
      askAgainId: null,
      endWords: null,
      editedAt: null,
      closeAt: null,
    },
    waitingSince: asked,
    createdAt: now,
    endedAt: outcome ? asked : null,
  }
}

const wordsIn = ({ kind, title, ...post }: NewPost) => ({
  kind,
  title,
  details: post.details ?? null,
  category: post.category ?? null,
  when: post.when ?? null,
  neededBy: post.neededBy ?? null,
  onBehalf: post.onBehalf ?? null,
  privateNote: post.privateNote ?? null,
  address: null,
})
