import { expect, test } from 'vitest'
import { NotFound, SignInNeeded } from '#contract/http'
import { makeReads } from '#contract/pages'
import { NotYours } from '#contract/posts'

const problems = { '/api/history': NotYours, '/api/lost': NotFound, '/api/me': SignInNeeded }
const asked: string[] = []
const read = async (url: string) => {
  asked.push(url)
  const problem = problems[url as keyof typeof problems]?.with().details ?? null
  return { value: problem ? null : { url, boardId: 'elm/1' }, problem }
}

test('a page can do without a read that its reader may not see', async () => {
  const { data, problem } = await makeReads({ post: '/api/posts/7', 'history?': '/api/history' }, read)
  expect(problem).toBeNull()
  expect(data).toEqual({ post: { url: '/api/posts/7', boardId: 'elm/1' }, history: null })
})

test('it cannot do without any other, but nobody need be signed in', async () => {
  expect((await makeReads({ me: '/api/me' }, read)).problem).toBeNull()
  expect((await makeReads({ post: '/api/lost' }, read)).problem).toMatchObject({ status: 404 })
  expect((await makeReads({ history: '/api/history' }, read)).problem).toMatchObject({ status: 403 })
})

test('a read may need what another one brings, and is then made after it', async () => {
  asked.length = 0
  const reads = { board: '/api/boards/{post.boardId}', post: '/api/posts/7' }
  expect((await makeReads(reads, read)).data.board).toMatchObject({ url: '/api/boards/elm%2F1' })
  expect(asked).toEqual(['/api/posts/7', '/api/boards/elm%2F1'])
})

test('when the first one fails, nothing is asked for in its name', async () => {
  asked.length = 0
  const { problem } = await makeReads({ post: '/api/lost', board: '/api/boards/{post.boardId}' }, read)
  expect(problem).toMatchObject({ status: 404 })
  expect(asked).toEqual(['/api/lost'])
})
