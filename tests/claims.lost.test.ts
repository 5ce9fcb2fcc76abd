/** Somebody else was quicker: said kindly, and where they are wanted next. */
import { describe, expect, test } from 'vitest'
import { AlreadyClaimed, OwnPost } from '#contract/claims'
import type { Cast } from './support/cast.ts'
import { openStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { type Engine, engines } from './support/house.ts'

async function elmRow(engine: Engine) {
  const { house, as, cast, post } = await openStreet(engine, ['Ann', 'Bernard', 'Chandra', 'Dell', 'Emeka'])
  const [ann, bernard, chandra, dell, emeka] = cast as readonly [Cast, Cast, Cast, Cast, Cast]
  const claim = (who: Cast, id: string) => as(who)('POST', `/api/posts/${id}/claims`, {})
  return { house, ann, bernard, chandra, dell, emeka, as, post, claim }
}

describe.each(engines)('a lost race on %s', (engine) => {
  test('of fifty taps at once exactly one wins, and the others are shown what waits longest', async () => {
    const { ann, bernard, chandra, dell, post, claim } = await elmRow(engine)
    const { id } = await post(ann)
    await post(ann, { title: 'Milk' })
    const taps = Array.from({ length: 51 }, (_, n) => claim([bernard, chandra, dell][n % 3]!, id))
    const replies = await Promise.all(taps)
    expect(replies.filter((r) => r.statusCode === 201)).toHaveLength(1)
    const lost = replies.filter((r) => r.json().type === AlreadyClaimed.type)
    expect(lost[0]!.json().next.map((p: { title: string }) => p.title)).toEqual(['Milk'])
    expect(replies.every((r) => [201, 409].includes(r.statusCode))).toBe(true)
  })

  test('of a crowd in front of one post one writes, and the others wait for what becomes of that', async () => {
    const { house, ann, bernard, chandra, dell, post, claim } = await elmRow(engine)
    const { id } = await post(ann)
    let works = 0
    house.store.onCommit((more) => {
      works += more
    })
    const taps = Array.from({ length: 40 }, (_, n) => claim([bernard, chandra, dell][n % 3]!, id))
    await Promise.all(taps)
    expect(works).toBeLessThan(20)
  })

  test('whoever is ahead and may not have it leaves it to those who waited behind them', async () => {
    const { ann, bernard, chandra, dell, post, claim } = await elmRow(engine)
    const { id } = await post(ann)
    const [own, ...others] = await Promise.all([ann, bernard, chandra, dell].map((who) => claim(who, id)))
    expectProblem(own!, OwnPost)
    expect(others.map((reply) => reply.statusCode).sort()).toEqual([201, 409, 409])
  })

  test('nobody waits for ever behind one whose write hangs', async () => {
    const { house, ann, bernard, chandra, post, claim } = await elmRow(engine)
    const { id } = await post(ann)
    // Nothing else is to be written meanwhile.
    await house.sweep()
    const { store } = house.house
    const { write } = store
    let goOn = () => {}
    store.write = async (work) => {
      store.write = write
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
      return write(work)
    }
    const hangs = claim(bernard, id)
    await expect.poll(() => store.write).toBe(write)
    expect((await claim(chandra, id)).statusCode).toBe(201)
    goOn()
    expectProblem(await hangs, AlreadyClaimed)
  })

  test('however many before it are taken, what waits is shown', async () => {
    const { ann, bernard, chandra, dell, emeka, post, claim } = await elmRow(engine)
    const many = []
    for (let n = 0; n < 24; n++) many.push(await post(ann, { title: `Bread ${n}` }))
    await post(ann, { title: 'Milk' })
    for (const [n, { id }] of many.entries()) await claim([bernard, chandra, dell, emeka][n % 4]!, id)
    const lost = await claim(bernard, many[1]!.id)
    expectProblem(lost, AlreadyClaimed)
    expect(lost.json().next.map(({ title }: { title: string }) => title)).toEqual(['Milk'])
  })

  test('whoever posted what has waited longest is shown what waits behind it', async () => {
    const { ann, bernard, chandra, post, claim } = await elmRow(engine)
    const { id } = await post(ann)
    for (let n = 0; n < 8; n++) await post(bernard, { title: `Bread ${n}` })
    await post(ann, { title: 'Milk' })
    await claim(chandra, id)
    const lost = await claim(bernard, id)
    expectProblem(lost, AlreadyClaimed)
    expect(lost.json().next.map(({ title }: { title: string }) => title)).toEqual(['Milk'])
  })

  test('of two at one moment each is shown what is for them', async () => {
    const { ann, bernard, chandra, dell, post, claim } = await elmRow(engine)
    const { id } = await post(ann)
    await post(bernard, { title: 'Bread' })
    await post(ann, { title: 'Milk' })
    await claim(chandra, id)
    const lost = await Promise.all([bernard, dell, chandra].map((who) => claim(who, id)))
    const titles = lost.map((reply) => reply.json().next?.map(({ title }: { title: string }) => title))
    expect(titles.slice(0, 2)).toEqual([['Milk'], ['Bread', 'Milk']])
  })

  test('whoever is not known yet is not shown what needs trust', async () => {
    const { cast, as, post } = await openStreet(engine, ['Ann', 'Bernard', 'Chandra'], {
      start: { vouchesWanted: null },
    })
    const [ann, bernard, chandra] = cast as readonly [Cast, Cast, Cast]
    const claim = (who: Cast, id: string) => as(who)('POST', `/api/posts/${id}/claims`, {})
    const { id } = await post(ann, { tier: 0 })
    await post(ann, { title: 'Sit with my mother', tier: 2 })
    await post(ann, { title: 'Milk', tier: 0 })
    await claim(chandra, id)
    const lost = await claim(bernard, id)
    expectProblem(lost, AlreadyClaimed)
    expect(lost.json().next.map(({ title }: { title: string }) => title)).toEqual(['Milk'])
  })

  test('what they are shown is as it is by now', async () => {
    const { ann, bernard, chandra, as, post, claim } = await elmRow(engine)
    const { id } = await post(ann)
    const tea = await post(ann, { title: 'Cakes for the street tea', parts: 3 })
    await claim(chandra, id)
    const shown = async () => (await claim(bernard, id)).json().next
    expect(await shown()).toMatchObject([{ title: tea.title, helpers: [] }])
    const edit = { title: 'Cakes and tea', version: tea.version }
    const edited = await as(ann)('PATCH', `/api/posts/${tea.id}`, edit)
    expect(edited.statusCode).toBe(200)
    expect(await shown()).toMatchObject([{ title: 'Cakes and tea', helpers: [] }])
    const held = (await claim(chandra, tea.id)).json()
    expect(await shown()).toMatchObject([{ helpers: [{ state: 'held' }] }])
    await as(ann)('PUT', `/api/claims/${held.id}/acceptance`)
    expect(await shown()).toMatchObject([{ helpers: [{ state: 'accepted' }] }])
  })

  test('whoever is too late is not sent to what they are on already', async () => {
    const { ann, bernard, chandra, post, claim } = await elmRow(engine)
    const { id } = await post(ann)
    const tea = await post(ann, { title: 'Cakes for the street tea', parts: 8 })
    await post(ann, { title: 'Milk' })
    await claim(bernard, tea.id)
    await claim(chandra, id)
    const lost = await claim(bernard, id)
    expectProblem(lost, AlreadyClaimed)
    expect(lost.json().next.map(({ title }: { title: string }) => title)).toEqual(['Milk'])
  })
})
