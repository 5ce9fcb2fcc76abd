import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Post, PostsPage } from '#contract/posts'
import { BoardView } from '../../web/board/board.svelte.ts'
import en from '../../web/words/en.ts'
import { speak } from '../../web/words/say.ts'

beforeEach(() => {
  vi.useFakeTimers()
  speak('en-GB', en)
  vi.stubGlobal(
    'WebSocket',
    class {
      close() {}
    },
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const post = (id: string) => ({ id, state: 'open', waitingSince: id }) as unknown as Post
const pageOf = (...items: Post[]): PostsPage => ({ items, next: null, seq: 1 })

test.each([
  ['fails', () => Promise.reject(new TypeError('no line'))],
  ['is sent away', async () => Response.json({ type: '/problems/overloaded', status: 503 }, { status: 503 })],
])('what has to be read again is asked for until it comes, where the first time %s', async (_, first) => {
  let asked = 0
  vi.stubGlobal('fetch', () => (++asked === 1 ? first() : Response.json(pageOf(post('1'), post('2')))))
  const view = new BoardView([{ filter: {}, page: pageOf(post('1')), url: '/api/posts' }], 0)
  const leave = view.open('elm')
  view.hear({ type: 'board.refetch' })
  await vi.advanceTimersByTimeAsync(600)
  expect([asked, view.waiting]).toEqual([1, 0])
  await vi.advanceTimersByTimeAsync(6_000)
  expect([asked, view.waiting]).toEqual([2, 1])
  leave()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toBe(2)
})
