import { expect, test } from 'vitest'
import { NotFound, OtherSite } from '#contract/http'
import { neighbours } from './support/cast.ts'
import { callsAs } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { openHouse } from './support/house.ts'

test('an address that nobody can read is a plain problem', async () => {
  const { app } = await openHouse()
  expectProblem(await app.inject({ method: 'GET', url: '/%ff' }), NotFound)
  expectProblem(await app.inject({ method: 'GET', url: '/api/%ff' }), NotFound)
  expectProblem(await app.inject({ method: 'GET', url: '/api/no-such-thing' }), NotFound)
})

test.each([
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://localhost.evil.example' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
])('another website cannot act in a neighbour’s name: %o', async (headers) => {
  const house = await openHouse()
  const [ann] = await neighbours(house, ['Ann'])
  const call = callsAs(house)
  const place = { lat: 54.9, lng: -1.38 }
  const start = (more: object) =>
    call(ann, { host: 'localhost', ...more })('POST', '/api/boards', { name: 'Elm', place })
  expect((await start({ origin: 'http://localhost', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(201)
  expectProblem(await start(headers), OtherSite)
})
