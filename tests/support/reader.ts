/** A page left open: lists fetched once, then only what its socket brings, by the page's own code. */
import { expect, vi } from 'vitest'
import WebSocket from 'ws'
import type { BoardEvent } from '#contract/live'
import type { Post, PostsPage } from '#contract/posts'
import { apply, type Filter, isBefore, type List, withPage } from '../../web/board/apply.ts'
import { LiveSocket } from '../../web/live/socket.ts'
import type { Cast } from './cast.ts'
import type { Street } from './elm-row.ts'

type Place = Pick<Street, 'house' | 'boardId' | 'as'> & { url: string }
export type Want = Filter & { limit?: number }
/** The lists a board is read by: whole, by kind, by category, and in part. */
export const wants: Want[] = [{}, { kind: 'request' }, { kind: 'offer' }, { category: 'pets' }, { limit: 2 }]

type Fetch = Want & { cursor?: string | null | undefined }

async function fetchPage({ as, boardId }: Place, who: Cast, { limit = 100, cursor, ...filter }: Fetch) {
  const query = new URLSearchParams({ ...(filter as Record<string, string>), limit: String(limit) })
  if (cursor) query.set('cursor', cursor)
  return (await as(who)('GET', `/api/boards/${boardId}/posts?${query}`)).json() as PostsPage
}

async function fetchList(place: Place, who: Cast, want: Want) {
  const { limit: _, ...filter } = want
  const page = await fetchPage(place, who, want)
  return { list: withPage({ filter, items: [] }, page), seq: page.seq }
}

/** What fresh pages show of the same stretch of each list. */
export const freshLists = (place: Place, who: Cast, stale: readonly List[]) =>
  Promise.all(stale.map((list) => freshList(place, who, list)))

async function freshList(place: Place, who: Cast, { filter, end }: List) {
  const items: Post[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await fetchPage(place, who, { ...filter, cursor })
    items.push(...page.items)
    cursor = page.next
  }
  return items.filter((post) => end === null || post.id === end.id || isBefore(post, end))
}

export type Reader = Awaited<ReturnType<typeof openPage>>

/** Opens a page and its socket. `deaf` are the events it does not take in. */
export async function openPage(place: Place, who: Cast, deaf: (event: BoardEvent) => boolean = () => false) {
  const fetched = await Promise.all(wants.map((want) => fetchList(place, who, want)))
  const page = {
    lists: fetched.map(({ list }) => list),
    heard: [] as string[],
    refetches: 0,
    frames: [] as number[],
  }
  const lines: WebSocket[] = []
  const cuts = new Set<WebSocket>()
  const refetch = async () => {
    page.refetches += 1
    const again = await Promise.all(wants.map((want) => fetchList(place, who, want)))
    page.lists = again.map(({ list }) => list)
  }
  const onevent = (event: BoardEvent) => {
    page.heard.push(event.type)
    const lists = deaf(event) ? page.lists : page.lists.map((list) => apply(list, event))
    if (lists.every((list) => list !== null)) page.lists = lists
    else void refetch()
  }
  const connect = (since = Math.min(...fetched.map(({ seq }) => seq))) => {
    const open = (from: number) => {
      const line = new WebSocket(`${place.url}/api/boards/${place.boardId}/live?since=${from}`, {
        headers: who.headers,
      })
      line.on('message', (data) => page.frames.push(JSON.parse(String(data)).seq))
      line.on('error', () => {})
      lines.push(line)
      return line as never
    }
    const pauseMs = () => Math.random() * 5
    return new LiveSocket({
      open,
      since,
      onevent,
      onstate: () => {},
      pauseMs,
      again: { type: 'board.refetch' },
    })
  }
  /** Cuts the newest line, wherever it is: still dialling, replaying, or open. */
  const cut = async () => {
    const uncut = () => lines.find((line) => !cuts.has(line))
    await vi.waitFor(() => expect(uncut()).toBeDefined(), { interval: 1 })
    const line = uncut() as WebSocket
    cuts.add(line)
    line.terminate()
  }
  return Object.assign(page, { connect, cut, lost: () => cuts.size })
}
