import { describe, expect, test } from 'vitest'
import { InvalidInput } from '#contract/http'
import type { Cast } from './support/cast.ts'
import { openStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { engines, type TestHouse } from './support/house.ts'

/** What a neighbour has been told of this post. */
async function told({ sweep, app }: TestHouse, who: Cast, postId: string): Promise<string[]> {
  await sweep()
  const { items } = (await app.inject({ url: '/api/notices', headers: who.headers })).json()
  type Notice = { what: string; postId: string }
  return items.filter((one: Notice) => one.postId === postId).map((one: Notice) => one.what)
}

describe.each(engines)('somebody told first, on %s', (engine) => {
  test('a draft tells nobody; put on the board it tells the neighbour who helped last time', async () => {
    const { house, cast, as, post } = await openStreet(engine, ['Ann', 'Bernard'])
    const [ann, bernard] = cast
    const { id } = await post(ann, { draft: true, firstAskId: bernard.id })
    expect(await told(house, bernard, id)).toEqual([])
    const live = await as(ann)('PATCH', `/api/posts/${id}`, { version: 1, state: 'open' })
    expect(live.json().firstAsk).toEqual({ id: bernard.id, name: 'Bernard' })
    expect(await told(house, bernard, id)).toEqual(['post.first-ask'])
  })

  test('who is told first is the author’s to know, and to change while it is a draft', async () => {
    const { house, cast, as, post } = await openStreet(engine, ['Ann', 'Bernard'])
    const [ann, bernard] = cast
    const { id } = await post(ann, { draft: true, firstAskId: bernard.id })
    await as(ann)('PATCH', `/api/posts/${id}`, { version: 1, firstAskId: null, state: 'open' })
    expect(await told(house, bernard, id)).toEqual([])
    const other = await post(ann, { firstAskId: bernard.id })
    expect((await as(bernard)('GET', `/api/posts/${other.id}`)).json().firstAsk).toBeNull()
  })

  test('somebody who is not on this street cannot be told', async () => {
    const { cast, as, post, boardId } = await openStreet(engine, ['Ann'])
    const [ann] = cast
    const body = { kind: 'request', title: 'Milk', firstAskId: 'somebody-else' }
    expectProblem(await as(ann)('POST', `/api/boards/${boardId}/posts`, body), InvalidInput, ['#/firstAskId'])
    const { id } = await post(ann)
    const edit = { version: 1, firstAskId: 'somebody-else' }
    expectProblem(await as(ann)('PATCH', `/api/posts/${id}`, edit), InvalidInput, ['#/firstAskId'])
  })

  test('whom a post is for can be said later, changed, and taken back', async () => {
    const { cast, as, post } = await openStreet(engine, ['Ann'])
    const [ann] = cast
    const { id } = await post(ann)
    const rose = { name: 'Rose', agreedHow: 'At her door', agreedOn: '2026-03-11' }
    const said = await as(ann)('PATCH', `/api/posts/${id}`, { version: 1, onBehalf: rose })
    expect(said.json()).toMatchObject({ onBehalf: true, onBehalfOf: rose })
    const back = await as(ann)('PATCH', `/api/posts/${id}`, { version: 2, onBehalf: null })
    expect(back.json()).toMatchObject({ onBehalf: false, onBehalfOf: null })
  })
})
