import type { PostsPage } from '#contract/posts'
import type { At } from '../routes.ts'
import type { Start } from './board.svelte.ts'

const pageSize = 30
type Named = Start & { name: string }

interface Asked {
  boardId: string
  query: At['query']
}

/** The lists a board's address asks for: needs and offers side by side, or one of them, or what was searched for. */
export function postReads({ boardId, query }: Asked): Record<string, string> {
  const { kind, q, category, cursor } = query
  const url = (more: Record<string, string | undefined>) => {
    const given = Object.entries({ ...more, category, cursor }).filter(
      (one): one is [string, string] => !!one[1],
    )
    return `/api/boards/${boardId}/posts?${new URLSearchParams([...given, ['limit', String(pageSize)]])}`
  }
  if (q || cursor || kind === 'request' || kind === 'offer') return { 'posts?': url({ kind, q }) }
  return { 'needs?': url({ kind: 'request' }), 'offers?': url({ kind: 'offer' }) }
}

/** Those of them that came. */
export function startsOf(data: { [list: string]: unknown }, reads: Record<string, string>): Named[] {
  return Object.entries(reads).flatMap(([asked, url]) => {
    const name = asked.replace('?', '')
    const { kind, q, category, cursor } = Object.fromEntries(new URL(url, 'http://here').searchParams)
    const page = data[name] as PostsPage | null | undefined
    const filter = { kind: kind as 'request' | undefined, q, category, isPart: cursor !== undefined }
    return page ? [{ name, url, page, filter }] : []
  })
}
