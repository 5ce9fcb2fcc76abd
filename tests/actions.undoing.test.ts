import { describe, expect, test } from 'vitest'
import { trustOf } from '../server/standing/queries.ts'
import { engines } from './support/house.ts'
import { openStewardedStreet } from './support/stewards.ts'

describe.each(engines)('a release that is taken back on %s', (engine) => {
  async function elmRow() {
    const street = await openStewardedStreet(engine)
    const { house, as, ann, dell, url, boardId, queue, decide } = street
    await as(ann)('PATCH', url, { version: 1, vouchesWanted: 2 })
    const level = async () =>
      (await trustOf(house.store.read, { boardId, personId: dell.id, now: house.clock.now() })).level
    /** Dell, who is new, has asked for something, and a steward lets it pass. */
    const released = async () => {
      const { id: postId } = await street.post(dell)
      const { id: caseId } = (await queue(ann)).items.find(({ about }) => about.id === postId)!
      return (await decide(ann, caseId, { deed: 'release', reason: 'fine' })).json().id as string
    }
    const takeBack = async (id: string) => (await as(ann)('DELETE', `/api/actions/${id}`)).statusCode
    return { ...street, level, released, takeBack }
  }

  test('makes whoever was new so again', async () => {
    const { level, released, takeBack } = await elmRow()
    expect(await level()).toBe('new')
    const id = await released()
    expect(await level()).toBe('known')
    expect(await takeBack(id)).toBe(204)
    expect(await level()).toBe('new')
  })

  test('leaves known whom an earlier one has made so', async () => {
    const { house, as, ann, url, level, released, takeBack } = await elmRow()
    await released()
    house.clock.pass(1000)
    // From now on the street looks at everybody's.
    await as(ann)('PATCH', url, { version: 2, checking: 'everyone' })
    expect(await takeBack(await released())).toBe(204)
    expect(await level()).toBe('known')
  })
})
