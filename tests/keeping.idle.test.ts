/** Somebody who has not been here for two years signs in at the very moment in which the clock looks. */
import { isNotNull } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { endIdle } from '../server/my-data/clock.ts'
import { ErasureList } from '../server/my-data/list.ts'
import { type Cast, cameBack } from './support/cast.ts'
import { openStreet } from './support/elm-row.ts'
import { days, engines, type Store, testKey } from './support/house.ts'

describe.each(engines)('whoever comes back just in time on %s', (engine) => {
  async function quietStreet() {
    const street = await openStreet(engine, ['Ann', 'Bernard'])
    const { house, as } = street
    const list = new ErasureList(house.house.erasureList, testKey)
    const comeBack = (who: Cast) => cameBack(house, who, { meanwhile: true })
    const nameOf = async (who: Cast) => (await as(who)('GET', '/api/me')).json().name
    return { ...street, list, comeBack, nameOf }
  }

  test('is not told that their account ends', async () => {
    const { house, cast, list, comeBack } = await quietStreet()
    house.clock.pass(days(701))
    const write: Store['write'] = async (work) => {
      await comeBack(cast[0])
      return house.store.write(work)
    }
    const late = { ...house.house, store: { ...house.store, write } }
    await endIdle({ house: late, list, dirty: false }, house.clock.now())
    const { people } = house.store.read.t
    const told = await house.store.read.select().from(people).where(isNotNull(people.warnedAt))
    expect(told.map(({ name }) => name)).toEqual(['Bernard'])
  })

  test('is not erased', async () => {
    const { house, cast, list, comeBack, nameOf } = await quietStreet()
    house.clock.pass(days(701))
    await house.sweep()
    await comeBack(cast[0])
    house.clock.pass(days(31))
    let back = cast[1]
    const add = async (id: string) => {
      back = await comeBack(back)
      await ErasureList.prototype.add.call(list, id)
    }
    const desk = { house: house.house, list: Object.assign(list, { add }), dirty: false }
    await endIdle(desk, house.clock.now())
    expect(back).not.toBe(cast[1])
    expect(await nameOf(back)).toBe('Bernard')
    expect((await list.read()).has(back.id)).toBe(false)
  })
})
