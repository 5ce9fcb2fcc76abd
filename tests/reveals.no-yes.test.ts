/** What is shown to one alone is shown after a yes, however the claim goes on. */
import { expect, test } from 'vitest'
import type { ClaimInFull } from '#contract/claims'
import { openStreet } from './support/elm-row.ts'
import { engines } from './support/house.ts'

test.each(engines)('who says it is done before any yes is shown nothing on %s', async (engine) => {
  const { as, post, cast } = await openStreet(engine, ['Ann', 'Bernard', 'Chandra'])
  const [, bernard, chandra] = cast
  const secrets = { privateNote: 'The bell is broken', address: '4 Elm Row' }
  const { id } = await post(bernard, { parts: 2, ...secrets })
  const ends = async (accepts: boolean) => {
    const claim = (await as(chandra)('POST', `/api/posts/${id}/claims`, {})).json()
    if (accepts) await as(bernard)('PUT', `/api/claims/${claim.id}/acceptance`)
    expect((await as(chandra)('PUT', `/api/claims/${claim.id}/completion`, {})).statusCode).toBe(200)
    const seen = async (who: typeof bernard): Promise<ClaimInFull[]> =>
      (await as(who)('GET', `/api/posts/${id}/claims`)).json().items
    const of = (items: ClaimInFull[]) => items.find((one) => one.id === claim.id)
    return [of(await seen(chandra)), of(await seen(bernard))]
  }
  const [theirs, his] = await ends(false)
  expect(theirs).toMatchObject({ state: 'done', reach: null, privateNote: null, address: null })
  expect(his).toMatchObject({ state: 'done', reach: null })
  const [after] = await ends(true)
  expect(after).toMatchObject({ reach: { email: bernard.contact }, ...secrets })
})
