/** How much anybody may make this server hold, and who may make it hold more. */
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { StewardsOnly } from '#contract/boards'
import { BadJson, InvalidInput, SignInNeeded, TooLarge } from '#contract/http'
import { isDeeperThan } from '../server/http/depth.ts'
import type { Cast } from './support/cast.ts'
import { foundStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { openHouse } from './support/house.ts'

const nested = (deep: number) => `{"name":${'['.repeat(deep - 1)}${']'.repeat(deep - 1)}}`
const megabytes = (n: number) => 'a'.repeat(n * 1024 * 1024)
const boundary = '----street'
const file = (text: string) =>
  [
    `--${boundary}`,
    'content-disposition: form-data; name="_call"',
    '',
    'POST /api/boards/x/imports',
    `--${boundary}`,
    'content-disposition: form-data; name="text"; filename="posts.csv"',
    'content-type: text/csv',
    '',
    text,
    `--${boundary}--`,
    '',
  ].join('\r\n')

test('groups may stand in groups, up to a depth that no honest program needs', async () => {
  const { app } = await openHouse()
  const send = (payload: string) =>
    app.inject({
      method: 'POST',
      url: '/api/sign-in-codes',
      headers: { 'content-type': 'application/json' },
      payload,
    })
  expectProblem(await send(nested(32)), InvalidInput, ['#/contact', '#/name'])
  expectProblem(await send(nested(33)), BadJson)
  expectProblem(await send(nested(30_000)), BadJson)
})

test.each([
  ['{"a":"[[[[[["}', false],
  ['{"a":"\\"[[[[[["}', false],
  ['[[[["]"]]]]', true],
  ['[[],[],[],[],[]]', false],
  ['{"a":{"b":{"c":{}}}}', true],
])('%s is deeper than three: %s', (json, deep) => expect(isDeeperThan(3, json)).toBe(deep))

test('a large sheet is read for a steward, and for nobody else', async () => {
  const house = await openHouse()
  const { as, cast, boardId } = await foundStreet(house, ['Ann', 'Bernard'])
  const [ann, bernard] = cast
  const bring = (by: Cast | null) => as(by)('POST', `/api/boards/${boardId}/imports`, { text: megabytes(2) })
  expectProblem(await bring(null), SignInNeeded)
  expectProblem(await bring(bernard), StewardsOnly)
  expect((await bring(ann)).statusCode).not.toBe(413)
  // One that nobody could hold is refused to her as well, and to others before it is measured.
  const huge = (by: Cast | null) => as(by)('POST', `/api/boards/${boardId}/imports`, { text: megabytes(12) })
  expectProblem(await huge(ann), TooLarge)
  expectProblem(await huge(null), SignInNeeded)
})

test('a file in a form is read for somebody who is signed in, and for nobody else', async () => {
  const house = await openHouse('sqlite', false, { dist: resolve('dist') })
  const { cast } = await foundStreet(house, ['Ann'])
  const send = (more: Record<string, string>, payload = file('Title\nBread')) =>
    house.app.inject({
      method: 'POST',
      url: '/help-now',
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'sec-fetch-site': 'same-origin',
        ...more,
      },
      payload,
    })
  const session = { cookie: `session=${cast[0].headers.authorization.slice('Bearer '.length)}` }
  const large = file(megabytes(1))
  expect((await send({}, large)).statusCode).toBe(413)
  expect((await send({})).statusCode).not.toBe(413)
  expect((await send(session, large)).statusCode).not.toBe(413)
  expect((await send(session, file(megabytes(6)))).statusCode).toBe(413)
  const fields = Array.from(
    { length: 4 },
    (_, n) => `--${boundary}\r\ncontent-disposition: form-data; name="f${n}"\r\n\r\n${megabytes(2)}\r\n`,
  )
  expect((await send(session, `${fields.join('')}--${boundary}--\r\n`)).statusCode).toBe(413)
})
