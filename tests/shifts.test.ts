import { describe, expect, test } from 'vitest'
import { engines, hours, minutes } from './support/house.ts'
import { openStewardedStreet } from './support/stewards.ts'

describe.each(engines)('care for stewards on %s', (engine) => {
  test('after two hours of deciding somebody else should have a turn, and a break begins anew', async () => {
    const { house, as, ann, bernard, dell, heldPost, decide, url } = await openStewardedStreet(engine)
    const shift = async (who = ann) => (await as(who)('GET', `${url}/shift`)).json()
    expect(await shift()).toEqual({ since: null, breakDue: false, afterCrisis: false, notes: [] })
    for (let n = 0; n < 6; n++) {
      const { caseId } = await heldPost(dell, { title: `Number ${n}` })
      await decide(ann, caseId, { deed: 'release', reason: 'fine' })
      expect((await shift()).breakDue).toBe(false)
      house.clock.pass(minutes(20))
    }
    expect(await shift()).toMatchObject({ breakDue: true })
    expect((await shift(bernard)).breakDue).toBe(false)
    house.clock.pass(minutes(11))
    expect(await shift()).toMatchObject({ since: null, breakDue: false })
  })

  test('a steward leaves a word for the next, and is looked after when it was about a crisis', async () => {
    const { house, as, ann, bernard, dell, heldPost, decide, url } = await openStewardedStreet(engine)
    const { caseId } = await heldPost(dell, { title: 'Cannot go on' }, 'crisis')
    await decide(ann, caseId, { deed: 'release', reason: 'fine' })
    const left = { kind: 'hand-over', words: 'Ring Dell at six' }
    expect((await as(ann)('POST', `${url}/shift-notes`, left)).statusCode).toBe(201)
    expect((await as(dell)('POST', `${url}/shift-notes`, left)).statusCode).toBe(403)
    expect((await as(dell)('GET', `${url}/shift`)).statusCode).toBe(403)
    const { notes } = (await as(bernard)('GET', `${url}/shift`)).json()
    expect(notes).toMatchObject([{ ...left, by: { name: 'Ann' } }])
    expect((await as(ann)('GET', `${url}/shift`)).json().afterCrisis).toBe(true)
    house.clock.pass(hours(24) + 1)
    expect((await as(ann)('GET', `${url}/shift`)).json().afterCrisis).toBe(false)
  })
})
