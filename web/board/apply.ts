import { onBoard } from '#contract/lifecycle'
import type { BoardEvent } from '#contract/live'
import type { Post, PostKind } from '#contract/posts'

export interface Filter {
  kind?: PostKind | undefined
  category?: string | undefined
  /** Only the server knows which posts have these words. */
  q?: string | undefined
  /** Begins somewhere in the middle, at a cursor. */
  isPart?: boolean
}

export type Place = Pick<Post, 'waitingSince' | 'id'>

/** A list as it was fetched, page by page. */
export interface List {
  filter: Filter
  items: readonly Post[]
  /** The cursor of the next page. */
  next: string | null
  /** Where the pages fetched so far end; null when that is all there is. */
  end: Place | null
}

export interface Fetched {
  items: readonly Post[]
  next: string | null
}

/** A list with one more page, or its first. */
export function withPage({ filter, items }: Pick<List, 'filter' | 'items'>, page: Fetched): List {
  const known = new Set(page.items.map(({ id }) => id))
  const before = items.filter(({ id }) => !known.has(id))
  const last = page.items.at(-1)
  return { filter, items: [...before, ...page.items], next: page.next, end: page.next && last ? last : null }
}

/**
 * The list after an event, as a fresh fetch would bring it. Applying an event twice changes nothing. Null when only a
 * fetch can tell: for a search, a list from its middle, and for events this page does not know.
 */
export function apply(list: List, event: BoardEvent): List | null {
  if (list.filter.q || list.filter.isPart) return null
  if (event.type === 'post.gone') return without(list, event.postId)
  if ('post' in event)
    return belongs(list, event.post) ? upsert(list, event.post) : without(list, event.post.id)
  return /^(board\.changed|member\.\w+)$/.test(event.type) ? list : null
}

/** Longest waiting first; ties by id. */
export function isBefore(a: Place, b: Place) {
  return a.waitingSince === b.waitingSince ? a.id < b.id : a.waitingSince < b.waitingSince
}

function belongs({ filter, end }: List, post: Post) {
  const { kind, category } = filter
  const isWanted = (!kind || kind === post.kind) && (!category || category === post.category)
  return isWanted && onBoard.includes(post.state) && (end === null || !isBefore(end, post))
}

function without(list: List, id: string): List {
  const items = list.items.filter((post) => post.id !== id)
  return items.length === list.items.length ? list : { ...list, items }
}

function upsert(list: List, post: Post): List {
  const others = list.items.filter(({ id }) => id !== post.id)
  const place = others.findIndex((other) => isBefore(post, other))
  const at = place < 0 ? others.length : place
  return { ...list, items: [...others.slice(0, at), post, ...others.slice(at)] }
}
