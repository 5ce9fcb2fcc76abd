import { describe, expect, test } from 'vitest'
import { SignInNeeded } from '#contract/http'
import { permissions } from '../server/permissions/table.ts'
import { apiRoutes } from './support/api-routes.ts'
import { openStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { engines, openHouse } from './support/house.ts'

const without = (left: string) =>
  Object.fromEntries(Object.entries(permissions).filter(([call]) => call !== left))

test('a route without a row does not start, and the message names it', async () => {
  for (const left of ['GET /boards/:boardId', 'PUT /claims/:claimId/handover', 'GET /docs'])
    await expect(openHouse('sqlite', true, { table: without(left) })).rejects.toThrow(
      `${left} has no row in server/permissions/table.ts`,
    )
})

test('every row belongs to a route', async () => {
  const { app } = await openHouse()
  const routes = apiRoutes(app).map(({ method, path }) => `${method} ${path.replace('/api', '')}`)
  expect(Object.keys(permissions).filter((call) => !routes.includes(call))).toEqual([])
})

describe.each(engines)('the guard on %s', (engine) => {
  test('answers HEAD as it answers GET', async () => {
    const { house, cast, boardId } = await openStreet(engine, ['Ann'])
    const head = (headers: object) =>
      house.app.inject({ method: 'HEAD', url: `/api/boards/${boardId}/members`, headers: { ...headers } })
    expect((await head({})).statusCode).toBe(401)
    expect((await head(cast[0].headers)).statusCode).toBe(200)
  })

  test('says nothing of what is there to somebody who has not signed in', async () => {
    const { as, cast, post } = await openStreet(engine, ['Ann'])
    const { id } = await post(cast[0])
    const replies = await Promise.all([id, 'nothing'].map((one) => as(null)('GET', `/api/posts/${one}`)))
    for (const reply of replies) expectProblem(reply, SignInNeeded)
    expect(replies[0]!.body).toBe(replies[1]!.body)
  })
})
