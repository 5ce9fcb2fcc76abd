// Who was sent away and comes back under another name: told to the stewards, and kept no longer than needed.
import { describe, expect, test } from 'vitest'
import type { CaseInFull } from '#contract/cases'
import { addressOf, type Cast } from './support/cast.ts'
import { aDevice, type Device } from './support/device.ts'
import { rowsOf } from './support/everything.ts'
import { days, engines, hours } from './support/house.ts'
import { openStewardedStreet, type StewardedStreet } from './support/stewards.ts'

const clean = { reason: 'other' } as const

describe.each(engines)('another account on %s', (engine) => {
  /** Mallory has joined on a phone of her own. */
  async function elmRow() {
    const street = await openStewardedStreet(engine)
    const phone = aDevice(street.house)
    const mallory = await phone.signIn('Mallory')
    expect(await phone.join(street.boardId)).toBe('active')
    return { ...street, phone, mallory, ...acts(street) }
  }

  function acts({ as, url, ann, bernard, queue, decide, tell, chandra }: StewardedStreet) {
    const sendAway = async (id: string) => {
      for (const [steward, status] of [
        [ann, 202],
        [bernard, 204],
      ] as const)
        expect((await as(steward)('DELETE', `${url}/members/${id}`)).statusCode).toBe(status)
    }
    const freeze = async (id: string) => {
      await tell(chandra, { kind: 'person', id }, { reason: 'scam' })
      const { items } = await queue(ann)
      const found = items.find(({ about }) => about.id === id)!
      expect((await decide(ann, found.id, { deed: 'freeze', reason: 'scam' })).statusCode).toBe(201)
    }
    /** What waits for a steward about somebody, whole. */
    const told = async (id: string, who: Cast = ann): Promise<CaseInFull | undefined> => {
      const found = (await queue(who, '?limit=200')).items.find(({ about }) => about.id === id)
      return found && (await as(who)('GET', `/api/cases/${found.id}`)).json()
    }
    return { sendAway, freeze, told }
  }

  const asks = async (phone: Device, boardId: string) =>
    (
      await phone.call('POST', `/api/boards/${boardId}/posts`, { kind: 'request', title: 'Walk the dog' })
    ).json()

  test('of somebody who was sent away is told to stewards once, and nothing else is done about it', async () => {
    const { phone, mallory, sendAway, told, boardId, decide, bernard, chandra, as } = await elmRow()
    await sendAway(mallory)
    await phone.call('DELETE', '/api/session')
    const molly = await phone.signIn('Molly')
    expect(await told(molly)).toBeUndefined()
    expect(await phone.join(boardId)).toBe('active')
    const one = (await told(molly))!
    expect(one).toMatchObject({
      ...{ kind: 'account', lane: 'urgent', why: 'account: removed', person: { name: 'Molly' } },
      otherAccounts: [{ person: { id: mallory, name: 'Mallory' }, by: 'browser', standing: 'removed' }],
    })
    expect((await asks(phone, boardId)).state).toBe('open')
    expect((await as(chandra)('GET', `/api/cases/${one.id}`)).statusCode).toBe(404)
    expect((await decide(bernard, one.id, { deed: 'dismiss', ...clean })).statusCode).toBe(201)
    await phone.signIn('Molly')
    expect(await told(molly)).toBeUndefined()
  })

  test('is not seen on another phone, on another street, or where nobody was sent away', async () => {
    const { phone, mallory, sendAway, told, house, boardId, as, ann, tell, chandra } = await elmRow()
    const family = await phone.signIn('Molly')
    await phone.join(boardId)
    expect(await told(family)).toBeUndefined()
    await tell(chandra, { kind: 'person', id: family }, { reason: 'unkind' })
    expect(await told(family)).toMatchObject({ kind: 'report', otherAccounts: [] })

    const place = { lat: 54.9069, lng: -1.3838 }
    const other = (await as(ann)('POST', '/api/boards', { name: 'Oak Row', place })).json().id
    await sendAway(mallory)
    const elsewhere = aDevice(house)
    const nobody = await elsewhere.signIn('Nora')
    await elsewhere.join(boardId)
    expect(await told(nobody)).toBeUndefined()
    await phone.signIn('Oscar')
    await phone.join(other)
    expect((await as(ann)('GET', `/api/boards/${other}/cases`)).json().items).toEqual([])
  })

  test('of somebody who is frozen is told at once, and no more when the time is over', async () => {
    const { phone, mallory, freeze, told, boardId, house, decide, bernard } = await elmRow()
    const molly = await phone.signIn('Molly')
    await phone.join(boardId)
    await freeze(mallory)
    const one = (await told(molly))!
    expect(one).toMatchObject({ kind: 'account', why: 'account: paused' })
    expect(one.otherAccounts).toMatchObject([{ person: { name: 'Mallory' }, standing: 'paused' }])
    await decide(bernard, one.id, { deed: 'dismiss', ...clean })
    house.clock.pass(hours(73))
    const minnie = await phone.signIn('Minnie')
    expect(await phone.join(boardId)).toBe('active')
    for (const id of [molly, minnie]) expect(await told(id)).toBeUndefined()
  })

  test('is seen when somebody who is here already signs in on that phone', async () => {
    const { phone, mallory, sendAway, told, house, boardId } = await elmRow()
    const own = aDevice(house)
    const molly = await own.signIn('Molly')
    await own.join(boardId)
    await sendAway(mallory)
    expect(await told(molly)).toBeUndefined()
    await phone.signIn('Molly')
    expect(await told(molly)).toMatchObject({ why: 'account: removed' })
  })

  test('is shown in a case of swindle, also while nobody has been sent away', async () => {
    const { phone, mallory, told, boardId, tell, chandra } = await elmRow()
    const molly = await phone.signIn('Molly')
    await phone.join(boardId)
    await tell(chandra, { kind: 'person', id: mallory }, { reason: 'scam' })
    expect((await told(mallory))!.otherAccounts).toEqual([
      { person: { id: molly, name: 'Molly' }, by: 'browser', standing: 'here' },
    ])
  })

  test('with the same address asks first, also after leaving for good; a steward’s yes ends that', async () => {
    const { phone, mallory, sendAway, told, boardId, house, as, url, ann } = await elmRow()
    await sendAway(mallory)
    await phone.call('DELETE', '/api/me')
    const later = aDevice(house)
    const again = await later.signIn('Molly', addressOf('Mallory'))
    expect(again).not.toBe(mallory)
    expect(await later.join(boardId)).toBe('asking')
    expect(await told(again)).toMatchObject({
      why: 'account: removed',
      otherAccounts: [{ person: null, by: 'contact', standing: 'gone' }],
    })
    await as(ann)('PUT', `${url}/members/${again}`, { state: 'active' })
    await later.call('DELETE', `${url}/members/${again}`)
    expect(await later.join(boardId)).toBe('active')
  })

  test('of somebody who left before a steward had looked is told, and after ninety days nothing is known', async () => {
    const { phone, mallory, told, boardId, house, tell, chandra } = await elmRow()
    await tell(chandra, { kind: 'person', id: mallory }, { reason: 'scam' })
    await phone.call('DELETE', '/api/me')
    const rows = await rowsOf(house.store.read)
    expect(rows.get('browsers')).toEqual([])
    expect(rows.get('sentAway')).toHaveLength(2)
    expect(rows.get('sentAway')!.join()).not.toMatch(new RegExp(`${mallory}|mallory`))
    const molly = await phone.signIn('Molly')
    expect(await phone.join(boardId)).toBe('active')
    expect(await told(molly)).toMatchObject({
      why: 'account: case',
      otherAccounts: [{ person: null, by: 'browser', standing: 'gone' }],
    })
    house.clock.pass(days(91))
    await house.sweep()
    const { browsers, sentAway } = house.store.read.t
    expect(await house.store.read.$count(sentAway)).toBe(0)
    expect(await house.store.read.$count(browsers)).toBe(0)
  })

  test('that vouches for its own other is told; a steward who helped somebody to sign in may vouch', async () => {
    const { phone, mallory, told, boardId, url, house, ann } = await elmRow()
    const molly = await phone.signIn('Molly')
    await phone.join(boardId)
    await phone.signIn('Mallory')
    expect((await phone.call('POST', `${url}/members/${molly}/vouches`)).statusCode).toBe(201)
    expect(await told(molly)).toMatchObject({
      ...{ kind: 'new', lane: 'rest', why: 'account: vouch' },
      otherAccounts: [{ person: { id: mallory }, standing: 'here' }],
    })
    const hers = aDevice(house)
    const helped = await hers.signIn('Nan')
    await hers.join(boardId)
    expect(await hers.signIn('Ann')).toBe(ann.id)
    expect((await hers.call('POST', `${url}/members/${helped}/vouches`)).statusCode).toBe(201)
    expect(await told(helped)).toBeUndefined()
  })

  test('says nothing where a whole library signs in, and nothing about a steward who helps', async () => {
    const { phone, mallory, sendAway, queue, ann, bernard, house, boardId } = await elmRow()
    expect(await phone.signIn('Bernard')).toBe(bernard.id)
    const library = aDevice(house)
    const reader = await library.signIn('Reader')
    await library.join(boardId)
    for (let n = 0; n < 21; n++) {
      await library.signIn(`Reader ${n}`)
      await library.join(boardId)
    }
    const before = (await queue(ann)).items.length
    await sendAway(mallory)
    await sendAway(reader)
    expect((await queue(ann, '?limit=200')).items).toHaveLength(before)
  })
})
