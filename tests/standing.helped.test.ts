/** Who is new stays new by their own word. */
import { expect, test } from 'vitest'
import { openStreet } from './support/elm-row.ts'
import { engines } from './support/house.ts'

test.each(engines)('a newcomer is known by help that somebody said yes to on %s', async (engine) => {
  const street = await openStreet(engine, ['Ann', 'Bernard'], { start: { vouchesWanted: null } })
  const { as, post, cast } = street
  const [ann, bernard] = cast
  const helps = async (accepts: boolean) => {
    const { id } = await post(ann, { tier: 0 })
    const claim = (await as(bernard)('POST', `/api/posts/${id}/claims`, {})).json()
    if (accepts) await as(ann)('PUT', `/api/claims/${claim.id}/acceptance`)
    const done = await as(bernard)('PUT', `/api/claims/${claim.id}/completion`, {})
    expect(done.statusCode).toBe(200)
  }
  await helps(false)
  expect((await post(bernard, { kind: 'offer', title: 'Tea' })).state).toBe('checking')
  await helps(true)
  expect((await post(bernard, { kind: 'offer', title: 'Cake' })).state).toBe('open')
})
