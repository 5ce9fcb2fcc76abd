// The same neighbour often at the same home: a friendly call, and no accusation.
import { describe, expect, test } from 'vitest'
import type { Notices } from '#contract/notices'
import { callers } from '../server/visits/rules.ts'
import type { Cast } from './support/cast.ts'
import { openStreet } from './support/elm-row.ts'
import { days, engines } from './support/house.ts'

const pair = { helperId: 'helper', homeId: 'home' }
const lead = (personId: string, acceptedAt: number | null = 1) => ({ personId, acceptedAt })

test('whoever looks after worries is asked; the stewards where that is one of the two, or nobody yet', () => {
  const stewards = [{ personId: 'home' }, { personId: 'ann' }]
  expect(callers([lead('bea'), lead('asked', null)], stewards, pair)).toEqual(['bea'])
  expect(callers([lead('home'), lead('helper')], stewards, pair)).toEqual(['ann'])
  expect(callers([], [], pair)).toEqual([])
})

describe.each(engines)('visits on %s', (engine) => {
  /** Ann and Dell look after worries; Bernard asks, Chandra comes. */
  async function oneStreet() {
    const street = await openStreet(engine, ['Ann', 'Bernard', 'Chandra', 'Dell'])
    const [ann, bernard, chandra, dell] = street.cast
    const { as, post, house, boardId } = street
    const lead = `/api/boards/${boardId}/leads/${dell.id}`
    await as(ann)('PUT', lead, { role: 'deputy' })
    await as(dell)('PUT', lead, {})
    const come = async (more: object = {}, by: Cast = chandra, to: Cast = bernard) => {
      const { id } = await post(to, more)
      const claim = (await as(by)('POST', `/api/posts/${id}/claims`, {})).json()
      await as(to)('PUT', `/api/claims/${claim.id}/acceptance`)
      await as(by)('PUT', `/api/claims/${claim.id}/completion`, {})
      house.clock.pass(days(3))
    }
    const told = async (who: Cast) => {
      await house.sweep()
      await house.sweep()
      const { items }: Notices = (await as(who)('GET', '/api/notices')).json()
      return items.filter(({ what }) => what === 'visits.many')
    }
    return { ...street, ann, bernard, chandra, dell, come, told }
  }

  test('after more than six in four weeks whoever looks after worries is asked to call, once', async () => {
    const { house, ann, bernard, chandra, dell, boardId, come, told } = await oneStreet()
    for (let n = 0; n < 6; n++) await come()
    expect(await told(ann)).toEqual([])
    await come()
    expect(await told(ann)).toMatchObject([{ other: { name: 'Bernard' }, boardId, postId: null }])
    expect(await told(dell)).toHaveLength(1)
    for (const other of [bernard, chandra]) expect(await told(other)).toEqual([])
    await come()
    house.clock.pass(days(1))
    expect(await told(ann)).toHaveLength(1)
    house.clock.pass(days(60))
    expect(await told(ann)).toHaveLength(1)
  })

  test('not from afar, not spread over months, not by different neighbours', async () => {
    const { house, ann, chandra, come, told } = await oneStreet()
    for (let n = 0; n < 7; n++) await come({ tier: 0 })
    expect(await told(ann)).toEqual([])
    for (let n = 0; n < 8; n++) await come({}, n % 2 ? ann : chandra)
    expect(await told(ann)).toEqual([])
    house.clock.pass(days(5))
    for (let n = 0; n < 3; n++) await come()
    expect(await told(ann)).toEqual([])
  })

  test('of an offer it is whoever offers that comes; and what is noted goes with whoever leaves', async () => {
    const { as, house, ann, bernard, chandra, come, told } = await oneStreet()
    for (let n = 0; n < 7; n++)
      await come({ kind: 'offer', title: 'I can mend it at yours' }, chandra, bernard)
    expect(await told(ann)).toMatchObject([{ other: { name: 'Chandra' } }])
    const kept = async () => house.store.read.select().from(house.store.read.t.visitCalls)
    expect(await kept()).toMatchObject([{ helperId: bernard.id, homeId: chandra.id }])
    await as(bernard)('DELETE', '/api/me')
    expect(await kept()).toEqual([])
  })
})
