import { describe, expect, onTestFinished, test } from 'vitest'
import { NothingWaits } from '#contract/contact-change'
import { BadCode } from '#contract/sign-in'
import { buildApp } from '../server/app.ts'
import { codeFor, openSecondLock } from './support/cast.ts'
import { after, before, codesTo, deviceOf, on, opens } from './support/changing.ts'
import { callsAs } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { days, engines, hours, minutes, openHouse, start } from './support/house.ts'

const email = (value: string) => ({ kind: 'email', value })
const aWhile = minutes(15)

describe.each(engines)('changing how one is reached, on %s', (engine) => {
  test('somebody who has just signed in is reached at the new one at once, and the old one opens nothing', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    const elsewhere = await deviceOf(house)
    house.clock.pass(aWhile - 1)
    expect(await ann.mine()).toEqual({ items: [email(before)], waiting: null, waitHours: 0 })
    const reply = await ann.change()
    expect(reply.statusCode).toBe(200)
    expect(reply.json()).toEqual({ items: [email(after)], waiting: null, waitHours: 0 })
    for (const { mine } of [ann, elsewhere]) expect((await mine()).items).toEqual([email(after)])
    house.clock.pass(1)
    expect(await opens(house, after)).toBe(ann.id)
    expect(await opens(house, before)).toBeUndefined()
    const [row] = await house.store.read.select().from(house.store.read.t.contacts)
    expect(row).toMatchObject({ personId: ann.id, confirmedAt: house.clock.now() })
  })

  test('a mobile takes the place of an email, however it is typed', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    expect((await ann.change('07700 900 123', '+447700900123')).statusCode).toBe(200)
    expect((await ann.mine()).items).toEqual([{ kind: 'mobile', value: '+447700900123' }])
  })

  test('a code that was on its way to the old one is void from then on', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    await ann.ask(before)
    const code = await codeFor(house.store, before)
    await ann.change()
    const payload = { contact: before, code, name: 'Somebody' }
    expectProblem(await callsAs(house)(null)('POST', '/api/session', payload), BadCode, ['#/code'])
    expect((await codesTo(house, before)).map(({ endedAt }) => endedAt)).not.toContain(null)
  })

  test('a session of fifteen minutes waits two days, and then the clock makes the change', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    house.clock.pass(aWhile)
    const waiting = { ...email(after), at: new Date(start + aWhile + hours(48)).toISOString() }
    expect((await ann.change()).json()).toEqual({ items: [email(before)], waiting, waitHours: 48 })
    house.clock.pass(hours(48) - 1)
    await house.sweep()
    expect(await ann.mine()).toEqual({ items: [email(before)], waiting, waitHours: 48 })
    house.clock.pass(1)
    await house.sweep()
    expect(await ann.mine()).toEqual({ items: [email(after)], waiting: null, waitHours: 48 })
    expect(await opens(house, after)).toBe(ann.id)
    expect(await opens(house, before)).toBeUndefined()
  })

  test('what is due is made after any restart, and by one of two processes', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    house.clock.pass(aWhile)
    await ann.change()
    house.clock.pass(days(9))
    const { app, house: twin } = await buildApp({ ...house.house })
    onTestFinished(() => app.close())
    const sweep = async ({ sweeps }: typeof twin) => {
      for (const one of sweeps) await one(house.clock.now())
    }
    await Promise.all([sweep(house.house), sweep(twin)])
    expect((await ann.mine()).items).toEqual([email(after)])
    const { read } = house.store
    const changed = (await read.select().from(read.t.contactLetters)).filter(({ what }) => what === 'changed')
    expect(changed).toHaveLength(1)
  })

  test('a session that was opened with both locks need not wait', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    await openSecondLock(house, ann.id)
    house.clock.pass(days(20))
    expect((await ann.mine()).waitHours).toBe(0)
    expect((await ann.change()).json()).toMatchObject({ items: [email(after)], waiting: null })
  })

  test('a lock that was opened too long ago does not help', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    const { sessions } = house.store.read.t
    await house.store.write(
      async (tx) => void (await tx.update(sessions).set({ strongUntil: start + days(2) })),
    )
    house.clock.pass(days(2))
    expect((await ann.change()).json()).toMatchObject({ items: [email(before)], waiting: email(after) })
  })

  test('a change that waits is stopped from any session of theirs, once, and by nobody else', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    const bernard = await deviceOf(house, 'bernard@example.org', 'Bernard')
    house.clock.pass(aWhile)
    await ann.change()
    const elsewhere = await deviceOf(house)
    expectProblem(await bernard.stop(), NothingWaits)
    expect((await elsewhere.mine()).waiting).toMatchObject(email(after))
    expect((await elsewhere.stop()).statusCode).toBe(204)
    expectProblem(await elsewhere.stop(), NothingWaits)
    house.clock.pass(days(3))
    await house.sweep()
    expect(await ann.mine()).toMatchObject({ items: [email(before)], waiting: null })
    expect(await opens(house, before)).toBe(ann.id)
  })

  test('a change made at once leaves none waiting, and a newer wish begins its two days anew', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    house.clock.pass(aWhile)
    await ann.change('first@example.org')
    house.clock.pass(hours(40))
    await ann.change('second@example.org')
    house.clock.pass(hours(8))
    await house.sweep()
    expect(await ann.mine()).toMatchObject({ items: [email(before)], waiting: email('second@example.org') })
    const fresh = await deviceOf(house)
    await fresh.change()
    expect(await fresh.mine()).toMatchObject({ items: [email(after)], waiting: null })
    house.clock.pass(days(3))
    await house.sweep()
    expect((await fresh.mine()).items).toEqual([email(after)])
  })

  test('the one they have already stays, and nothing else waits', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    house.clock.pass(minutes(61))
    await ann.change()
    expect((await ann.change(before)).json()).toMatchObject({ items: [email(before)], waiting: null })
  })

  test('whoever holds a card adds one: at once when they have just signed in, after two days otherwise', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    const { code: card } = (await ann.call('POST', '/api/cards', { name: 'Nell' })).json()
    const enter = () => callsAs(house)(null)('POST', '/api/session', { card, as: 'token' })
    const { person, token } = (await enter()).json()
    const nell = on(house, { id: person.id, headers: { authorization: `Bearer ${token}` } })
    house.clock.pass(aWhile)
    expect((await nell.change('nell@example.org')).json()).toMatchObject({ items: [], waitHours: 48 })
    house.clock.pass(hours(48))
    await house.sweep()
    expect((await nell.mine()).items).toEqual([email('nell@example.org')])
    expect((await enter()).json().person.id).toBe(nell.id)
    expect(await house.store.read.$count(house.store.read.t.contactLetters)).toBe(0)
    const grandpa = (await ann.call('POST', '/api/cards', { name: 'Tom' })).json().code
    const tom = (await callsAs(house)(null)('POST', '/api/session', { card: grandpa, as: 'token' })).json()
    const at = on(house, { id: tom.person.id, headers: { authorization: `Bearer ${tom.token}` } })
    expect((await at.change('tom@example.org')).json()).toMatchObject({ items: [email('tom@example.org')] })
  })
})
