/** More than one decision keeps somebody out, and one that waits for a second yes. */
import { describe, expect, test } from 'vitest'
import type { NewAction } from '#contract/actions'
import { Paused } from '#contract/standing'
import type { Cast } from './support/cast.ts'
import { expectProblem } from './support/expect.ts'
import { engines, hours } from './support/house.ts'
import { openStewardedStreet } from './support/stewards.ts'

describe.each(engines)('pauses on %s', (engine) => {
  async function judging() {
    const street = await openStewardedStreet(engine)
    const { as, ann, esther, tell, queue, decide, url } = street
    /** A steward decides about somebody, over something new of theirs. */
    const about = async (who: Cast, action: NewAction) => {
      const { id } = await street.post(who)
      await tell(esther, { kind: 'post', id })
      const caseId = (await queue(ann)).items.find((one) => one.about.id === id)!.id
      return (await decide(ann, caseId, action)).json()
    }
    const offers = (who: Cast) => as(who)('POST', `${url}/posts`, { kind: 'offer', title: 'Tea' })
    const later = async (ms: number) => {
      street.house.clock.pass(ms)
      await street.house.sweep()
    }
    return { ...street, about, offers, later }
  }

  /** The second is decided while the first holds, over something from before it. */
  async function twice(first: NewAction, second: NewAction) {
    const street = await judging()
    const { dell, esther, ann, tell, queue, decide } = street
    const { id } = await street.post(dell)
    await street.about(dell, first)
    await tell(esther, { kind: 'post', id })
    const [another] = (await queue(ann)).items
    const two = (await decide(ann, another!.id, second)).json()
    return { ...street, two }
  }

  test('the end of one does not lift another that still holds', async () => {
    const short = { deed: 'pause', reason: 'unkind', hours: 24 } as const
    const { dell, offers, later } = await twice(short, { deed: 'freeze', reason: 'scam' })
    await later(hours(25))
    expectProblem(await offers(dell), Paused)
    await later(hours(47))
    expect((await offers(dell)).statusCode).toBe(201)
  })

  test('one that is shorter, or is taken back, leaves the longer one as it was', async () => {
    const long = { deed: 'freeze', reason: 'scam' } as const
    const short = { deed: 'pause', reason: 'unkind', hours: 1 } as const
    const { dell, offers, later } = await twice(long, short)
    await later(hours(2))
    expectProblem(await offers(dell), Paused)
    await later(hours(70))
    expect((await offers(dell)).statusCode).toBe(201)
    const { as, ann, two, ...again } = await twice(long, short)
    expect((await as(ann)('DELETE', `/api/actions/${two.id}`)).statusCode).toBe(204)
    expectProblem(await again.offers(again.dell), Paused)
  })

  test('of a steward, it lasts as long as was said from the second yes on', async () => {
    const { as, bernard, chandra, ann, url, about, offers, later } = await judging()
    await as(ann)('PUT', `${url}/members/${chandra.id}`, { role: 'steward' })
    const { id, state } = await about(chandra, { deed: 'pause', reason: 'unkind', hours: 24 })
    expect(state).toBe('proposed')
    await later(hours(25))
    expect((await offers(chandra)).statusCode).toBe(201)
    const said = await as(bernard)('PUT', `/api/actions/${id}/second`, { agree: true })
    expect(said.json()).toMatchObject({ state: 'done', until: '2026-03-14T10:00:00.000Z' })
    expectProblem(await offers(chandra), Paused)
    await later(hours(24))
    expect((await offers(chandra)).statusCode).toBe(201)
  })
})
