import { describe, expect, test } from 'vitest'
import type { Board } from '#contract/boards'
import { InvalidInput } from '#contract/http'
import { AskThemFirst, type Safety } from '#contract/safeguarding'
import { neighbours } from './support/cast.ts'
import { callsAs, openStreet } from './support/elm-row.ts'
import { expectAnnounced, expectProblem } from './support/expect.ts'
import { days, engines, openHouse } from './support/house.ts'
import { council, unsafely } from './support/safety.ts'
import { elmPlace } from './support/street.ts'

describe.each(engines)('the numbers of a street on %s', (engine) => {
  const bareStreet = async () => {
    const house = await openHouse(engine)
    const [ann, bernard] = await neighbours(house, ['Ann', 'Bernard'])
    const as = callsAs(house)
    const board: Board = (await as(ann)('POST', '/api/boards', { name: 'Elm', place: elmPlace })).json()
    await as(bernard)('POST', `/api/boards/${board.id}/members`, {})
    return { house, ann, bernard, as, board, url: `/api/boards/${board.id}` }
  }

  test('begin with those everybody needs, and anybody may read them', async () => {
    const { as, url } = await bareStreet()
    const { helplines, helplinesCheckedOn } = (await as(null)('GET', url)).json() as Board
    expect(helplines.map(({ number }) => number)).toEqual(
      expect.arrayContaining(['999', '116 123', '85258', '111', '0300 123 2040']),
    )
    expect(helplinesCheckedOn).toBe('2026-11-23')
  })

  test('are changed by stewards, who never lose the first one', async () => {
    const { as, ann, bernard, url, board } = await bareStreet()
    const own = { name: 'Warden', number: '0191 498 0199', words: 'The warden of the flats' }
    const edit = { version: board.version, helplines: [own, ...council, { id: 'samaritans' }] }
    expect((await as(bernard)('PATCH', url, edit)).statusCode).toBe(403)
    const { helplines, helplinesCheckedOn } = (await as(ann)('PATCH', url, edit)).json() as Board
    expect(helplines.map(({ number }) => number)).toEqual([
      '999',
      own.number,
      ...council.map(({ number }) => number),
    ])
    expect(helplines[2]).toMatchObject({ name: 'Council: worried about an adult' })
    expect(helplinesCheckedOn).toBe('2026-03-12')
  })

  test('are refused where nobody could call them', async () => {
    const { as, ann, url, board } = await bareStreet()
    const set = (helplines: object[]) => as(ann)('PATCH', url, { version: board.version, helplines })
    expectProblem(await set([{ name: 'Warden', number: 'ask Bob' }]), InvalidInput, ['#/helplines/0/number'])
    expectProblem(await set([{ number: '0191 498 0199' }]), InvalidInput, ['#/helplines/0/name'])
    expectProblem(await set([council[0]!, council[0]!]), InvalidInput, ['#/helplines'])
  })

  test('are to be looked up again twice a year, and only stewards are asked', async () => {
    const { ann, bernard, house } = await bareStreet()
    // Straight from the table: nobody stays signed in for half a year.
    const asked = async (who: typeof ann) => {
      const rows = await house.store.read.select().from(house.store.read.t.notices)
      return rows.filter(({ personId, what }) => personId === who.id && what === 'numbers.due').length
    }
    house.clock.pass(days(181))
    await house.sweep()
    expect(await asked(ann)).toBe(0)
    house.clock.pass(days(1))
    for (const _ of [1, 2]) await house.sweep()
    expect([await asked(ann), await asked(bernard)]).toEqual([1, 0])
    // That notice is forgotten after its ninety days; what comes next is asked anew.
    house.clock.pass(days(181))
    await house.sweep()
    expect(await asked(ann)).toBe(0)
    house.clock.pass(days(1))
    await house.sweep()
    expect([await asked(ann), await asked(bernard)]).toEqual([1, 0])
  })
})

describe.each(engines)('who looks after worries on %s', (engine) => {
  test('is asked by a steward, and says yes for themselves', async () => {
    const { house, as, cast, boardId } = await openStreet(engine, ['Ann', 'Bernard', 'Chandra'], {
      start: unsafely,
    })
    const [ann, bernard, chandra] = cast
    const url = `/api/boards/${boardId}`
    const before: Safety = (await as(chandra)('GET', `${url}/safety`)).json()
    expect(before).toMatchObject({
      ready: false,
      missing: ['lead', 'deputy', 'council-adults', 'council-children'],
    })
    expectProblem(await as(bernard)('PUT', `${url}/leads/${bernard.id}`, {}), AskThemFirst)
    expect((await as(bernard)('PUT', `${url}/leads/${chandra.id}`, {})).statusCode).toBe(403)
    const asked: Safety = (await as(ann)('PUT', `${url}/leads/${bernard.id}`, {})).json()
    expect(asked.leads).toEqual([
      { person: { id: bernard.id, name: 'Bernard' }, role: 'lead', accepted: false },
    ])
    expect(asked.missing).toContain('lead')
    const yes: Safety = (await as(bernard)('PUT', `${url}/leads/${bernard.id}`, {})).json()
    expect(yes).toMatchObject({ missing: ['deputy', 'council-adults', 'council-children'], ready: false })
    expect(yes.leads[0]).toMatchObject({ role: 'lead', accepted: true })
    await expectAnnounced(house, boardId, ['member.joined', 'member.joined', 'member.joined'])
  })

  test('is told quietly that they are asked', async () => {
    const { house, as, cast, boardId } = await openStreet(engine, ['Ann', 'Bernard', 'Chandra'], {
      start: unsafely,
    })
    const [ann, bernard, chandra] = cast
    await as(ann)('PUT', `/api/boards/${boardId}/leads/${bernard.id}`, { role: 'deputy' })
    await house.sweep()
    const told = async (who: typeof ann) =>
      (await as(who)('GET', '/api/notices')).json().items.map(({ what }: { what: string }) => what)
    expect(await told(bernard)).toContain('lead.asked')
    expect(await told(chandra)).not.toContain('lead.asked')
  })

  test('may be alone for two weeks, and then a deputy is wanted', async () => {
    const { house, as, cast, boardId } = await openStreet(engine, ['Ann', 'Bernard'])
    const [ann, bernard] = cast
    const url = `/api/boards/${boardId}`
    const now = async (): Promise<Safety> => (await as(bernard)('GET', `${url}/safety`)).json()
    expect(await now()).toMatchObject({
      ready: true,
      missing: ['deputy'],
      deputyBy: '2026-03-26T09:00:00.000Z',
    })
    house.clock.pass(days(14))
    expect(await now()).toMatchObject({ ready: false })
    await as(ann)('PUT', `${url}/leads/${bernard.id}`, {})
    await as(bernard)('PUT', `${url}/leads/${bernard.id}`, {})
    expect(await now()).toMatchObject({ ready: true, missing: [], deputyBy: null })
    expect((await as(bernard)('DELETE', `${url}/leads/${bernard.id}`)).json()).toMatchObject({ ready: true })
    house.clock.pass(days(14))
    expect(await now()).toMatchObject({ ready: false, missing: ['deputy'] })
  })

  test('stops when they leave the street', async () => {
    const { as, cast, boardId } = await openStreet(engine, ['Ann', 'Bernard'], { start: unsafely })
    const [ann, bernard] = cast
    await as(ann)('PUT', `/api/boards/${boardId}/leads/${bernard.id}`, {})
    await as(bernard)('PUT', `/api/boards/${boardId}/leads/${bernard.id}`, {})
    await as(bernard)('DELETE', `/api/boards/${boardId}/members/${bernard.id}`)
    expect((await as(ann)('GET', `/api/boards/${boardId}/safety`)).json().leads).toEqual([])
  })
})
