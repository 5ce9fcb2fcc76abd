import { describe, expect, test } from 'vitest'
import { ContactTaken } from '#contract/contact-change'
import { InvalidInput, SignInNeeded } from '#contract/http'
import { BadContact } from '#contract/people'
import { BadCode, ProofNeeded } from '#contract/sign-in'
import { codeFor, signIn } from './support/cast.ts'
import { after, before, codesTo, deviceOf, opens } from './support/changing.ts'
import { callsAs } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { days, engines, minutes, openHouse } from './support/house.ts'

const wrong = (code: string) => (code === '123456' ? '654321' : '123456')
const email = (value: string) => ({ kind: 'email', value })
const aWhile = minutes(15)

describe.each(engines)('the code for a new contact, on %s', (engine) => {
  test('costs a try when it is wrong, is void after five, and is good once', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    await ann.ask(after)
    const code = await codeFor(house.store, after)
    for (let time = 0; time < 4; time++) expectProblem(await ann.put(after, wrong(code)), BadCode, ['#/code'])
    expect((await codesTo(house, after))[0]).toMatchObject({ triesLeft: 1, endedAt: null })
    expect((await ann.put(after, `${code.slice(0, 3)} ${code.slice(3)}`)).statusCode).toBe(200)
    expectProblem(await ann.put(after, code), BadCode, ['#/code'])
    await ann.ask('other@example.org')
    const other = await codeFor(house.store, 'other@example.org')
    await Promise.all(Array.from({ length: 9 }, () => ann.put('other@example.org', wrong(other))))
    expectProblem(await ann.put('other@example.org', other), BadCode, ['#/code'])
    expect((await ann.mine()).items).toEqual([email(after)])
  })

  test('is good for ten minutes and for this contact alone', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    await ann.ask(after)
    const code = await codeFor(house.store, after)
    expectProblem(await ann.put('elsewhere@example.org', code), BadCode, ['#/code'])
    house.clock.pass(minutes(10))
    expectProblem(await ann.put(after, code), BadCode, ['#/code'])
  })

  test('is asked for and refused in the same words, whether the contact opens an account or not', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    const bernard = await deviceOf(house, 'bernard@example.org', 'Bernard')
    const told = async (contact: string) => [
      (await ann.ask(contact)).body,
      (await ann.put(contact, wrong(await codeFor(house.store, contact)))).body,
    ]
    expect(await told('bernard@example.org')).toEqual(await told('nobody@example.org'))
    const right = await codeFor(house.store, 'bernard@example.org')
    expectProblem(await ann.put('bernard@example.org', right), ContactTaken)
    expectProblem(await ann.put('bernard@example.org', right), BadCode, ['#/code'])
    expect((await ann.mine()).items).toEqual([email(before)])
    expect((await bernard.mine()).items).toEqual([email('bernard@example.org')])
  })

  test('four who type in the same code at once do not all get the contact', async () => {
    const house = await openHouse(engine)
    const names = ['ann', 'bernard', 'chandra', 'dilys']
    const all = await Promise.all(names.map((name) => deviceOf(house, `${name}@example.org`, name)))
    await all[0]!.ask(after)
    const code = await codeFor(house.store, after)
    const replies = await Promise.all(all.map(({ put }) => put(after, code)))
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422, 422, 422])
  })

  test('two who wait for the same contact do not both get it', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    const bernard = await deviceOf(house, 'bernard@example.org', 'Bernard')
    house.clock.pass(aWhile)
    for (const { change } of [ann, bernard]) expect((await change()).statusCode).toBe(200)
    house.clock.pass(days(2))
    await house.sweep()
    const reached = [await ann.mine(), await bernard.mine()].flatMap(({ items }) => items)
    expect(reached.filter(({ value }) => value === after)).toHaveLength(1)
    expect(reached).toHaveLength(2)
  })

  test('a contact that begins an account while a change to it waits stays with that account', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    house.clock.pass(aWhile)
    await ann.change()
    house.clock.pass(minutes(1))
    const other = (await signIn(house, { contact: after, name: 'Anne' })).json().person.id
    house.clock.pass(days(2))
    await house.sweep()
    expect(await ann.mine()).toMatchObject({ items: [email(before)], waiting: null })
    expect(await opens(house, after)).toBe(other)
  })

  test('pressing twice is answered twice, and done once', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    await ann.ask(after)
    const payload = { contact: after, code: await codeFor(house.store, after) }
    const headers = { ...ann.headers, 'idempotency-key': 'once' }
    const press = () => house.app.inject({ method: 'PUT', url: '/api/me/contact', headers, payload })
    for (const { statusCode } of await Promise.all([press(), press(), press()])) expect(statusCode).toBe(200)
    expect(await house.store.read.$count(house.store.read.t.contactLetters)).toBe(1)
  })

  test('what cannot be read is said at its field', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    expectProblem(await ann.put('ann at home', '123456'), BadContact, ['#/contact'])
    const put = (payload: object) => ann.call('PUT', '/api/me/contact', payload)
    expectProblem(await put({ contact: after }), InvalidInput, ['#/code'])
    expectProblem(await put({ code: '123456' }), ProofNeeded, ['#/contact'])
    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      const reply = await callsAs(house)(null)(
        method,
        '/api/me/contact',
        method === 'PUT' ? { code: 'x' } : undefined,
      )
      expectProblem(reply, SignInNeeded)
    }
  })
})
