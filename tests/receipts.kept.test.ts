// What was spent is for two people, and for a steward who says why; and it goes.
import { describe, expect, test } from 'vitest'
import { InvalidInput } from '#contract/http'
import type { Notices } from '#contract/notices'
import type { Reveals } from '#contract/reveals'
import { announced } from './support/announced.ts'
import type { Cast } from './support/cast.ts'
import { expectProblem } from './support/expect.ts'
import { days, engines, minutes } from './support/house.ts'
import { openRow, receipt, secret, shopping as shoppingOn } from './support/shopping.ts'

describe.each(engines)('what was spent, on %s', (engine) => {
  const shopping = async (money?: object) => shoppingOn(await openRow(engine), money)

  test('the total is read by whoever asked, and by a steward only who says why, in front of both', async () => {
    const { as, boardId, house, asked, done, see, look, everything, ...who } = await shopping()
    const { ann, bernard, chandra, dell } = who
    await done(chandra, receipt)
    await house.sweep()
    expect(await everything(bernard)).toMatch(secret)
    for (const other of [chandra, dell, ann]) expect(await everything(other)).not.toMatch(secret)
    const told = JSON.stringify(await announced(house, boardId))
    expect(told).not.toMatch(secret)
    for (const other of [chandra, dell]) {
      expect(await see(other)).toEqual({ count: 0, items: [], lookingUntil: null })
      expect((await look(other)).statusCode).toBe(404)
    }
    expect(await see(ann)).toEqual({ count: 1, items: [], lookingUntil: null })
    expectProblem(await look(ann, ''), InvalidInput, ['#/reason'])
    expect((await look(ann)).json().items).toMatchObject([{ totalPence: 1240 }])
    expect((await see(ann)).items).toHaveLength(1)
    await house.sweep()
    for (const one of [bernard, chandra]) {
      const { items }: Reveals = (await as(one)('GET', '/api/me/reveals')).json()
      expect(items.find((item) => item.as === 'steward')).toMatchObject({
        to: { name: 'Ann' },
        reason: 'They do not agree about the change',
        looks: [{ what: ['receipt'] }],
      })
      const notices: Notices = (await as(one)('GET', '/api/notices')).json()
      expect(notices.items[0]).toMatchObject({ what: 'receipt.seen', other: { name: 'Ann' } })
    }
    const ledger = (await as(dell)('GET', `/api/boards/${boardId}/ledger`)).json().items
    expect(ledger.map(({ type }: { type: string }) => type)).toEqual(['receipt.seen', 'receipt.seen'])
    house.clock.pass(minutes(31))
    expect((await see(ann)).items).toEqual([])
  })

  test('it is taken along by the two it belongs to, and goes with whoever leaves', async () => {
    const { as, bernard, chandra, dell, done, kept } = await shopping()
    await done(chandra, receipt)
    const mine = async (who: Cast) => (await as(who)('GET', '/api/me/export')).body
    expect(await mine(bernard)).toMatch(secret)
    expect(await mine(chandra)).toMatch(secret)
    expect(await mine(dell)).not.toMatch(secret)
    expect(await kept()).toHaveLength(1)
    await as(chandra)('DELETE', '/api/me')
    expect(await kept()).toEqual([])
  })

  test('it goes by itself: after ninety days, or with the words of its post', async () => {
    const { house, chandra, done, kept } = await shopping()
    await done(chandra, receipt)
    house.clock.pass(days(89))
    await house.sweep()
    expect(await kept()).toHaveLength(1)
    house.clock.pass(days(2))
    await house.sweep()
    expect(await kept()).toEqual([])
    const other = await shopping()
    await other.done(other.chandra, receipt)
    await other.as(other.bernard)('PUT', `/api/posts/${other.asked.id}/ending`, { as: 'met' })
    await other.as(other.ann)('PATCH', `/api/boards/${other.boardId}/keeping`, { postDays: 10 })
    other.house.clock.pass(days(11))
    await other.house.sweep()
    expect(await other.kept()).toEqual([])
  })

  test('the clock never makes something done whose receipt is not there', async () => {
    const errand = await shopping({ payBackPounds: 20, parts: 2 })
    const { as, house, asked, bernard, chandra, done, stateOf } = errand
    await done(chandra, receipt)
    expect(await stateOf()).toBe('done')
    const second = (await as(chandra)('POST', `/api/posts/${asked.id}/claims`, {})).json()
    await as(bernard)('PUT', `/api/claims/${second.id}/acceptance`)
    house.clock.pass(days(30))
    await house.sweep()
    const { items } = (await as(bernard)('GET', `/api/posts/${asked.id}/claims`)).json()
    expect(items.map(({ state }: { state: string }) => state)).toEqual(['done', 'lapsed'])
  })
})
