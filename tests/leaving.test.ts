import { describe, expect, test } from 'vitest'
import type { Cast } from './support/cast.ts'
import { openStreet } from './support/elm-row.ts'
import { engines } from './support/house.ts'

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
})
