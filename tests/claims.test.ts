import { describe, expect, test } from 'vitest'
import { AlreadyClaimed, AlreadyOnIt, type ClaimInFull, ClaimOver, NotOpen, OwnPost } from '#contract/claims'
import { NotFound } from '#contract/http'
import type { PostInFull } from '#contract/posts'
import { announced } from './support/announced.ts'
import { openStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { days, engines, hours } from './support/house.ts'

const names = ['Ann', 'Bernard', 'Chandra', 'Dell'] as const

describe.each(engines)('claims on %s', (engine) => {
  async function elmRow() {
    const street = await openStreet(engine, names)
    const [ann, bernard, chandra, dell] = street.cast
    const { as } = street
    const claim = (who: typeof ann, id: string, body = {}) => as(who)('POST', `/api/posts/${id}/claims`, body)
    const see = async (who: typeof ann, id: string): Promise<PostInFull> =>
      (await as(who)('GET', `/api/posts/${id}`)).json()
    const claimsSeen = async (who: typeof ann, id: string): Promise<ClaimInFull[]> =>
      (await as(who)('GET', `/api/posts/${id}/claims`)).json().items
    return { ...street, ann, bernard, chandra, dell, claim, see, claimsSeen }
  }

  test('a neighbour claims with one call, the author says yes, it is done, and thanked', async () => {
    const { house, boardId, as, ann, bernard, post, claim, see, claimsSeen } = await elmRow()
    const { id } = await post(ann)
    const before = (await announced(house, boardId)).length
    const held = await claim(bernard, id)
    expect(held.statusCode).toBe(201)
    expect(held.json()).toMatchObject({ state: 'held', person: { name: 'Bernard' } })
    expect(await see(ann, id)).toMatchObject({ state: 'claimed', taken: 1, helpers: [{ state: 'held' }] })
    const on = `/api/claims/${held.json().id}`
    expect((await as(ann)('PUT', `${on}/acceptance`)).json().state).toBe('accepted')
    expect((await as(bernard)('PUT', `${on}/completion`, {})).json().state).toBe('done')
    expect((await as(ann)('PUT', `${on}/thanks`, { words: 'You saved my day' })).statusCode).toBe(200)
    expect((await claimsSeen(bernard, id))[0]).toMatchObject({ thanks: 'You saved my day', you: 'claimer' })
    expect(await see(ann, id)).toMatchObject({ state: 'done', finished: 1, taken: 0 })
    await as(ann)('PUT', `/api/posts/${id}/ending`, { as: 'same-again' })
    expect(await see(ann, id)).toMatchObject({ state: 'met', askAgainId: bernard.id })
    expect((await announced(house, boardId)).slice(before)).toEqual([
      'claim.held',
      'claim.accepted',
      'claim.done',
      'post.closed',
    ])
  })

  test('contact and the private note open to these two only, after the yes, and close a day after', async () => {
    const { house, as, ann, bernard, chandra, post, claim, claimsSeen } = await elmRow()
    const { id } = await post(ann, { privateNote: 'Flat 4' })
    const { id: claimId } = (await claim(bernard, id)).json()
    expect(await claimsSeen(bernard, id)).toMatchObject([{ reach: null, privateNote: null }])
    await as(ann)('PUT', `/api/claims/${claimId}/acceptance`)
    expect(await claimsSeen(bernard, id)).toMatchObject([
      { reach: { name: 'Ann', email: ann.contact }, privateNote: 'Flat 4' },
    ])
    expect(await claimsSeen(ann, id)).toMatchObject([{ reach: { name: 'Bernard', email: bernard.contact } }])
    expect(await claimsSeen(chandra, id)).toEqual([])
    expectProblem(await as(chandra)('PUT', `/api/claims/${claimId}/completion`, {}), NotFound)
    const reveals = (await as(ann)('GET', '/api/me/reveals')).json().items
    expect(reveals).toMatchObject([{ to: { name: 'Bernard' }, postTitle: 'Walk the dog' }])
    await as(bernard)('PUT', `/api/claims/${claimId}/completion`, {})
    expect((await claimsSeen(bernard, id))[0]!.reach).not.toBeNull()
    house.clock.pass(hours(25))
    expect(await claimsSeen(bernard, id)).toMatchObject([{ reach: null, privateNote: null }])
  })

  test('six are wanted: the seventh gets a waiting place, and is next when somebody hands it back', async () => {
    const { house, boardId, as, ann, bernard, chandra, dell, post, claim, see, claimsSeen } = await elmRow()
    const { id } = await post(ann, { title: 'Clear the alley', scope: 'street', parts: 6 })
    const first = (await claim(bernard, id, { parts: 4 })).json()
    expect(await see(ann, id)).toMatchObject({ state: 'open', taken: 4 })
    await claim(chandra, id, { parts: 2 })
    expect(await see(ann, id)).toMatchObject({ state: 'claimed', taken: 6 })
    expectProblem(await claim(dell, id), AlreadyClaimed)
    expectProblem(await claim(bernard, id), AlreadyOnIt)
    expectProblem(await claim(ann, id), OwnPost)
    const queued = (await claim(dell, id, { parts: 2, wait: true })).json()
    expect(queued.state).toBe('waiting')
    expect((await claimsSeen(dell, id))[0]).toMatchObject({ place: 1 })
    await as(bernard)('DELETE', `/api/claims/${first.id}`, { reason: 'My back' })
    expect((await claimsSeen(dell, id))[0]).toMatchObject({ state: 'held', place: null })
    expect(await see(ann, id)).toMatchObject({ state: 'open', taken: 4 })
    expect((await announced(house, boardId)).slice(-2)).toEqual(['claim.held', 'claim.released'])
  })

  test('what is handed back is open again at once, where it waited, and can be claimed by another', async () => {
    const { as, ann, bernard, chandra, post, claim, see } = await elmRow()
    const asked = await post(ann)
    const { id: claimId } = (await claim(bernard, asked.id)).json()
    await as(bernard)('DELETE', `/api/claims/${claimId}`, {})
    expect(await see(ann, asked.id)).toMatchObject({
      state: 'open',
      taken: 0,
      waitingSince: asked.waitingSince,
    })
    expect((await claim(chandra, asked.id)).statusCode).toBe(201)
    expectProblem(await as(bernard)('DELETE', `/api/claims/${claimId}`, {}), ClaimOver)
  })

  test('a claim nobody answers lapses by the clock, and so does one never done', async () => {
    const { house, boardId, as, ann, bernard, chandra, post, claim, see } = await elmRow()
    const { id } = await post(ann)
    await claim(bernard, id)
    house.clock.pass(hours(23))
    await house.sweep()
    expect((await see(ann, id)).state).toBe('claimed')
    house.clock.pass(hours(1))
    await house.sweep()
    expect(await see(ann, id)).toMatchObject({ state: 'open', taken: 0 })
    const { id: second } = (await claim(chandra, id)).json()
    await as(ann)('PUT', `/api/claims/${second}/acceptance`)
    house.clock.pass(days(3))
    await house.sweep()
    await house.sweep()
    expect(await see(ann, id)).toMatchObject({ state: 'open', taken: 0 })
    const types = await announced(house, boardId)
    expect(types.filter((type) => type === 'claim.lapsed')).toHaveLength(2)
  })

  test('a standing offer stays on the board however often it is used', async () => {
    const { as, ann, bernard, chandra, post, claim, see } = await elmRow()
    const { id } = await post(ann, { kind: 'offer', title: 'Lifts on Tuesdays', standing: true })
    const one = (await claim(bernard, id)).json()
    expect((await claim(chandra, id)).statusCode).toBe(201)
    await as(ann)('PUT', `/api/claims/${one.id}/acceptance`)
    await as(bernard)('PUT', `/api/claims/${one.id}/completion`, {})
    expect(await see(ann, id)).toMatchObject({ state: 'open', taken: 1, finished: 1 })
    expect((await claim(bernard, id)).statusCode).toBe(201)
  })

  test('partly done: the rest is open again, with what is still to do', async () => {
    const { as, ann, bernard, post, claim, see } = await elmRow()
    const { id } = await post(ann, { title: 'Paint the fence' })
    const { id: claimId } = (await claim(bernard, id)).json()
    await as(bernard)('PUT', `/api/claims/${claimId}/completion`, { stillToDo: 'The gate' })
    expect(await see(ann, id)).toMatchObject({ state: 'open', taken: 0, finished: 0 })
    const { items } = (await as(ann)('GET', `/api/posts/${id}/history`)).json()
    expect(items.at(-1)).toMatchObject({ type: 'claim.done', words: 'The gate', by: { name: 'Bernard' } })
  })

  test('a claim is handed over to another neighbour, who holds it until the author says yes', async () => {
    const { as, ann, bernard, chandra, post, claim, see } = await elmRow()
    const { id } = await post(ann)
    const { id: claimId } = (await claim(bernard, id)).json()
    const passed = await as(bernard)('PUT', `/api/claims/${claimId}/handover`, { personId: chandra.id })
    expect(passed.json()).toMatchObject({ state: 'held', person: { name: 'Chandra' } })
    expect(await see(ann, id)).toMatchObject({ state: 'claimed', helpers: [{ person: { name: 'Chandra' } }] })
  })

  test('running late is said, and shown to the author', async () => {
    const { as, ann, bernard, post, claim, see } = await elmRow()
    const { id } = await post(ann)
    const { id: claimId } = (await claim(bernard, id)).json()
    await as(bernard)('PUT', `/api/claims/${claimId}/lateness`, { words: 'Ten minutes' })
    expect((await see(ann, id)).helpers[0]!.late).toBe('Ten minutes')
  })

  test('own posts, withdrawn posts and a second claim are refused', async () => {
    const { as, ann, bernard, post, claim } = await elmRow()
    const { id } = await post(ann, { parts: 3 })
    expectProblem(await claim(ann, id), OwnPost)
    await claim(bernard, id)
    expectProblem(await claim(bernard, id), AlreadyOnIt)
    await as(ann)('DELETE', `/api/posts/${id}`, { reason: 'Sorted' })
    expectProblem(await claim(bernard, id), NotOpen)
  })

  test('withdrawing lets everybody who was on it go, kindly, and nobody is left holding it', async () => {
    const { as, ann, bernard, chandra, post, claim, claimsSeen } = await elmRow()
    const { id } = await post(ann)
    await claim(bernard, id)
    await claim(chandra, id, { wait: true })
    await as(ann)('DELETE', `/api/posts/${id}`, {})
    expect((await claimsSeen(ann, id)).map((c) => c.state)).toEqual(['released', 'released'])
  })
})
