import { describe, expect, test } from 'vitest'
import type { Cast } from './support/cast.ts'
import { engines, hours, minutes } from './support/house.ts'
import { openStewardedStreet } from './support/stewards.ts'

describe.each(engines)('what waits for a steward on %s', (engine) => {
  test('a crisis is said aloud at once, and again each half hour; the ledger has it too', async () => {
    const { house, as, url, ann, bernard, dell, post, sweepTold, worry } = await alarmed()
    const { id } = await post(dell)
    await worry({ kind: 'crisis', about: { kind: 'post', id }, personId: dell.id })
    expect(await sweepTold(ann)).toEqual(['case.crisis'])
    house.clock.pass(minutes(31))
    expect(await sweepTold(bernard)).toEqual(['case.crisis', 'case.crisis'])
    const lines = (await as(dell)('GET', `${url}/ledger`)).json().items
    expect(lines).toMatchObject([{ type: 'queue.alarm', reason: 'waited-too-long' }])
  })

  test('of a steward, a crisis is not said aloud to themselves', async () => {
    const { house, ann, bernard, post, sweepTold, worry } = await alarmed()
    const { id } = await post(ann)
    await worry({ kind: 'crisis', about: { kind: 'post', id }, personId: ann.id })
    house.clock.pass(minutes(31))
    expect(await sweepTold(ann)).toEqual(['queue.waits'])
    expect(await sweepTold(bernard)).toEqual(['case.crisis', 'case.crisis'])
  })

  test('an ordinary case is said aloud after four hours, not sooner, and again after four more', async () => {
    const { house, ann, dell, post, sweepTold, worry } = await alarmed()
    const { id } = await post(dell)
    await worry({ kind: 'new', about: { kind: 'post', id }, personId: dell.id })
    house.clock.pass(hours(4) - 1)
    expect(await sweepTold(ann)).toEqual([])
    house.clock.pass(1)
    expect(await sweepTold(ann)).toEqual(['queue.waits'])
    house.clock.pass(hours(4) - 1)
    expect(await sweepTold(ann)).toEqual(['queue.waits'])
    house.clock.pass(1)
    expect(await sweepTold(ann)).toEqual(['queue.waits', 'queue.waits'])
  })

  test('what is held back before it is ever stored stands with what says the same', async () => {
    const { as, url, ann, dell, esther, post, queue } = await alarmed()
    const { version } = (await as(ann)('GET', url)).json()
    expect((await as(ann)('PATCH', url, { version, checking: 'everyone' })).statusCode).toBe(200)
    await post(dell, { title: 'Cheap watches for all friends' })
    await post(dell, { title: 'A pot of white paint' })
    await post(esther, { title: 'CHEAP watches, for all FRIENDS!' })
    const { items } = await queue(ann)
    expect(items.map(({ lane, subject, alike }) => `${lane} ${alike}: ${subject?.title}`)).toEqual([
      'alike 2: Cheap watches for all friends',
      'alike 2: CHEAP watches, for all FRIENDS!',
      'rest 1: A pot of white paint',
    ])
  })

  test('what somebody wrote who is to wait a while comes up by itself only after that', async () => {
    const { house, ann, dell, esther, post, heldPost, tell, queue, decide, see } = await alarmed()
    const { id } = await post(dell)
    const { postId } = await heldPost(dell)
    await tell(esther, { kind: 'post', id })
    const told = (await queue(ann)).items.find(({ about }) => about.id === id)!
    await decide(ann, told.id, { deed: 'freeze', reason: 'scam' })
    const stateIn = async (ms: number) => {
      house.clock.pass(ms)
      await house.sweep()
      return (await see(dell, postId)).state
    }
    expect(await stateIn(hours(25))).toBe('checking')
    expect(await stateIn(hours(48))).toBe('open')
  })

  test.each([
    ['new', 0],
    ['crisis', 1],
    ['scam', 1],
  ] as const)('of a held post that its author takes back (%s), %i cases are left', async (kind, left) => {
    const { house, as, ann, dell, heldPost, queue, sweepTold } = await alarmed()
    const { postId } = await heldPost(dell, {}, kind)
    await as(dell)('DELETE', `/api/posts/${postId}`, {})
    await house.sweep()
    expect((await queue(ann)).items).toHaveLength(left)
    house.clock.pass(hours(4))
    expect((await sweepTold(ann)).includes('queue.waits')).toBe(kind === 'scam')
  })

  async function alarmed() {
    const street = await openStewardedStreet(engine)
    const sweepTold = async (who: Cast) => {
      await street.house.sweep()
      await street.house.sweep()
      const { items } = (await street.as(who)('GET', '/api/notices')).json()
      return items
        .map(({ what }: { what: string }) => what)
        .filter((what: string) => /^(case|queue)/.test(what))
    }
    return { ...street, sweepTold }
  }
})
