// T20: an address or a number that nobody used for a year may be somebody else's now. It opens no account by itself.
import { describe, expect, test } from 'vitest'
import { OwnRecovery } from '#contract/recovery'
import { ContactUnused, NameNeeded } from '#contract/sign-in'
import { TrustedFirst } from '#contract/standing'
import { addressOf, type Cast, cameBack } from './support/cast.ts'
import { aDevice } from './support/device.ts'
import { openStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { days, engines, hours } from './support/house.ts'

describe.each(engines)('an address not used for a year on %s', (engine) => {
  /** Nell has not been here for a year and a day; Ann, Bernard and Chandra have. */
  async function aYearLater(start: object = {}) {
    const street = await openStreet(engine, ['Ann', 'Bernard', 'Chandra', 'Nell'], { start })
    const { house, cast, as, boardId, post } = street
    const [, , , nell] = cast
    await post(nell, { title: 'Wool for Nell' })
    house.clock.pass(days(300))
    const [ann, bernard, chandra] = [
      await cameBack(house, cast[0]),
      await cameBack(house, cast[1]),
      await cameBack(house, cast[2]),
    ]
    house.clock.pass(days(66))
    const url = `/api/boards/${boardId}/members/${nell.id}/recovery`
    const sayYes = (who: Cast) => as(who)('PUT', url)
    return { ...street, ann, bernard, chandra, nell, url, sayYes, phone: aDevice(house) }
  }

  test('opens nothing until two neighbours have said that it is them, and two days have passed', async () => {
    const { phone, ann, bernard, nell, sayYes, url, as, house } = await aYearLater()
    expect((await as(ann)('GET', url)).statusCode).toBe(404)
    const first = await phone.enter('Nell')
    const from = new Date(house.clock.now() + hours(48)).toISOString()
    expectProblem(first, ContactUnused)
    expect(first.json()).toMatchObject({ yes: 0, needed: 2, from })
    expect(phone.jar.has('session')).toBe(false)
    expect((await as(ann)('GET', url)).json()).toMatchObject({ yes: 0, byYou: false, mayYou: true })
    expect((await sayYes(ann)).json()).toMatchObject({ yes: 1, byYou: true })
    await sayYes(ann)
    house.clock.pass(hours(49))
    expect((await phone.enter('Nell')).json()).toMatchObject({ yes: 1, from })
    expect((await sayYes(bernard)).json()).toMatchObject({ yes: 2 })
    const back = await phone.enter('Nell')
    expect(back.statusCode, back.body).toBe(201)
    expect(back.json()).toMatchObject({ first: false, person: { id: nell.id } })
    expect((await as(ann)('GET', url)).statusCode).toBe(404)
    expect((await phone.enter('Nell')).statusCode).toBe(201)
  })

  test('opens nothing sooner than that, however many have said so', async () => {
    const { phone, ann, bernard, chandra, sayYes, house } = await aYearLater()
    await phone.enter('Nell')
    for (const one of [ann, bernard, chandra]) expect((await sayYes(one)).statusCode).toBe(200)
    house.clock.pass(hours(47))
    expectProblem(await phone.enter('Nell'), ContactUnused)
    house.clock.pass(hours(1))
    expect((await phone.enter('Nell')).statusCode).toBe(201)
  })

  test('is vouched for by those only who are trusted, who may see them, and who are somebody else', async () => {
    const { phone, ann, chandra, sayYes, url, as, house } = await aYearLater({ vouchesWanted: 2 })
    await phone.enter('Nell')
    expect((await as(chandra)('GET', url)).json()).toMatchObject({ mayYou: false })
    expectProblem(await sayYes(chandra), TrustedFirst)
    expect((await sayYes(ann)).statusCode).toBe(200)
    const stranger = aDevice(house)
    await stranger.signIn('Stranger')
    expect((await stranger.call('PUT', url)).statusCode).toBe(403)
  })

  test('is not to be seen across a block', async () => {
    const { phone, bernard, nell, sayYes, url, as } = await aYearLater()
    await phone.enter('Nell')
    await as(bernard)('PUT', `/api/me/blocks/${nell.id}`)
    for (const reply of [await sayYes(bernard), await as(bernard)('GET', url)])
      expect(reply.statusCode).toBe(404)
  })

  test('is not one’s own word', async () => {
    const { phone, ann, sayYes, house, as, boardId } = await aYearLater()
    await phone.enter('Ann')
    const { recoveries } = house.store.read.t
    await house.store.write((tx) =>
      tx
        .insert(recoveries)
        .values({ personId: ann.id, askedAt: 1 })
        .then(() => {}),
    )
    expectProblem(await as(ann)('PUT', `/api/boards/${boardId}/members/${ann.id}/recovery`), OwnRecovery)
    expect((await sayYes(ann)).statusCode).toBe(404)
  })

  test('leaves nothing of who said so, and of whom, when either leaves for good', async () => {
    const { phone, ann, bernard, nell, sayYes, house, as } = await aYearLater()
    await phone.enter('Nell')
    for (const one of [ann, bernard]) await sayYes(one)
    const { recoveries, recoveryWords } = house.store.read.t
    const left = async () => [
      await house.store.read.$count(recoveries),
      await house.store.read.$count(recoveryWords),
    ]
    expect(await left()).toEqual([1, 2])
    await as(bernard)('DELETE', '/api/me')
    expect(await left()).toEqual([1, 1])
    await house.store.write(async (tx) => {
      for (const one of house.house.erasures) await one(tx, nell.id, house.clock.now())
    })
    expect(await left()).toEqual([0, 0])
  })

  test('is the new owner’s to begin anew with, who reads nothing of whoever had it', async () => {
    const { phone, nell, as, ann, boardId, house } = await aYearLater()
    expectProblem(await phone.enter('Nell', { anew: 'yes' }), NameNeeded, ['#/name'])
    expectProblem(await phone.enter('Nell'), ContactUnused)
    const begun = await phone.enter('Nell', { anew: 'yes', name: 'Newman' })
    expect(begun.json()).toMatchObject({ first: true, person: { name: 'Newman' } })
    expect(begun.json().person.id).not.toBe(nell.id)
    expect((await phone.call('GET', '/api/mine')).body).not.toContain('Wool')
    expect((await phone.call('GET', '/api/me/export')).body).not.toContain('Wool')
    const here = (await as(ann)('GET', `/api/boards/${boardId}/members`)).json().items
    expect(here.map(({ person }: { person: { name: string } }) => person.name)).toContain('Nell')
    const { contacts } = house.store.read.t
    const kept = await house.store.read.select().from(contacts)
    expect(kept.filter(({ value }) => value === addressOf('Nell'))).toMatchObject([
      { personId: begun.json().person.id },
    ])
  })

  test('changes nothing for whoever used it yesterday, and asks for no name that is known', async () => {
    const { ann, house } = await aYearLater()
    const phone = aDevice(house)
    const reply = await phone.enter('Ann', { anew: 'yes', name: 'Not Ann' })
    expect(reply.json()).toMatchObject({ first: false, person: { id: ann.id, name: 'Ann' } })
    house.clock.pass(days(364))
    expect((await aDevice(house).enter('Ann')).statusCode).toBe(201)
  })

  test('is told to whoever the account belongs to, who stops it, or signs in with it where they are signed in', async () => {
    const { phone, bernard, chandra, house } = await aYearLater()
    const own = aDevice(house)
    const ann = await own.signIn('Ann')
    const { contacts } = house.store.read.t
    const aged = house.clock.now() - days(365)
    await house.store.write((tx) =>
      tx
        .update(contacts)
        .set({ confirmedAt: aged })
        .then(() => {}),
    )
    expectProblem(await phone.enter('Ann'), ContactUnused)
    await house.sweep()
    const { items } = (await own.call('GET', '/api/notices')).json()
    expect(items.map(({ what }: { what: string }) => what)).toContain('recovery.asked')
    expect((await own.call('GET', '/api/me/recovery')).json()).toMatchObject({ yes: 0, needed: 2 })
    const say = async (who: Cast) =>
      house.app.inject({
        method: 'PUT',
        url: `/api/boards/${items[0].boardId}/members/${ann}/recovery`,
        headers: who.headers,
      })
    for (const one of [bernard, chandra]) expect((await say(one)).statusCode).toBe(200)
    expect((await own.call('DELETE', '/api/me/recovery')).statusCode).toBe(204)
    expect((await own.call('DELETE', '/api/me/recovery')).statusCode).toBe(404)
    house.clock.pass(hours(48))
    expect((await phone.enter('Ann')).json()).toMatchObject({ yes: 0 })
    expect((await own.enter('Ann')).json()).toMatchObject({ first: false, person: { id: ann } })
    expect((await phone.enter('Ann')).statusCode).toBe(201)
  })

  test('of somebody on no street is opened by a passkey or a card only; what nobody took ends by itself', async () => {
    const house = (await aYearLater()).house
    const alone = aDevice(house)
    await alone.signIn('Olive')
    house.clock.pass(days(366))
    expect((await aDevice(house).enter('Olive')).json()).toMatchObject({ yes: 0, from: null })
    await aDevice(house).enter('Ann')
    const { recoveries } = house.store.read.t
    expect(await house.store.read.$count(recoveries)).toBe(1)
    house.clock.pass(days(31))
    await house.sweep()
    expect(await house.store.read.$count(recoveries)).toBe(0)
  })
})
