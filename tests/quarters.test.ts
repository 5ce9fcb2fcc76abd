import { describe, expect, test } from 'vitest'
import { toQuarter } from '../server/quarters/rules.ts'
import { engines, hours } from './support/house.ts'
import { openStewardedStreet } from './support/stewards.ts'

describe.each(engines)('the quarters of a street on %s', (engine) => {
  test('are counted by themselves, and fewer than five is not told', async () => {
    const { house, as, ann, chandra, dell, post, tell, queue, decide, url } =
      await openStewardedStreet(engine)
    const quarters = async () => (await as(dell)('GET', `${url}/quarters`)).json().items
    const none = { reports: 0, hidden: 0, removals: 0, appeals: 0, overturned: 0, medianHours: null }
    expect((await quarters())[0]).toEqual({ from: '2026-01-01', to: '2026-03-31', ...none })
    const one = async (n: number) => {
      const { id } = await post(dell, { title: `Number ${n}` })
      await tell(chandra, { kind: 'post', id })
      house.clock.pass(hours(n))
      await decide(ann, (await queue(ann)).items[0]!.id, { deed: 'hide', reason: 'rules' })
    }
    for (let n = 1; n <= 4; n++) await one(n)
    expect((await quarters())[0]).toMatchObject({ reports: null, hidden: null, medianHours: null })
    await one(5)
    const [now, before] = await quarters()
    expect(now).toMatchObject({ reports: 5, hidden: 5, removals: 0, medianHours: 3 })
    expect(before).toEqual({ from: '2025-10-01', to: '2025-12-31', ...none })
    expect(JSON.stringify(now)).not.toContain(dell.id)
  })
})

test('what was overturned does not give away that too few were not', () => {
  const span = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 3, 1) }
  const counted = { reports: 0, hidden: 9, removals: 2, appeals: 9, overturned: 6, waits: [] }
  expect(toQuarter(span, counted)).toMatchObject({ appeals: 9, overturned: null, removals: null })
  expect(toQuarter(span, { ...counted, overturned: 9 })).toMatchObject({ appeals: 9, overturned: 9 })
})
