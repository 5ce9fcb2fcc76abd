// What stewards were told and what they decided is kept as long as it is needed, and not for ever.
import { describe, expect, test } from 'vitest'
import { type Cast, cameBack } from './support/cast.ts'
import { tablesHolding } from './support/everything.ts'
import { days, engines } from './support/house.ts'
import { openStewardedStreet } from './support/stewards.ts'

const words = ['Quillback', 'Marrowtime', 'Obsidian', 'Feverfew', 'Tamarisk']

describe.each(engines)('what stewards judged on %s', (engine) => {
  /** Esther told of what Dell wrote; Ann hid it, Dell asked again, and Bernard gave it back. */
  async function judged() {
    const street = await openStewardedStreet(engine)
    const { house, as, ann, bernard, dell, esther, decide, post, queue, tell, url } = street
    const { id } = await post(dell, { title: 'Mind the dog' })
    await tell(esther, { kind: 'post', id }, { words: 'Quillback is unkind' })
    const caseId = (await queue(ann)).items[0]!.id
    const said = { words: 'Marrowtime hurts', mend: 'Say Obsidian' }
    const action = (await decide(ann, caseId, { deed: 'hide', reason: 'unkind', ...said })).json()
    const appeal = await as(dell)('POST', `/api/actions/${action.id}/appeal`, { words: 'Feverfew was meant' })
    const answer = { overturn: true, words: 'Tamarisk is fine' }
    expect((await as(bernard)('PUT', `/api/appeals/${appeal.json().id}/decision`, answer)).statusCode).toBe(
      200,
    )
    await as(ann)('POST', `${url}/shift-notes`, { kind: 'hand-over', words: 'Larkspur waits' })
    const pass = async (n: number) => {
      house.clock.pass(days(n))
      await house.sweep()
    }
    const holding = (some: string[]) => tablesHolding(house.store.read, some)
    return {
      ...street,
      pass,
      holding,
      again: (who: Cast) => cameBack(street.house, who, { meanwhile: true }),
    }
  }

  test('goes four hundred days after it was settled, and the ledger still tells why', async () => {
    const { house, ann, as, url, pass, holding, again } = await judged()
    await pass(399)
    expect(await holding(words)).toHaveLength(words.length)
    const ledger = async (who: Cast) => (await as(who)('GET', `${url}/ledger`)).json()
    const before = await ledger(await again(ann))
    expect(before.items.length).toBeGreaterThan(1)
    await pass(1.1)
    expect(await holding(words)).toEqual([])
    const { cases, reports, actions, appeals } = house.store.read.t
    for (const table of [cases, reports, actions, appeals])
      expect(await house.store.read.$count(table)).toBe(0)
    const her = await again(ann)
    expect((await ledger(her)).items).toEqual(before.items)
    expect((await as(her)('GET', `${url}/ledger/check`)).json().fault).toBeNull()
  })

  test('of a note for the next steward after a week, as long as it is read', async () => {
    const { pass, holding } = await judged()
    await pass(6.9)
    expect(await holding(['Larkspur'])).toHaveLength(1)
    await pass(0.2)
    expect(await holding(['Larkspur'])).toEqual([])
  })

  test('after two years the ledger points at nobody, and still holds together', async () => {
    const { house, ann, as, url, pass, again } = await judged()
    const marks = () => house.store.read.$count(house.store.read.t.ledgerRefs)
    await pass(365)
    await again(ann)
    await pass(364)
    expect(await marks()).toBeGreaterThan(0)
    await pass(1.1)
    expect(await marks()).toBe(0)
    const her = await again(ann)
    expect((await as(her)('GET', `${url}/ledger/check`)).json()).toMatchObject({ fault: null })
  })

  test('stays for as long as somebody is sent away because of it', async () => {
    const street = await judged()
    const { house, as, ann, bernard, dell, esther, decide, queue, tell, pass, holding } = street
    await tell(esther, { kind: 'person', id: dell.id }, { reason: 'danger', words: 'Hollyhock was hit' })
    const caseId = (await queue(ann)).items.find(({ about }) => about.id === dell.id)!.id
    const { id } = (await decide(ann, caseId, { deed: 'remove', reason: 'danger', words: 'No' })).json()
    expect((await as(bernard)('PUT', `/api/actions/${id}/second`, { agree: true })).statusCode).toBe(200)
    await pass(500)
    expect(await holding(['Hollyhock'])).toHaveLength(1)
    expect(await holding(words)).toEqual([])
    const { removals } = house.store.read.t
    await house.store.write((tx) => tx.delete(removals))
    await pass(0.1)
    expect(await holding(['Hollyhock'])).toEqual([])
  })
})
