import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite } from './support/site.ts'

let site: Awaited<ReturnType<typeof openSite>>
beforeAll(async () => {
  site = await openSite()
}, 60_000)
afterAll(() => site?.close())

const get = (url: string, headers = {}) => site.app.inject({ url, headers })

test('built files are compressed before and kept for ever', async () => {
  const { payload } = await get('/')
  const [, script = ''] = /<script type="module" src="([^"]+)">/.exec(payload) ?? []
  const file = await get(script, { 'accept-encoding': 'br' })
  expect(file.statusCode).toBe(200)
  expect(file.headers).toMatchObject({
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
  })
  expect((await get('/', { 'accept-encoding': 'gzip, br' })).headers['content-encoding']).toBe('br')
})

test.each([
  '/.vite/manifest.json',
  '/.git/HEAD',
  '/.git/config',
  '/package.json',
  '/assets/',
  '/assets/nothing.js',
  '/assets/%2e%2e/.vite/manifest.json',
  '/assets/..%2fmark.svg',
])('%s is nobody’s business, and a page says that it is not there', async (url) => {
  const { statusCode, payload } = await get(url)
  expect(statusCode).toBe(404)
  expect(payload).toContain('<h1')
})
