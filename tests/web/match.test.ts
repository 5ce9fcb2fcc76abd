import { expect, test } from 'vitest'
import { match, readsOf, shownFor } from '../../web/match.ts'
import { notFound, problem, type Route } from '../../web/routes.ts'

const page = async () => ({ default: () => ({}) })
const route = (path: string): Route => ({ path, title: () => path, reads: () => ({}), page })
const routes = [
  route('/'),
  route('/boards/new'),
  route('/boards/:boardId'),
  route('/boards/:boardId/posts/:postId'),
]
const found = (path: string) => {
  const one = match(path, routes)
  return one && [one.route.path, one.params, one.query]
}

test.each([
  ['/', ['/', {}, {}]],
  ['/?q=a&q=b', ['/', {}, { q: 'b' }]],
  ['/boards/new', ['/boards/new', {}, {}]],
  ['/boards/elm?kind=offer', ['/boards/:boardId', { boardId: 'elm' }, { kind: 'offer' }]],
  ['/boards/elm/', ['/boards/:boardId', { boardId: 'elm' }, {}]],
  ['/boards/a%20b%2Fc', ['/boards/:boardId', { boardId: 'a b/c' }, {}]],
  ['/boards/elm/posts/7', ['/boards/:boardId/posts/:postId', { boardId: 'elm', postId: '7' }, {}]],
  ['/boards', null],
  ['/boards/elm/posts', null],
  ['/boards/%ff', null],
  ['/Boards/elm', null],
])('%s leads to %j', (path, expected) => {
  expect(found(path)).toEqual(expected)
})

test('every page reads who is asking, and what waits for them', () => {
  expect(readsOf('/help-now')).toEqual({ me: '/api/me', news: '/api/me/news' })
  expect(readsOf('/no/such/page')).toBeNull()
})

test('what stands in one step of an address stays in one step of what is read for it', () => {
  expect(readsOf('/boards/..%2Fme')).toMatchObject({ board: '/api/boards/..%2Fme' })
  expect(readsOf('/boards/elm%3Flimit=1')).toMatchObject({ board: '/api/boards/elm%3Flimit%3D1' })
  expect(readsOf('/posts/%7Bme.id%7D/edit')).toMatchObject({ post: '/api/posts/%7Bme.id%7D' })
  expect(readsOf('/card/A%20B')).toMatchObject({ card: '/api/printed-cards/A%20B' })
})

test('what cannot be shown is told apart: not there, and not working', () => {
  const because = (status: number) => ({ type: 'x', title: 'x', status })
  expect(shownFor({ path: '/no/such/page', problem: null }).route).toBe(notFound)
  expect(shownFor({ path: '/help-now', problem: because(404) }).route).toBe(notFound)
  expect(shownFor({ path: '/help-now', problem: because(503) }).route).toBe(problem)
  expect(shownFor({ path: '/help-now', problem: null }).route.path).toBe('/help-now')
})
