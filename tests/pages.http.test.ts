import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { noNews, openSite } from './support/site.ts'

let site: Awaited<ReturnType<typeof openSite>>
beforeAll(async () => {
  site = await openSite()
}, 60_000)
afterAll(() => site?.close())
beforeEach(() => {
  site.things.clear()
  site.sent.length = 0
})

const get = (url: string, headers = {}) => site.app.inject({ url, headers })
const ours = { 'sec-fetch-site': 'same-origin' }
const asForm = { ...ours, 'content-type': 'application/x-www-form-urlencoded' }
const post = (url: string, fields: Record<string, string>, headers: Record<string, string> = asForm) =>
  site.app.inject({ method: 'POST', url, headers, payload: new URLSearchParams(fields).toString() })
const make = { _call: 'POST /api/things', _form: 'new', name: 'Ladder' }

function embeddedData(html: string) {
  const [, json = ''] = /<script type="application\/json" id="page-data">([^<]*)<\/script>/.exec(html) ?? []
  return JSON.parse(json)
}

test('a page comes whole, with its words, its data and nothing that runs inline', async () => {
  site.things.set('1', { id: '1', name: 'Ladder', at: 0, body: {} })
  const { payload, headers, statusCode } = await get('/')
  expect(statusCode).toBe(200)
  expect(payload).toContain('<html lang="en-GB" dir="ltr">')
  expect(payload).toContain('<title>Things, Doorstep</title>')
  expect(payload).toContain('Ladder</a>')
  expect(embeddedData(payload).data).toEqual({
    me: null,
    news: noNews,
    things: { items: [...site.things.values()] },
  })
  expect(headers['content-security-policy']).toMatch(/^default-src 'self';/)
  expect(headers['content-security-policy']).not.toContain('unsafe')
  expect(payload).not.toMatch(/ style=| on\w+=|<style|<script>/)
  expect([...payload.matchAll(/ (?:src|href)="(?!\/|#|tel:|\?)([^"]*)"/g)].map(([, at]) => at)).toEqual([])
})

test('whatever neighbours write stays words: it never ends the data or opens an element', async () => {
  const name = '</script><script>alert(1)</script><!--\u2028'
  site.things.set('1', { id: '1', name, at: 0, body: {} })
  const { payload } = await get('/')
  expect(payload.match(/<script/g)).toHaveLength(2)
  expect(payload).not.toContain('<script>')
  expect(embeddedData(payload).data.things.items[0].name).toBe(name)
})

test('a page that is not there, and a thing that is not there, answer 404 with a page that says what to do', async () => {
  for (const path of ['/nowhere', '/things/77', '/things/1/more']) {
    const { statusCode, payload } = await get(path)
    expect(statusCode).toBe(404)
    expect(payload).toContain('We cannot find that page')
    expect(payload).toContain('Go to the first page')
  }
})

test('a page for somebody who is not signed in leads to signing in, and back', async () => {
  const { statusCode, headers } = await get('/mine?x=1')
  expect(statusCode).toBe(303)
  expect(headers.location).toBe('/sign-in?next=%2Fmine%3Fx%3D1')
})

test('a person’s cookie reaches the API, and their page is never kept by anybody', async () => {
  const { statusCode, payload, headers } = await get('/mine', { cookie: 'session=1' })
  expect(statusCode).toBe(200)
  expect(embeddedData(payload).data.me).toEqual({ name: 'Amina' })
  expect(headers['cache-control']).toBe('no-store')
})

test('a page that cannot be read says why in plain words, with the status', async () => {
  const { statusCode, payload } = await get('/?q=busy')
  expect(statusCode).toBe(503)
  expect(payload).toContain('The board is very busy')
})

test('an address of the API that does not exist is a problem for programs, not a page', async () => {
  const requests = [
    { method: 'GET', url: '/api/nothing' },
    { method: 'POST', url: '/api/nothing', payload: { a: 1 } },
  ] as const
  for (const request of requests) {
    const { statusCode, headers } = await site.app.inject(request)
    expect(statusCode).toBe(404)
    expect(headers['content-type']).toContain('application/problem+json')
  }
})

test('a form of ours is sent on as the call it stands for', async () => {
  const { statusCode, headers } = await post('/', {
    ...make,
    _next: '/things/{id}',
    _said: 'made',
    _key: 'k1',
  })
  expect(statusCode).toBe(303)
  expect(headers.location).toBe('/things/1?said=made')
  expect(site.sent).toEqual([{ method: 'POST', url: '/api/things', body: { name: 'Ladder' }, key: 'k1' }])
})

test.each([
  ['says it comes from another site', { ...asForm, 'sec-fetch-site': 'cross-site' }],
  ['says it comes from a neighbouring site', { ...asForm, 'sec-fetch-site': 'same-site' }],
  ['has another origin', { 'content-type': asForm['content-type'], origin: 'https://elsewhere.example' }],
  ['has a hidden origin', { 'content-type': asForm['content-type'], origin: 'null' }],
  ['does not say where it comes from', { 'content-type': asForm['content-type'] }],
])('a form that %s is refused and nothing is called', async (_, headers) => {
  const { statusCode, payload } = await post('/', make, headers)
  expect(statusCode).toBe(403)
  expect(payload).toContain('That came from another website')
  expect(site.sent).toEqual([])
})

test('a form from our own origin is taken where the browser says no more than that', async () => {
  const headers = { 'content-type': asForm['content-type'], origin: 'http://localhost:80', host: 'localhost' }
  expect((await post('/', make, headers)).statusCode).toBe(303)
})

test.each([
  'POST /mine',
  'GET /api/things',
  'POST //elsewhere/api/',
  'POST /api/../mine',
  'POST http://x/api/',
  '',
])('a form cannot make us call %j', async (_call) => {
  expect((await post('/', { ...make, _call })).statusCode).toBe(415)
  expect(site.sent).toEqual([])
})

test.each([
  'https://elsewhere.example/',
  '//elsewhere.example',
  '/\\elsewhere.example',
  'javascript:alert(1)',
  '/api/me',
])('after a form nobody is led to %j', async (_next) => {
  expect((await post('/?q=a', { ...make, _next })).headers.location).toBe('/?q=a')
})

test('a cookie that the API sets reaches the browser', async () => {
  const { headers } = await post('/', { ...make, _call: 'POST /api/drafts' })
  expect(headers['set-cookie']).toBe('draft=kept; Path=/')
})

test('a form that is far too long is refused in plain words', async () => {
  const { statusCode, payload } = await post('/', { ...make, details: 'x'.repeat(200_000) })
  expect(statusCode).toBe(413)
  expect(payload).toContain('too long to send')
})

test.each([
  ['is not text', Buffer.from([0x66, 0xff, 0xfe]), 415],
  ['is over five megabytes', Buffer.alloc(5 * 1024 * 1024 + 1, 'a'), 413],
])('a file that %s comes back with the rest of the form as it was typed', async (_, bytes, status) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(make)) form.set(name, value)
  form.set('file', new Blob([bytes]), 'list.csv')
  const encoded = new Response(form)
  const headers = { ...ours, 'content-type': encoded.headers.get('content-type') ?? '' }
  const payload = Buffer.from(await encoded.arrayBuffer())
  const answer = await site.app.inject({ method: 'POST', url: '/', headers, payload })
  expect(answer.statusCode).toBe(status)
  expect(answer.payload).toMatch(
    /<input[^>]* id="new-name"[^>]* value="Ladder"|value="Ladder"[^>]* id="new-name"/,
  )
  expect(answer.payload).toContain('href="#new-file"')
  expect(site.sent).toEqual([])
})

test('the language is the one asked for, then the one chosen before, then the browser’s', async () => {
  const asked = await get('/?lang=ar-XB')
  expect(asked.payload).toContain('<html lang="ar-XB" dir="rtl">')
  expect(asked.headers['set-cookie']).toMatch(/^lang=ar-XB; Path=\/; Max-Age=\d+; SameSite=Lax$/)
  expect((await get('/?q=a&lang=en-XA')).payload).toContain('href="?q=a&amp;lang=en-GB"')
  expect((await get('/', { cookie: 'a=b; lang=en-XA' })).payload).toContain('<html lang="en-XA" dir="ltr">')
  expect((await get('/', { cookie: 'lang=xx', 'accept-language': 'cy, en;q=0.5' })).payload).toContain(
    'lang="en-GB"',
  )
  expect((await get('/?lang="><script>')).headers['set-cookie']).toBeUndefined()
})
