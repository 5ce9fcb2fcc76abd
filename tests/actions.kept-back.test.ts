/** What stewards have done with a post, and what its author and the clock do with it afterwards. */
import { describe, expect, test } from 'vitest'
import type { NewAction } from '#contract/actions'
import { CannotMove } from '#contract/posts'
import { expectProblem } from './support/expect.ts'
import { engines, hours } from './support/house.ts'
import { openStewardedStreet } from './support/stewards.ts'

describe.each(engines)('a post that stewards have looked at on %s', (engine) => {
  async function decided(action: NewAction, more = {}) {
    const street = await openStewardedStreet(engine)
    const { as, ann, dell, esther, tell, queue, decide, see } = street
    const { id } = await street.post(dell, more)
    const judge = async () => {
      await tell(esther, { kind: 'post', id })
      const caseId = (await queue(ann)).items.find(({ about }) => about.id === id)!.id
      return (await decide(ann, caseId, action)).json()
    }
    const withdraw = () => as(dell)('DELETE', `/api/posts/${id}`, {})
    const open = async () => {
      const { version } = await see(dell, id)
      return as(dell)('PATCH', `/api/posts/${id}`, { version, state: 'open' })
    }
    return { ...street, id, judge, withdraw, open }
  }

  test('does not come back by being withdrawn and opened again, while what was decided holds', async () => {
    const { house, judge, withdraw, open } = await decided({ deed: 'hide', reason: 'unkind' })
    await judge()
    await withdraw()
    expectProblem(await open(), CannotMove)
    house.clock.pass(hours(72))
    await house.sweep()
    expect((await open()).json()).toMatchObject({ state: 'open' })
  })

  test('and is looked at first where they have asked for a change', async () => {
    const { judge, withdraw, open } = await decided({ deed: 'ask', reason: 'private' })
    await judge()
    await withdraw()
    expectProblem(await open(), CannotMove)
  })

  test('and was done meanwhile comes back as done, and closes by itself in time', async () => {
    const { house, as, dell, chandra, id, judge, see } = await decided({ deed: 'hide', reason: 'unkind' })
    const { id: claimId } = (await as(chandra)('POST', `/api/posts/${id}/claims`, {})).json()
    await as(dell)('PUT', `/api/claims/${claimId}/acceptance`)
    await judge()
    expect((await as(chandra)('PUT', `/api/claims/${claimId}/completion`, {})).statusCode).toBe(200)
    const stateIn = async (ms: number) => {
      house.clock.pass(ms)
      await house.sweep()
      return (await see(dell, id)).state
    }
    expect(await stateIn(hours(72) - 1)).toBe('hidden')
    expect(await stateIn(1)).toBe('done')
    expect(await stateIn(hours(24 * 7))).toBe('met')
  })

  test('and comes back with a free place gives it to whoever has waited', async () => {
    const street = await decided({ deed: 'hide', reason: 'unkind' })
    const { house, as, bernard, chandra, dell, id, judge, see } = street
    const claims = `/api/posts/${id}/claims`
    const { id: claimId } = (await as(chandra)('POST', claims, {})).json()
    await as(bernard)('POST', claims, { wait: true })
    await judge()
    await as(chandra)('DELETE', `/api/claims/${claimId}`, {})
    house.clock.pass(hours(72))
    await house.sweep()
    expect(await see(dell, id)).toMatchObject({
      state: 'claimed',
      helpers: [{ person: { name: 'Bernard' } }],
    })
  })
})
