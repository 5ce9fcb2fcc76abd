/** Somebody in a waiting place is never passed over, and never left waiting for nothing. */
import { describe, expect, test } from 'vitest'
import { NotOpen } from '#contract/claims'
import { findBoard } from '../server/boards/queries.ts'
import { endPost } from '../server/endings/steps.ts'
import { findPost } from '../server/posts/queries.ts'
import { openStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { engines } from './support/house.ts'

describe.each(engines)('a waiting place on %s', (engine) => {
  /** Bernard is on Ann's post; Chandra waits. */
  async function elmRow() {
    const street = await openStreet(engine, ['Ann', 'Bernard', 'Chandra'])
    const [ann, bernard, chandra] = street.cast
    const { as } = street
    const { id } = await street.post(ann)
    const url = `/api/posts/${id}`
    const held = await as(bernard)('POST', `${url}/claims`, {})
    const wait = () => as(chandra)('POST', `${url}/claims`, { wait: true })
    const see = async () => (await as(ann)('GET', url)).json()
    const edit = async (more: object) =>
      as(ann)('PATCH', url, { version: (await see()).version, ...more }).then((reply) => reply.json())
    return { ...street, ann, bernard, chandra, id, url, wait, edit, on: `/api/claims/${held.json().id}` }
  }

  test('comes true when the post is resumed with a place that was freed meanwhile', async () => {
    const { as, bernard, chandra, wait, edit, on } = await elmRow()
    await wait()
    await edit({ state: 'paused' })
    await as(bernard)('DELETE', on, {})
    const helpers = [{ person: { id: chandra.id }, state: 'held' }]
    expect(await edit({ state: 'open' })).toMatchObject({ state: 'claimed', taken: 1, helpers })
  })

  test('comes true when the author makes room for one more', async () => {
    const { chandra, wait, edit } = await elmRow()
    await wait()
    const { state, taken, helpers } = await edit({ parts: 2 })
    expect({ state, taken }).toEqual({ state: 'claimed', taken: 2 })
    expect(helpers.at(-1)).toMatchObject({ person: { id: chandra.id }, state: 'held' })
  })

  test('comes true when what was done is opened again', async () => {
    const { as, ann, bernard, chandra, wait, url, on } = await elmRow()
    await wait()
    await as(bernard)('PUT', `${on}/completion`, {})
    const opened = (await as(ann)('PUT', `${url}/ending`, { as: 'open-again' })).json()
    expect(opened).toMatchObject({ state: 'claimed', taken: 1 })
    expect(opened.helpers.at(-1)).toMatchObject({ person: { id: chandra.id }, state: 'held' })
  })

  test('is told, and waits no longer, when the post has become smaller than what it waits for', async () => {
    const { as, ann, bernard, chandra, post, house } = await elmRow()
    for (const [taken, state] of [
      [1, 'open'],
      [2, 'claimed'],
    ] as const) {
      const { id } = await post(ann, { parts: 3 })
      const url = `/api/posts/${id}`
      await as(bernard)('POST', `${url}/claims`, { parts: taken })
      const { id: claimId } = (await as(chandra)('POST', `${url}/claims`, { parts: 3, wait: true })).json()
      const { version } = (await as(ann)('GET', url)).json()
      const smaller = (await as(ann)('PATCH', url, { version, parts: 2 })).json()
      expect(smaller).toMatchObject({ state, helpers: [{ person: { id: bernard.id } }] })
      const { items } = (await as(ann)('GET', `${url}/claims`)).json()
      expect(items.find((claim: { id: string }) => claim.id === claimId).state).toBe('declined')
    }
    await house.sweep()
    const { items } = (await as(chandra)('GET', '/api/notices')).json()
    expect(items.map(({ what }: { what: string }) => what)).toEqual(['claim.declined', 'claim.declined'])
  })

  test('is not told that it has helped when the post is closed', async () => {
    const { as, ann, bernard, chandra, wait, url, on, house } = await elmRow()
    await wait()
    await as(ann)('PUT', `${on}/acceptance`)
    await as(ann)('PUT', `${url}/ending`, { as: 'met' })
    await house.sweep()
    const toldTo = async (who: typeof ann) =>
      (await as(who)('GET', '/api/notices')).json().items.map(({ what }: { what: string }) => what)
    expect(await toldTo(bernard)).toEqual(['claim.finished', 'claim.accepted'])
    expect(await toldTo(chandra)).toEqual(['post.withdrawn'])
  })

  test('is not taken on a post that ends at the same moment', async () => {
    const { house, boardId, ann, id, wait } = await elmRow()
    const { asked } = await house.store.write(async (tx) => {
      const scene = {
        post: (await findPost(tx, id))!,
        board: (await findBoard(tx, boardId))!,
        now: house.clock.now(),
      }
      await endPost(tx, scene, { move: 'withdraw', type: 'post.withdrawn', actorId: ann.id })
      const asked = Promise.resolve(wait())
      await new Promise((resolve) => setTimeout(resolve, 200))
      return { asked }
    })
    expectProblem(await asked, NotOpen)
  })
})
