import { describe, expect, test } from 'vitest'
import type { Notices } from '#contract/notices'
import type { Cast } from './support/cast.ts'
import { foundStreet, openStreet } from './support/elm-row.ts'
import { engines, hours, openHouse } from './support/house.ts'
import { openMailServer } from './support/letters.ts'

describe.each(engines)('somebody who leaves on %s', (engine) => {
  async function elmRow() {
    const street = await openStreet(engine, ['Ann', 'Bernard', 'Chandra'])
    const [ann, bernard, chandra] = street.cast
    const see = async (who: Cast, id: string) => (await street.as(who)('GET', `/api/posts/${id}`)).json()
    const claim = async (who: Cast, id: string) =>
      (await street.as(who)('POST', `/api/posts/${id}/claims`, {})).json().id
    return { ...street, ann, bernard, chandra, see, claim }
  }

  test('hands back what they had taken on, and it is open again', async () => {
    const { as, boardId, house, ann, bernard, post, claim, see } = await elmRow()
    const { id } = await post(ann)
    await claim(bernard, id)
    expect(await see(ann, id)).toMatchObject({ state: 'claimed' })
    await as(bernard)('DELETE', `/api/boards/${boardId}/members/${bernard.id}`)
    expect(await see(ann, id)).toMatchObject({ state: 'open', helpers: [] })
    await house.sweep()
    const { items } = (await as(ann)('GET', '/api/notices')).json()
    expect(items[0]).toMatchObject({ what: 'claim.released', other: { name: 'Bernard' } })
  })

  test('takes their own posts off the board, and whoever was on one is told', async () => {
    const { as, house, ann, bernard, chandra, post, claim, see } = await elmRow()
    const [asked, other] = [await post(bernard), await post(chandra)]
    await claim(ann, asked.id)
    expect((await as(bernard)('DELETE', '/api/me')).statusCode).toBe(204)
    expect(await see(ann, asked.id)).toMatchObject({
      state: 'withdrawn',
      author: { name: 'A neighbour who left' },
    })
    expect(await see(ann, other.id)).toMatchObject({ state: 'open' })
    await house.sweep()
    const { items } = (await as(ann)('GET', '/api/notices')).json()
    expect(items[0]).toMatchObject({ what: 'post.withdrawn', postId: asked.id })
  })

  test('may take everything they wrote along first', async () => {
    const { as, ann, bernard, post, claim } = await elmRow()
    const { id } = await post(ann, { privateNote: 'Flat 4' })
    await claim(bernard, id)
    const mine = (await as(ann)('GET', '/api/me/export')).json()
    expect(mine).toMatchObject({ posts: [{ id, privateNote: 'Flat 4' }], claims: [] })
    expect((await as(bernard)('GET', '/api/me/export')).json()).toMatchObject({ claims: [{ postId: id }] })
  })

  test('is no longer named to those they have not met, nor by a letter that has waited', async () => {
    const away = await openMailServer()
    await away.close()
    const house = await openHouse(engine, false, { mail: { smtpUrl: away.url } })
    const { as, boardId, cast, post } = await foundStreet(house, ['Ann', 'Bernard'], { joining: 'approved' })
    const [ann, bernard] = cast
    const { id } = await post(ann)
    const told = async () => {
      await house.sweep()
      const { items } = (await as(ann)('GET', '/api/notices')).json() as Notices
      return items.map(({ what, other }) => `${what} ${other?.name}`)
    }
    const leave = (who: Cast) => as(who)('DELETE', `/api/boards/${boardId}/members/${who.id}`)
    expect(await told()).toEqual(['member.asking Bernard'])
    await leave(bernard)
    expect(await told()).toEqual(['member.asking undefined'])
    const back = await openMailServer(away.port)
    house.clock.pass(hours(1))
    await house.sweep()
    expect(back.caught.map(({ text }) => text)).toEqual([expect.stringMatching(/^A neighbour asks to join/)])
    await as(bernard)('POST', `/api/boards/${boardId}/members`, {})
    await as(ann)('PUT', `/api/boards/${boardId}/members/${bernard.id}`, { state: 'active' })
    await as(bernard)('POST', `/api/posts/${id}/claims`, {})
    await leave(bernard)
    expect((await told()).filter((one) => one.startsWith('claim.'))).toEqual([
      'claim.released Bernard',
      'claim.held Bernard',
    ])
  })
})
