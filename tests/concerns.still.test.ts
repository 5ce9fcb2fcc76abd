/** A worry finds its way when a post is set aside, and when nobody looks after worries for a while. */
import { describe, expect, test } from 'vitest'
import type { Cast } from './support/cast.ts'
import { engines, hours } from './support/house.ts'
import { openStewardedStreet } from './support/stewards.ts'

describe.each(engines)('a worry on %s', (engine) => {
  async function helping() {
    const street = await openStewardedStreet(engine)
    const { as, chandra, dell, url } = street
    const { id, version } = await street.post(dell)
    const claim = (await as(chandra)('POST', `/api/posts/${id}/claims`, {})).json()
    await as(dell)('PUT', `/api/claims/${claim.id}/acceptance`)
    const about = { kind: 'claim', id: claim.id }
    const worry = async (by: Cast, of: object = about) =>
      (await as(by)('POST', `${url}/concerns`, { about: of, seen: 'Bruises' })).statusCode
    return { ...street, id, version, worry }
  }

  test('is told by whoever is on it, also when its author has set it aside or they are apart', async () => {
    const { as, chandra, dell, esther, id, version, worry } = await helping()
    await as(dell)('PATCH', `/api/posts/${id}`, { version, state: 'paused' })
    expect(await worry(esther)).toBe(404)
    expect(await worry(chandra)).toBe(201)
    expect(await worry(chandra, { kind: 'post', id })).toBe(201)
    await as(chandra)('PUT', `/api/me/blocks/${dell.id}`)
    expect(await worry(chandra)).toBe(201)
  })

  test('that is late when nobody looks after worries is said to whoever does next', async () => {
    const { house, as, ann, bernard, chandra, esther, url, worry, noticed } = await helping()
    await as(bernard)('DELETE', `${url}/leads/${bernard.id}`)
    expect(await worry(chandra)).toBe(201)
    await as(ann)('DELETE', `${url}/leads/${ann.id}`)
    house.clock.pass(hours(25))
    await house.sweep()
    await as(ann)('PUT', `${url}/leads/${esther.id}`, {})
    expect(await noticed(esther)).not.toContain('concern.overdue')
    await as(esther)('PUT', `${url}/leads/${esther.id}`, {})
    expect(await noticed(esther)).not.toContain('concern.raised')
    expect(await noticed(esther)).toContain('concern.overdue')
    expect(await noticed(ann)).not.toContain('concern.overdue')
  })
})
