/** Whom stewards have stopped nobody is put in touch with, and nobody else learns that they were stopped. */
import { describe, expect, test } from 'vitest'
import { NotJustNow } from '#contract/claims'
import type { Cast } from './support/cast.ts'
import { expectProblem } from './support/expect.ts'
import { engines, hours } from './support/house.ts'
import { openStewardedStreet } from './support/stewards.ts'

describe.each(engines)('somebody who is frozen on %s', (engine) => {
  async function frozen() {
    const street = await openStewardedStreet(engine)
    const { as, ann, dell, esther, tell, queue, decide } = street
    const claim = async (who: Cast, id: string) =>
      (await as(who)('POST', `/api/posts/${id}/claims`, {})).json().id as string
    const freeze = async () => {
      await tell(esther, { kind: 'person', id: dell.id }, { reason: 'scam' })
      const [one] = (await queue(ann)).items
      expect((await decide(ann, one!.id, { deed: 'freeze', reason: 'scam' })).statusCode).toBe(201)
    }
    return { ...street, claim, freeze }
  }

  test('gets no yes, and learns nothing of how to reach anybody, until it is over', async () => {
    const { as, chandra, dell, post, claim, freeze, house } = await frozen()
    const { id } = await post(chandra)
    const claimId = await claim(dell, id)
    await freeze()
    expectProblem(await as(chandra)('PUT', `/api/claims/${claimId}/acceptance`), NotJustNow)
    expect((await as(dell)('GET', `/api/posts/${id}/claims`)).body).not.toContain(chandra.contact)
    house.clock.pass(hours(72))
    expect((await as(chandra)('PUT', `/api/claims/${claimId}/acceptance`)).statusCode).toBe(200)
  })

  test('is handed nothing, and whoever tries is not told why', async () => {
    const { as, chandra, bernard, dell, post, claim, freeze } = await frozen()
    const claimId = await claim(bernard, (await post(chandra)).id)
    await freeze()
    const reply = await as(bernard)('PUT', `/api/claims/${claimId}/handover`, { personId: dell.id })
    expectProblem(reply, NotJustNow)
    expect(reply.body).not.toMatch(/until|paused/i)
  })

  test('comes to no place that is free again; the next who waits does', async () => {
    const { as, chandra, bernard, dell, esther, post, freeze } = await frozen()
    const { id } = await post(chandra)
    const wait = async (who: Cast) =>
      (await as(who)('POST', `/api/posts/${id}/claims`, { wait: true })).json()
    const first = await wait(bernard)
    expect((await wait(dell)).state).toBe('waiting')
    expect((await wait(esther)).state).toBe('waiting')
    await freeze()
    await as(bernard)('DELETE', `/api/claims/${first.id}`, {})
    const { items } = (await as(chandra)('GET', `/api/posts/${id}/claims`)).json()
    const states = Object.fromEntries(
      items.map((one: { person: Cast; state: string }) => [one.person.id, one.state]),
    )
    expect(states).toMatchObject({ [dell.id]: 'waiting', [esther.id]: 'held' })
  })
})
