// Whoever leaves for good while a case of swindle or danger is open takes their words along, and not the other's safety.
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Evidence } from '#contract/evidence'
import { ErasureList } from '../server/my-data/list.ts'
import type { Cast } from './support/cast.ts'
import { filesHolding, tablesHolding } from './support/everything.ts'
import { days, engines, testKey } from './support/house.ts'
import { openStewardedStreet } from './support/stewards.ts'

const words = ['Zephyrlift', 'Marrowtime', 'Quillback', 'Obsidian']

describe.each(engines)('leaving in the middle of a case on %s', (engine) => {
  /** Dell took money from Chandra, who says so; Esther only thinks him rude. */
  async function swindled() {
    const street = await openStewardedStreet(engine)
    const { chandra, dell, esther, post, tell, queue, ann, as, house } = street
    const { id } = await post(dell, { title: 'Zephyrlift for everybody', details: 'Marrowtime, at any door' })
    const said = { reason: 'scam', words: 'Quillback took £40 at my door' }
    expect((await tell(chandra, { kind: 'post', id }, said)).statusCode).toBe(201)
    const other = await post(dell, { title: 'Obsidian steps' })
    await tell(esther, { kind: 'post', id: other.id }, { reason: 'unkind' })
    const [grave, rude] = (await queue(ann)).items
    expect([grave!.about.id, rude!.about.id]).toEqual([id, other.id])
    const pack = (who: Cast, kind = 'json') => as(who)('GET', `/api/cases/${grave!.id}/evidence?as=${kind}`)
    const leave = async () => {
      expect((await as(dell)('DELETE', '/api/me')).statusCode).toBe(204)
      await house.sweep()
    }
    return { ...street, postId: id, grave: grave!, pack, leave }
  }

  test('pressed twice at once, they are gone, and stay on the list of those who are', async () => {
    const { house, as, dell } = await swindled()
    const both = await Promise.all([1, 2].map(() => as(dell)('DELETE', '/api/me')))
    expect(both.map(({ statusCode }) => statusCode)).toEqual([204, 204])
    expect((await new ErasureList(house.house.erasureList, testKey).read()).has(dell.id)).toBe(true)
  })

  test('no word is left to be read or searched, and stewards still have it whole for the police', async () => {
    const { house, as, ann, bernard, chandra, dell, postId, grave, pack, leave, queue } = await swindled()
    const before: Evidence = (await pack(ann)).json()
    await leave()
    expect(await tablesHolding(house.store.read, [...words, 'Dell'])).toEqual([])
    expect(filesHolding(house.outbox, words)).toEqual([])
    const { items } = await queue(bernard)
    const until = new Date(house.clock.now() + days(90)).toISOString()
    expect(items).toMatchObject([{ id: grave.id, person: null, state: 'open', sealedUntil: until }])
    const { sha256, ...whole }: Evidence = (await pack(bernard)).json()
    expect(createHash('sha256').update(JSON.stringify(whole)).digest('hex')).toBe(sha256)
    expect(whole.exhibits).toEqual(before.exhibits)
    expect(whole.exhibits).toMatchObject([
      { id: postId, personId: dell.id, words: 'Zephyrlift for everybody\nMarrowtime, at any door' },
    ])
    expect(whole.told).toMatchObject([{ reason: 'scam', words: 'Quillback took £40 at my door' }])
    expect((await pack(bernard, 'html')).body).toContain('Marrowtime')
    expect((await pack(chandra)).statusCode).toBe(404)
    const ledger = (await as(chandra)('GET', `/api/boards/${grave.boardId}/ledger`)).json()
    expect(ledger.items.filter(({ type }: { type: string }) => type === 'evidence.taken')).toHaveLength(3)
  })

  test('stewards close it, and what is closed up stays for its ninety days and no longer', async () => {
    const { house, as, bernard, ann, chandra, decide, grave, pack, leave, queue } = await swindled()
    await leave()
    const closed = await decide(bernard, grave.id, { deed: 'dismiss', reason: 'other' })
    expect(closed.statusCode, closed.body).toBe(201)
    expect((await queue(ann)).items).toEqual([])
    expect((await as(chandra)('GET', '/api/me/reports')).json().items).toMatchObject([{ outcome: 'acted' }])
    const { items } = (await as(chandra)('GET', `/api/boards/${grave.boardId}/ledger`)).json()
    expect(items[0]).toMatchObject({ type: 'action.closed', reason: 'other' })
    const sealed = () => house.store.read.$count(house.store.read.t.sealedCases)
    house.clock.pass(days(89.9))
    await house.sweep()
    expect(await sealed()).toBe(1)
    expect((await pack(bernard)).json().exhibits[0].words).toContain('Marrowtime')
    house.clock.pass(days(0.2))
    await house.sweep()
    expect(await sealed()).toBe(0)
  })

  test('where nobody has looked in that time it ends by itself', async () => {
    const { house, grave, leave } = await swindled()
    await leave()
    const { cases } = house.store.read.t
    const states = async () =>
      Object.fromEntries((await house.store.read.select().from(cases)).map((one) => [one.id, one.state]))
    expect((await states())[grave.id]).toBe('open')
    house.clock.pass(days(91))
    await house.sweep()
    expect(Object.values(await states())).toEqual(['closed', 'closed'])
  })

  test('it opens with no other key', async () => {
    const { house, leave } = await swindled()
    await leave()
    const [row] = await house.store.read.select().from(house.store.read.t.sealedCases)
    const { sealing } = await import('../server/concerns/sealing.ts')
    const place = { id: row!.caseId, boardId: row!.boardId, sealed: row!.sealed }
    const { unseal } = sealing<Evidence>('cases')
    expect(unseal(house.house.key, place).exhibits).toHaveLength(1)
    expect(() => unseal(Buffer.alloc(32, 9), place)).toThrow()
    expect(() => sealing('concerns').unseal(house.house.key, place)).toThrow()
    expect(() => unseal(house.house.key, { ...place, id: 'another' })).toThrow()
  })
})
