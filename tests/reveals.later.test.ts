/** On 19 January 2038 the seconds since 1970 no longer fit where a look keeps its place. */
import { expect, test } from 'vitest'
import { cameBack } from './support/cast.ts'
import { openStreet } from './support/elm-row.ts'
import { engines } from './support/house.ts'

test.each(engines)('a steward looks, and is written down, years from now on %s', async (engine) => {
  const { house, as, boardId, cast } = await openStreet(engine, ['Ann', 'Bernard'])
  const [ann, bernard] = cast
  house.clock.pass(Date.UTC(2038, 0, 20) - house.clock.now())
  const later = await cameBack(house, ann, { meanwhile: true })
  const look = (reason: string) =>
    as(later)('POST', `/api/boards/${boardId}/members/${bernard.id}/looks`, { reason })
  for (const reason of ['Nobody has heard from him', 'He has asked to be rung']) {
    expect((await look(reason)).json()).toMatchObject({ email: bernard.contact })
    house.clock.pass(1000)
  }
  const { looks } = house.store.read.t
  expect(await house.store.read.$count(looks)).toBe(2)
})
