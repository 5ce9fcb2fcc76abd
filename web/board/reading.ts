import type { Post } from '#contract/posts'
import { isBefore, type List } from './apply.ts'

/**
 * A list as somebody reads it. What they have seen stays where it is, whatever happens to it; what is new waits until
 * they ask for it.
 */
export interface Reading {
  list: List
  /** What is on the screen, in its order there, each as it was last heard of. */
  shown: readonly Post[]
}

export interface Row {
  post: Post
  /** No longer on the list; shown until the reader looks again. */
  isGone: boolean
}

export const read = (list: List): Reading => ({ list, shown: list.items })

/** The reader goes on with a list that has changed; `heard` is the post it changed by. */
export function goOn({ shown }: Reading, list: List, heard?: Post): Reading {
  const latest = new Map([...list.items, ...(heard ? [heard] : [])].map((post) => [post.id, post]))
  return { list, shown: shown.map((post) => latest.get(post.id) ?? post) }
}

/** The reader has asked for more: it stands below what they have read. */
export function readOn({ shown }: Reading, list: List): Reading {
  const seen = new Set(shown.map(({ id }) => id))
  const last = shown.at(-1)
  const more = list.items.filter((post) => !seen.has(post.id) && (!last || isBefore(last, post)))
  return { list, shown: [...shown, ...more] }
}

export function rowsOf({ list, shown }: Reading): Row[] {
  const here = new Set(list.items.map(({ id }) => id))
  return shown.map((post) => ({ post, isGone: !here.has(post.id) && isLoaded(list, post) }))
}

/** How many posts wait to be shown. */
export function waitingIn({ list, shown }: Reading): number {
  const seen = new Set(shown.map(({ id }) => id))
  return list.items.filter(({ id }) => !seen.has(id)).length
}

const isLoaded = ({ end }: List, post: Post) => end === null || !isBefore(end, post)
