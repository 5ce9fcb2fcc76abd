import { describe, expect, test } from 'vitest'
import { StewardsOnly } from '#contract/boards'
import { WordsGone } from '#contract/posts'
import { type Cast, cameBack } from './support/cast.ts'
import { aDevice } from './support/device.ts'
import { openStreet } from './support/elm-row.ts'
import { tablesHolding } from './support/everything.ts'
import { expectProblem } from './support/expect.ts'
import { days, engines, hours } from './support/house.ts'
import { lettersIn } from './support/letters.ts'

describe.each(engines)('what is over on %s', (engine) => {
  async function elmRow() {
    const street = await openStreet(engine, ['Ann', 'Bernard'])
    const [ann, bernard] = street.cast
    const { as, house, boardId } = street
    /** Asked, helped with, thanked for and closed, all at this moment. */
    const helped = async (more: object = {}) => {
      const said = { title: 'Walk the spaniel', details: 'Mornings', category: undefined, ...more }
      const { id } = await street.post(ann, said)
      const claim = (await as(bernard)('POST', `/api/posts/${id}/claims`, {})).json().id
      await as(ann)('PUT', `/api/claims/${claim}/acceptance`)
      await as(bernard)('PUT', `/api/claims/${claim}/lateness`, { words: 'Gasworks' })
      await as(bernard)('PUT', `/api/claims/${claim}/completion`, {})
      await as(ann)('PUT', `/api/claims/${claim}/thanks`, { words: 'Saffron thanks' })
      await as(ann)('PUT', `/api/posts/${id}/ending`, { as: 'met', words: 'Larkspur' })
      return id as string
    }
    /** Days go by as they do: an hour's sweep at a time would take long, so a day's. */
    const pass = async (n: number) => {
      house.clock.pass(days(n))
      await house.sweep()
    }
    const again = (who: Cast) => cameBack(house, who)
    return { ...street, ann, bernard, helped, pass, again, boardId }
  }

  test('keeps its words for ninety days, and then its category and its times', async () => {
    const { house, as, ann, helped, pass, again, boardId } = await elmRow()
    const id = await helped({ category: await aCategory() })
    const figures = (who: Cast) => as(who)('GET', `/api/boards/${boardId}/figures`)
    await pass(89.9)
    expect(await tablesHolding(house.store.read, ['spaniel', 'Mornings', 'Saffron'])).not.toEqual([])
    const her = await again(ann)
    const before = (await figures(her)).json()
    await pass(0.2)
    const words = ['spaniel', 'Mornings', 'Saffron', 'Gasworks', 'Larkspur']
    expect(await tablesHolding(house.store.read, words)).toEqual([])
    const post = (await as(her)('GET', `/api/posts/${id}`)).json()
    expect(post).toMatchObject({ title: 'Words no longer kept', details: null, state: 'met' })
    expect(post.category).not.toBeNull()
    expect((await figures(her)).json()).toEqual(before)
    const { version } = post
    expectProblem(await as(her)('PATCH', `/api/posts/${id}`, { version, state: 'open' }), WordsGone)
    expectProblem(await as(her)('PUT', `/api/posts/${id}/ending`, { as: 'open-again' }), WordsGone)

    async function aCategory() {
      return (await as(ann)('GET', `/api/boards/${boardId}`)).json().categories[0].id
    }
  })

  test('keeps them no longer where somebody has written just what is put in their place', async () => {
    const { house, helped, pass } = await elmRow()
    await helped({ title: 'Words no longer kept', details: 'Larkspur upstairs' })
    await pass(90.1)
    expect(await tablesHolding(house.store.read, ['Larkspur'])).toEqual([])
  })

  test('keeps a private note for a week after the help was done, however late it was closed', async () => {
    const { house, helped, pass, post, as, ann, bernard } = await elmRow()
    await helped({ privateNote: 'Keysafe 4411' })
    const { id } = await post(ann, { privateNote: 'Keysafe 5522' })
    const claim = (await as(bernard)('POST', `/api/posts/${id}/claims`, {})).json().id
    await as(ann)('PUT', `/api/claims/${claim}/acceptance`)
    await as(bernard)('PUT', `/api/claims/${claim}/completion`, {})
    await pass(6.9)
    const holding = (words: string) => tablesHolding(house.store.read, [words])
    expect(await holding('Keysafe 4411')).not.toEqual([])
    expect(await holding('Keysafe 5522')).not.toEqual([])
    await pass(0.2)
    expect(await holding('Keysafe 4411')).toEqual([])
    expect(await holding('Keysafe 5522')).toEqual([])
  })

  test('leaves what is still asked alone', async () => {
    const { house, pass, post, ann } = await elmRow()
    await post(ann, { title: 'Greenhouse glass', privateNote: 'Ring twice', details: 'Whenever' })
    await pass(400)
    expect(await tablesHolding(house.store.read, ['Greenhouse'])).not.toEqual([])
    expect(await tablesHolding(house.store.read, ['Ring twice'])).not.toEqual([])
  })

  test('goes sooner where the street says so, and there alone', async () => {
    const { as, ann, bernard, house, helped, pass, boardId } = await elmRow()
    await helped()
    const path = `/api/boards/${boardId}/keeping`
    expectProblem(await as(bernard)('PATCH', path, { postDays: 30 }), StewardsOnly)
    for (const postDays of [91, 0, true, [5], '1.5'])
      expect((await as(ann)('PATCH', path, { postDays })).statusCode, `${postDays}`).toBe(422)
    expect((await as(ann)('PATCH', path, { postDays: 30 })).json()).toMatchObject({
      postDays: 30,
      messageDays: null,
    })
    await pass(29)
    expect(await tablesHolding(house.store.read, ['spaniel'])).not.toEqual([])
    await pass(1.1)
    expect(await tablesHolding(house.store.read, ['spaniel'])).toEqual([])
  })

  test('goes for messages too, where the street says so', async () => {
    const { as, ann, bernard, house, post, pass, boardId } = await elmRow()
    const { id } = await post(ann)
    const claim = (await as(bernard)('POST', `/api/posts/${id}/claims`, {})).json().id
    await as(ann)('POST', `/api/claims/${claim}/messages`, { text: 'Cuttlefish gate' })
    await as(ann)('PATCH', `/api/boards/${boardId}/keeping`, { messageDays: 5 })
    await pass(4.9)
    expect(await tablesHolding(house.store.read, ['Cuttlefish'])).not.toEqual([])
    await pass(0.2)
    expect(await tablesHolding(house.store.read, ['Cuttlefish'])).toEqual([])
  })

  test('goes by what stands in the rows: a restart or an old copy is swept like everything else', async () => {
    const { house, helped, pass } = await elmRow()
    for (let n = 0; n < 3; n++) await helped({ title: `Spaniel ${n}` })
    house.clock.pass(days(91))
    const { keepNoLonger } = await import('../server/keeping/clock.ts')
    expect(await keepNoLonger(house.store, house.clock.now())).toBe(true)
    expect(await keepNoLonger(house.store, house.clock.now())).toBe(false)
    await pass(0)
    expect(await tablesHolding(house.store.read, ['spaniel'])).toEqual([])
  })

  test('is told of in the log for two years', async () => {
    const { house, helped, pass, ann } = await elmRow()
    await helped()
    const { events, reveals } = house.store.read.t
    const kept = async () => [await house.store.read.$count(events), await house.store.read.$count(reveals)]
    await pass(0)
    const before = await kept()
    house.clock.pass(days(365))
    await cameBack(house, ann)
    house.clock.pass(days(364))
    await house.sweep()
    expect((await kept())[1]).toBe(before[1])
    await pass(2)
    expect((await kept())[1]).toBe(0)
  })
})

describe.each(engines)('an account nobody uses on %s', (engine) => {
  test('is told a month before it ends, and ends', async () => {
    const { house, cast, as } = await openStreet(engine, ['Ann', 'Bernard'])
    const [ann] = cast
    for (const later of [350, 349]) {
      house.clock.pass(days(later))
      await house.sweep()
      await cameBack(house, ann)
    }
    house.clock.pass(days(2))
    await house.sweep()
    await house.sweep()
    const letters = (await lettersIn(house.outbox)).filter(({ text }) => text.includes('erased in a month'))
    expect(letters.map(({ to }) => to)).toEqual(['bernard@example.org'])
    house.clock.pass(days(29))
    await house.sweep()
    expect(await tablesHolding(house.store.read, ['bernard'])).not.toEqual([])
    house.clock.pass(days(1) + hours(1))
    await house.sweep()
    expect(await tablesHolding(house.store.read, ['bernard'])).toEqual([])
    expect((await as(await cameBack(house, ann))('GET', '/api/me')).json().name).toBe('Ann')
  })

  test('stays for whoever signs in again, as two neighbours say that it is them', async () => {
    const { house, cast, as, boardId } = await openStreet(engine, ['Ann', 'Bernard', 'Chandra'])
    const [ann, bernard, chandra] = cast
    house.clock.pass(days(351))
    for (const one of [ann, chandra]) await cameBack(house, one)
    house.clock.pass(days(350))
    await house.sweep()
    house.clock.pass(days(29))
    expect((await aDevice(house).enter('Bernard')).statusCode).toBe(403)
    for (const one of [ann, chandra]) {
      const asThem = as(await cameBack(house, one, { meanwhile: true }))
      const said = await asThem('PUT', `/api/boards/${boardId}/members/${bernard.id}/recovery`)
      expect(said.statusCode, said.body).toBe(200)
    }
    house.clock.pass(days(2))
    await house.sweep()
    const back = await cameBack(house, bernard)
    house.clock.pass(days(60))
    await house.sweep()
    expect((await as(back)('GET', '/api/me')).json().name).toBe('Bernard')
  })
})
