/** What is told to where somebody was reached before, what is kept of it, and that it goes with them. */
import { describe, expect, test } from 'vitest'
import { houseDays } from '#contract/keeping'
import { signIn } from './support/cast.ts'
import { after, before, deviceOf } from './support/changing.ts'
import { foundStreet } from './support/elm-row.ts'
import { filesHolding, tablesHolding } from './support/everything.ts'
import { days, engines, minutes, openHouse, type TestHouse } from './support/house.ts'
import { lettersIn, notesIn, openMailServer } from './support/letters.ts'

const about = 'How Doorstep reaches you'
const aWhile = minutes(15)
const changesIn = async ({ outbox }: TestHouse) =>
  (await lettersIn(outbox)).filter(({ subject }) => subject === about)

describe.each(engines)('a letter about a change, on %s', (engine) => {
  test('goes to the old one by a real mail server, at once and when it is made, and names neither the new one nor them', async () => {
    const server = await openMailServer()
    const house = await openHouse(engine, false, { mail: { smtpUrl: server.url } })
    const ann = await deviceOf(house, before, 'Annabel')
    const told = () => server.caught.filter(({ subject }) => subject === about)
    house.clock.pass(aWhile)
    await ann.change()
    await house.sweep()
    expect(told()).toHaveLength(1)
    expect(told()[0]).toMatchObject({ to: before })
    expect(told()[0]!.text).toContain('somewhere else from Saturday 14 March')
    expect(told()[0]!.text).toContain('9:15')
    expect(told()[0]!.text).toContain(
      'Press “Stop this” on this page, and then “Sign out everywhere”:\n\nhttp://localhost/me',
    )
    house.clock.pass(days(2))
    await house.sweep()
    await house.sweep()
    expect(told()).toHaveLength(2)
    expect(told()[1]).toMatchObject({ to: before })
    expect(told()[1]!.text).toContain('does not open your account')
    expect(told()[1]!.text).toContain('If it was not you')
    for (const { raw } of told()) expect(raw).not.toMatch(/ann\.new|Annabel/)
  })

  test('goes once when the change is made at once', async () => {
    const house = await openHouse(engine)
    await (await deviceOf(house)).change()
    await house.sweep()
    const letters = await changesIn(house)
    expect(letters).toMatchObject([{ to: before }])
    expect(letters[0]!.text).toContain('does not open your account')
  })

  test('to a mobile is left to be passed on by hand', async () => {
    const house = await openHouse(engine)
    await (await deviceOf(house, '+447700900123')).change()
    await house.sweep()
    const note = notesIn(house.outbox).find((one) => one.includes('does not open your account'))
    expect(note).toContain('For +447700900123')
  })

  test('of what was stopped before it could be sent is not sent', async () => {
    const away = await openMailServer()
    await away.close()
    const house = await openHouse(engine, false, { mail: { smtpUrl: away.url } })
    const ann = await deviceOf(house)
    house.clock.pass(aWhile)
    await ann.change()
    await house.sweep()
    await ann.stop()
    const back = await openMailServer(away.port)
    house.clock.pass(minutes(30))
    await house.sweep()
    expect(back.caught).toEqual([])
  })

  test('waits while mail is down, and is not lost', async () => {
    const away = await openMailServer()
    await away.close()
    const house = await openHouse(engine, false, { mail: { smtpUrl: away.url } })
    await (await deviceOf(house)).change()
    await house.sweep()
    const back = await openMailServer(away.port)
    house.clock.pass(days(5))
    await house.sweep()
    expect(back.caught).toMatchObject([{ to: before, subject: about }])
  })

  test('says that nothing was done where the new one has begun an account of its own', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    house.clock.pass(aWhile)
    await ann.change()
    house.clock.pass(minutes(1))
    await signIn(house, { contact: after, name: 'Anne' })
    house.clock.pass(days(2))
    await house.sweep()
    await house.sweep()
    const [letter] = (await changesIn(house)).filter(({ text }) => text.includes('That was not done'))
    expect(letter).toMatchObject({ to: before })
  })
})

describe.each(engines)('what is kept of a change, on %s', (engine) => {
  const old = ['ann@example.org']
  const both = [...old, 'ann.new@example.org', 'ann.third@example.org']

  test('is in the copy of everything: what waits, and where they were reached before', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    await ann.change()
    house.clock.pass(aWhile)
    await ann.change('ann.third@example.org')
    const copy = (await ann.call('GET', '/api/me/export')).json()
    expect(copy).toMatchObject({
      me: { contacts: [{ value: after }] },
      contactWaiting: { value: 'ann.third@example.org' },
      contactsBefore: [
        { value: before, what: 'changed' },
        { value: after, what: 'waits' },
      ],
    })
  })

  test('is gone after ninety days', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    await ann.change()
    await house.sweep()
    house.clock.pass(days(houseDays.formerContacts) - 1)
    await house.sweep()
    expect(await tablesHolding(house.store.read, old)).toEqual([`contactLetters: ${before}`])
    house.clock.pass(1)
    await house.sweep()
    expect(await tablesHolding(house.store.read, old)).toEqual([])
  })

  test('goes with whoever leaves for good, out of every table, the outbox and the sheets of the street', async () => {
    const house = await openHouse(engine)
    const { as, cast, boardId } = await foundStreet(house, ['Stella'])
    const ann = await deviceOf(house)
    await ann.call('POST', `/api/boards/${boardId}/members`, {})
    const text = `Name,Email,What do you need?\nAnn,${before},Bread`
    await as(cast[0])('POST', `/api/boards/${boardId}/imports`, { text })
    await ann.change()
    house.clock.pass(aWhile)
    await ann.change('ann.third@example.org')
    await ann.ask('ann.third@example.org')
    await house.sweep()
    for (const contact of both) expect(filesHolding(house.outbox, [contact])).not.toEqual([])
    expect((await tablesHolding(house.store.read, both)).length).toBeGreaterThan(4)
    expect((await ann.call('DELETE', '/api/me')).statusCode).toBe(204)
    await house.sweep()
    expect(await tablesHolding(house.store.read, both)).toEqual([])
    expect(filesHolding(house.outbox, both)).toEqual([])
  })

  test('takes nothing of whoever is reached there now', async () => {
    const house = await openHouse(engine)
    const ann = await deviceOf(house)
    await ann.change()
    house.clock.pass(minutes(1))
    const next = await deviceOf(house, before, 'Anton')
    await next.ask(before)
    await house.sweep()
    const { contacts, signInCodes } = house.store.read.t
    const [kept] = [await house.store.read.$count(signInCodes)]
    await ann.call('DELETE', '/api/me')
    expect(await house.store.read.select().from(contacts)).toMatchObject([
      { personId: next.id, value: before },
    ])
    expect(await house.store.read.$count(signInCodes)).toBe(kept! - 1)
    expect(filesHolding(house.outbox, ['ann@example.org'])).not.toEqual([])
  })

  test('does not hide somebody who was sent away from a street: by the old one too they ask first', async () => {
    const house = await openHouse(engine)
    const { as, cast, boardId } = await foundStreet(house, ['Stella', 'Steve'])
    const members = `/api/boards/${boardId}/members`
    await as(cast[0])('PUT', `${members}/${cast[1].id}`, { role: 'steward' })
    const ann = await deviceOf(house)
    await ann.call('POST', members, {})
    await ann.change()
    for (const steward of cast) await as(steward)('DELETE', `${members}/${ann.id}`)
    await ann.call('DELETE', '/api/me')
    for (const contact of [before, after]) {
      const again = await deviceOf(house, contact, 'Anne')
      expect((await again.call('POST', members, {})).json()).toMatchObject({ state: 'asking' })
    }
    const other = await deviceOf(house, 'other@example.org', 'Other')
    expect((await other.call('POST', members, {})).json()).toMatchObject({ state: 'active' })
  })
})
