import { describe, expect, test } from 'vitest'
import { NotFound } from '#contract/http'
import { HandsFull, OwnWord, ThreeADay, TooManyLinks, TrustedFirst } from '#contract/standing'
import { clear, trustOf } from '../server/standing/queries.ts'
import { type Cast, neighbours } from './support/cast.ts'
import { expectProblem } from './support/expect.ts'
import { days, type Engine, engines, hours, openHouse } from './support/house.ts'
import { ask, join, startStreet } from './support/street.ts'

/** A street as it starts by itself: nobody but Ann is known yet. */
async function youngStreet<const T extends readonly string[]>(engine: Engine, names: T, more: object = {}) {
  const house = await openHouse(engine)
  const [ann, ...others] = (await neighbours(house, ['Ann', ...names])) as unknown as Cast[]
  const { id } = await startStreet(house, ann!, { vouchesWanted: null, ...more })
  for (const other of others) await join(house, id, other)
  const worries: object[] = []
  house.house.worries.push(async (_tx, { boardId: _, now: __, ...worry }) => void worries.push(worry))
  const vouchFor = (by: Cast, whom: Cast) =>
    ask(house, 'POST', `/boards/${id}/members/${whom.id}/vouches`).by(by)
  const takeBack = (by: Cast, whom: Cast) =>
    ask(house, 'DELETE', `/boards/${id}/members/${whom.id}/vouches`).by(by)
  const post = (by: Cast, more: object = {}) =>
    ask(house, 'POST', `/boards/${id}/posts`).by(by, { kind: 'request', title: 'Milk', tier: 0, ...more })
  const claim = (by: Cast, postId: string) => ask(house, 'POST', `/posts/${postId}/claims`).by(by, {})
  const trust = (of: Cast) =>
    trustOf(house.store.read, { boardId: id, personId: of.id, now: house.clock.now() })
  const cast = others as unknown as { [K in keyof T]: Cast }
  return { house, boardId: id, ann: ann!, cast, worries, vouchFor, takeBack, post, claim, trust }
}

describe.each(engines)('standing on %s', (engine) => {
  test('a newcomer is known by one word and trusted by enough of them', async () => {
    const { ann, cast, vouchFor, trust } = await youngStreet(engine, ['B', 'C', 'D', 'E', 'F'])
    const [b, c, d, e, f] = cast
    expect(await trust(ann)).toEqual({ level: 'steward', vouches: 0, pausedUntil: null })
    expect((await trust(b)).level).toBe('new')
    // Six belong here, so three are wanted; but only Ann is there to give a word.
    expect((await vouchFor(ann, b)).json()).toMatchObject({ count: 1, by: [{ name: 'Ann' }], byYou: true })
    expect(await trust(b)).toEqual({ level: 'trusted', vouches: 1, pausedUntil: null })
    await vouchFor(ann, c)
    expect((await trust(c)).level).toBe('known')
    expectProblem(await vouchFor(c, d), TrustedFirst)
    expectProblem(await vouchFor(ann, ann), OwnWord)
    await vouchFor(b, c)
    expect((await trust(c)).level).toBe('trusted')
    await vouchFor(b, d)
    await vouchFor(c, d)
    expect((await trust(d)).level).toBe('known')
    await vouchFor(ann, d)
    await vouchFor(ann, d)
    expect(await trust(d)).toMatchObject({ level: 'trusted', vouches: 3 })
    expect((await trust(e)).level).toBe('new')
    expect((await trust(f)).level).toBe('new')
  })

  test('words given at the same moment are all counted', async () => {
    const { ann, cast, vouchFor, trust } = await youngStreet(engine, ['B', 'C', 'D', 'E', 'F', 'G'])
    const [b, c, d] = cast
    await vouchFor(ann, b)
    await vouchFor(ann, c)
    await vouchFor(b, c)
    await Promise.all([vouchFor(ann, d), vouchFor(b, d), vouchFor(c, d)])
    expect(await trust(d)).toMatchObject({ level: 'trusted', vouches: 3 })
  })

  test('a word is taken back at any time, and goes when its giver leaves', async () => {
    const { house, boardId, ann, cast, vouchFor, takeBack, trust } = await youngStreet(engine, ['B', 'C'])
    const [b, c] = cast
    await vouchFor(ann, b)
    expect((await takeBack(ann, b)).statusCode).toBe(204)
    expect(await trust(b)).toMatchObject({ level: 'new', vouches: 0 })
    expectProblem(await takeBack(ann, b), NotFound)
    await vouchFor(ann, b)
    await vouchFor(b, c)
    await ask(house, 'DELETE', `/boards/${boardId}/members/${b.id}`).by(b)
    expect(await trust(c)).toMatchObject({ vouches: 0 })
    expect(await trust(b)).toMatchObject({ level: 'new', vouches: 0 })
    expectProblem(await vouchFor(ann, b), NotFound)
  })

  test('a street says itself how many are wanted; 0 means that everybody knows everybody', async () => {
    const { house, boardId, ann, cast, vouchFor, trust } = await youngStreet(engine, ['B', 'C'])
    const [b, c] = cast
    const set = async (more: object) => {
      const { version } = (await ask(house, 'GET', `/boards/${boardId}`).by(ann)).json()
      return await ask(house, 'PATCH', `/boards/${boardId}`).by(ann, { version, ...more })
    }
    expect((await set({ vouchesWanted: 0 })).json()).toMatchObject({ vouchesWanted: 0, checking: 'new' })
    expect((await trust(b)).level).toBe('trusted')
    await set({ vouchesWanted: 2 })
    expect((await trust(b)).level).toBe('new')
    await vouchFor(ann, b)
    await vouchFor(b, c)
    expect((await trust(c)).level).toBe('known')
    await vouchFor(ann, c)
    expect((await trust(c)).level).toBe('trusted')
    expect((await set({ vouchesWanted: 6 })).statusCode).toBe(422)
    expect((await set({ checking: 'everyone' })).json()).toMatchObject({ checking: 'everyone' })
  })

  test('whoever has helped, or whose words a steward has let pass, is new no longer', async () => {
    const { house, boardId, ann, cast, post, claim, trust } = await youngStreet(engine, ['B', 'C'])
    const [b, c] = cast
    const { id } = (await post(ann)).json()
    const { id: claimId } = (await claim(b, id)).json()
    await ask(house, 'PUT', `/claims/${claimId}/acceptance`).by(ann)
    await ask(house, 'PUT', `/claims/${claimId}/completion`).by(b, {})
    expect((await trust(b)).level).toBe('known')
    await house.store.write((tx) => clear(tx, { boardId, personId: c.id, now: house.clock.now() }))
    expect((await trust(c)).level).toBe('known')
  })

  test('a steward looks first at what a newcomer writes', async () => {
    const { ann, cast, worries, post, claim, vouchFor } = await youngStreet(engine, ['B'])
    const [b] = cast
    const waiting = (await post(b)).json()
    expect(waiting.state).toBe('checking')
    expectProblem(await claim(ann, waiting.id), NotFound)
    const about = { kind: 'post', id: waiting.id }
    expect(worries).toEqual([{ kind: 'new', about, personId: b.id, why: expect.any(String) }])
    expect((await post(b, { draft: true })).json().state).toBe('draft')
    await vouchFor(ann, b)
    expect((await post(b)).json().state).toBe('open')
    expect((await post(ann)).json().state).toBe('open')
    expect(worries).toHaveLength(1)
  })

  test('a street may look at nobody first, or at everybody', async () => {
    const trusting = await youngStreet(engine, ['B'], { checking: 'nobody' })
    expect((await trusting.post(trusting.cast[0])).json().state).toBe('open')
    expect(trusting.worries).toEqual([])
    const careful = await youngStreet(engine, ['B'], { checking: 'everyone' })
    await careful.vouchFor(careful.ann, careful.cast[0])
    expect((await careful.post(careful.cast[0])).json().state).toBe('checking')
    expect((await careful.post(careful.ann)).json().state).toBe('open')
  })

  test('a newcomer posts three times a day and not more, also when pressing all at once', async () => {
    const { house, ann, cast, post, vouchFor } = await youngStreet(engine, ['B', 'C'], { checking: 'nobody' })
    const [b, c] = cast
    const replies = await Promise.all(Array.from({ length: 8 }, () => post(b)))
    expect(replies.filter(({ statusCode }) => statusCode === 201)).toHaveLength(3)
    expectProblem(await post(b), ThreeADay)
    expect((await post(b, { draft: true })).statusCode).toBe(201)
    house.clock.pass(days(1))
    expect((await post(b)).statusCode).toBe(201)
    for (let n = 0; n < 3; n++) await post(c)
    await vouchFor(ann, c)
    expect((await post(c)).statusCode).toBe(201)
  })

  test('a newcomer writes two links and not three', async () => {
    const { cast, post } = await youngStreet(engine, ['B'], { checking: 'nobody' })
    const details = 'See https://a.example/x and www.b.example, mail me at b@example.org'
    expect((await post(cast[0], { details })).statusCode).toBe(201)
    expectProblem(await post(cast[0], { details: `${details} or shop.example.com/deal` }), TooManyLinks)
  })

  test('three things in hand are enough for a newcomer, six for anybody', async () => {
    const { house, ann, cast, post, claim, vouchFor } = await youngStreet(engine, ['B', 'C'])
    const [b, c] = cast
    await vouchFor(ann, c)
    const ids: string[] = []
    for (let n = 0; n < 8; n++) ids.push((await post(ann, { parts: 4 })).json().id)
    const taking = async (who: Cast) => {
      const replies = await Promise.all(ids.map((id) => claim(who, id)))
      for (const reply of replies) if (reply.statusCode !== 201) expectProblem(reply, HandsFull)
      return replies.filter(({ statusCode }) => statusCode === 201).map((reply) => reply.json())
    }
    const held = await taking(b)
    expect(held).toHaveLength(3)
    expect(await taking(c)).toHaveLength(6)
    await ask(house, 'DELETE', `/claims/${held[0]!.id}`).by(b, {})
    const others = ids.filter((id) => !held.some(({ postId }) => postId === id)).slice(2)
    const again = await Promise.all(others.map((id) => claim(b, id)))
    expect(again.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 403, 403])
    const dear = await ask(house, 'PUT', `/claims/${held[1]!.id}/handover`).by(b, { personId: c.id })
    expectProblem(dear, HandsFull)
    house.clock.pass(hours(25))
    await house.sweep()
    expect((await claim(b, others[2]!)).statusCode).toBe(201)
  })

  test('everybody on the street reads who knows whom, by name', async () => {
    const { house, boardId, ann, cast, vouchFor } = await youngStreet(engine, ['B', 'C', 'D', 'E', 'F'])
    const [b, c, d, e, f] = cast
    const inOrder = [ann, b, c, d, e]
    for (const whom of inOrder)
      for (const by of inOrder.slice(0, inOrder.indexOf(whom)))
        expect((await vouchFor(by, whom)).statusCode).toBe(201)
    const page = (await ask(house, 'GET', `/boards/${boardId}/vouches?limit=5`).by(f)).json()
    expect(page.items).toHaveLength(5)
    expect(page.next).not.toBeNull()
    const one = (await ask(house, 'GET', `/boards/${boardId}/members/${e.id}/vouches`).by(b)).json()
    expect(one).toMatchObject({ person: { name: 'E' }, count: 4, byYou: true, mayYou: true })
    expect(one.by.map(({ name }: { name: string }) => name)).toHaveLength(3)
    const asF = (await ask(house, 'GET', `/boards/${boardId}/members/${e.id}/vouches`).by(f)).json()
    expect(asF).toMatchObject({ byYou: false, mayYou: false })
  })
})
