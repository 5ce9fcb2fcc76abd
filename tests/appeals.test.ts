import { describe, expect, test } from 'vitest'
import { AlreadyAppealed, AppealDecided, NothingToAppeal } from '#contract/appeals'
import { NotFound } from '#contract/http'
import type { Cast } from './support/cast.ts'
import { expectProblem } from './support/expect.ts'
import { engines, hours } from './support/house.ts'
import { openStewardedStreet } from './support/stewards.ts'

describe.each(engines)('appeals on %s', (engine) => {
  async function decided() {
    const street = await openStewardedStreet(engine)
    const { as, ann, dell, heldPost, decide, url } = street
    const { caseId, postId } = await heldPost(dell)
    const { id } = (await decide(ann, caseId, { deed: 'hide', reason: 'rules', words: 'Not here' })).json()
    const appeal = (who: Cast) =>
      as(who)('POST', `/api/actions/${id}/appeal`, { words: 'It is about my own cat' })
    const waiting = async (who: Cast) => (await as(who)('GET', `${url}/appeals`)).json().items
    const answer = (who: Cast, appealId: string, overturn: boolean) =>
      as(who)('PUT', `/api/appeals/${appealId}/decision`, { overturn, words: 'Looked at again' })
    return { ...street, id, postId, appeal, waiting, answer }
  }

  test('another steward than the one who decided answers; taken back, all is as it was', async () => {
    const { as, ann, bernard, chandra, dell, postId, appeal, waiting, answer, see, noticed } = await decided()
    expectProblem(await appeal(chandra), NotFound)
    expect((await appeal(dell)).statusCode).toBe(201)
    expectProblem(await appeal(dell), AlreadyAppealed)
    expect(await waiting(ann)).toEqual([])
    const [one] = await waiting(bernard)
    expect(one).toMatchObject({ words: 'It is about my own cat', deed: 'hide', said: 'Not here' })
    expectProblem(await answer(ann, one.id, false), NotFound)
    expect((await answer(bernard, one.id, true)).json()).toMatchObject({ overturned: true })
    expectProblem(await answer(bernard, one.id, true), AppealDecided)
    expect((await see(dell, postId)).state).toBe('checking')
    expect(await noticed(dell)).toEqual(['appeal.decided', 'action.mended', 'action.taken'])
    const [decision] = (await as(dell)('GET', '/api/me/decisions')).json().items
    expect(decision).toMatchObject({
      state: 'overturned',
      appeal: { overturned: true, answer: 'Looked at again' },
    })
  })

  test('an appeal that is not granted leaves things as they are, with an answer', async () => {
    const { as, bernard, dell, postId, appeal, waiting, answer, see } = await decided()
    await appeal(dell)
    await answer(bernard, (await waiting(bernard))[0].id, false)
    expect((await see(dell, postId)).state).toBe('hidden')
    const [decision] = (await as(dell)('GET', '/api/me/decisions')).json().items
    expect(decision).toMatchObject({ state: 'done', mayAppeal: false, appeal: { overturned: false } })
  })

  test('whoever told of it does not answer', async () => {
    const { as, ann, bernard, dell, esther, url, tell, queue, decide, post } =
      await openStewardedStreet(engine)
    await as(ann)('PUT', `${url}/members/${esther.id}`, { role: 'steward' })
    const { id: postId } = await post(dell)
    await tell(bernard, { kind: 'post', id: postId })
    const [one] = (await queue(ann)).items
    const { id } = (await decide(ann, one!.id, { deed: 'hide', reason: 'unkind' })).json()
    await as(dell)('POST', `/api/actions/${id}/appeal`, { words: 'It is about my own cat' })
    const waiting = async (who: Cast) => (await as(who)('GET', `${url}/appeals`)).json().items
    const [{ id: appealId }] = await waiting(esther)
    expect(await waiting(bernard)).toEqual([])
    const said = { overturn: false, words: 'It stays' }
    expectProblem(await as(bernard)('PUT', `/api/appeals/${appealId}/decision`, said), NotFound)
    expect((await as(esther)('PUT', `/api/appeals/${appealId}/decision`, said)).statusCode).toBe(200)
  })

  test('what was taken back already needs no second look', async () => {
    const { as, ann, dell, id, appeal } = await decided()
    await as(ann)('DELETE', `/api/actions/${id}`)
    expectProblem(await appeal(dell), NothingToAppeal)
  })

  test('an appeal nobody has answered for 72 hours is said aloud to all stewards', async () => {
    const { house, ann, dell, appeal, noticed } = await decided()
    await appeal(dell)
    const told = async () => (await noticed(ann)).filter((what) => what === 'appeal.waits').length
    expect(await told()).toBe(1)
    house.clock.pass(hours(72) - 1)
    await house.sweep()
    expect(await told()).toBe(1)
    house.clock.pass(1)
    await house.sweep()
    expect(await told()).toBe(2)
  })
})
