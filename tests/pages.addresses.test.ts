/** Addresses that nobody types and every passing robot does. */
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite } from './support/site.ts'

let site: Awaited<ReturnType<typeof openSite>>
beforeAll(async () => {
  site = await openSite()
}, 60_000)
afterAll(() => site?.close())

type Asking = { path: string; method?: string; headers?: Record<string, string>; body?: string }

/** As it is, byte for byte: what makes addresses elsewhere would put them right first. */
const asked = ({ body, ...more }: Asking) =>
  new Promise<{ status: number; text: string; to: string | undefined }>((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port: new URL(site.url).port, ...more }, async (reply) => {
      const text = Buffer.concat(await reply.toArray()).toString()
      resolve({ status: reply.statusCode!, text, to: reply.headers.location })
    })
    call.on('error', reject).end(body)
  })

test.each([
  ['//', '/'],
  ['//[', '/['],
  ['//a:b', '/a:b'],
  ['/\\', '/'],
  ['//elsewhere.example/?q=//', '/elsewhere.example/?q=//'],
])('%s leads to %s', async (path, to) => {
  expect(await asked({ path })).toMatchObject({ status: 308, to })
})

test('a form leads to where it says, and never to another site', async () => {
  const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
  const form = (path: string, next: string) =>
    asked({ path, method: 'POST', headers, body: `_call=POST /api/things&name=Ladder&_next=${next}` })
  expect(await form('/', '/things/{id}')).toMatchObject({ status: 303, to: '/things/1' })
  for (const path of ['/.//elsewhere.example', '/..//elsewhere.example'])
    expect(await form(path, '//elsewhere.example')).toMatchObject({ status: 303, to: '/' })
})
