import { describe, expect, test } from 'vitest'
import type { Post } from '#contract/posts'
import { openStreet } from './support/elm-row.ts'
import { engines } from './support/house.ts'

describe.each(engines)('my own things on %s', (engine) => {
  async function elmRow() {
    const street = await openStreet(engine, ['Ann', 'Bernard', 'Chandra', 'Dell'])
    const [ann, bernard, chandra, dell] = street.cast
    const claim = (who: typeof ann, id: string) => street.as(who)('POST', `/api/posts/${id}/claims`, {})
    return { ...street, ann, bernard, chandra, dell, claim }
  }

  test('the history is for its parties', async () => {
    const { as, ann, bernard, chandra, dell, post, claim } = await elmRow()
    const { id } = await post(bernard)
    await claim(chandra, id)
    const read = async (who: typeof ann) => (await as(who)('GET', `/api/posts/${id}/history`)).statusCode
    expect(await Promise.all([bernard, chandra, ann, dell].map(read))).toEqual([200, 200, 200, 403])
  })

  test('what the author said to one neighbour is not for another to read', async () => {
    const { as, ann, bernard, chandra, post, claim } = await elmRow()
    const { id } = await post(ann, { parts: 2 })
    const { id: declined } = (await claim(bernard, id)).json()
    await claim(chandra, id)
    await as(ann)('DELETE', `/api/claims/${declined}`, { reason: 'Not after last time' })
    const words = async (who: typeof ann) =>
      (await as(who)('GET', `/api/posts/${id}/history`)).json().items.at(-1).words
    expect(await Promise.all([ann, bernard, chandra].map(words))).toEqual([
      'Not after last time',
      'Not after last time',
      null,
    ])
  })

  test('my things: what I asked, what waits for me, what I am on, what is done', async () => {
    const { as, ann, bernard, post, claim } = await elmRow()
    const { id } = await post(ann)
    await claim(bernard, id)
    const mine = async (who: typeof ann) => (await as(who)('GET', '/api/mine')).json()
    expect(await mine(ann)).toMatchObject({ open: [{ id }], waitingForMe: [{ id }], helping: [], done: [] })
    expect(await mine(bernard)).toMatchObject({
      open: [],
      helping: [{ post: { id }, claim: { state: 'held' } }],
    })
  })

  test('whoever has left keeps what they helped with, and not what goes on there', async () => {
    const { as, boardId, ann, bernard, chandra, post, claim } = await elmRow()
    const { id } = await post(ann, { parts: 3, details: 'At ten' })
    for (const who of [bernard, chandra]) {
      const { id: claimId } = (await claim(who, id)).json()
      await as(ann)('PUT', `/api/claims/${claimId}/acceptance`)
      await as(who)('PUT', `/api/claims/${claimId}/completion`, {})
    }
    const helped = async () => (await as(bernard)('GET', '/api/mine')).json().done[0]
    const names = ({ helpers }: Post) => helpers.map(({ person }) => person.name)
    expect(names(await helped())).toEqual(['Bernard', 'Chandra'])
    await as(bernard)('DELETE', `/api/boards/${boardId}/members/${bernard.id}`)
    await as(ann)('PATCH', `/api/posts/${id}`, { version: 1, details: 'At eleven' })
    expect(await helped()).toMatchObject({ id, title: 'Walk the dog', details: null })
    expect(names(await helped())).toEqual(['Bernard'])
  })
})
