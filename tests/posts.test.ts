import { describe, expect, test } from 'vitest'
import { NotANeighbour } from '#contract/boards'
import { InvalidInput, NotFound, SignInNeeded, StaleEdit } from '#contract/http'
import { NotYours, PostEnded, type PostsPage, UnknownCategory } from '#contract/posts'
import { sweep } from '../server/endings/clock.ts'
import { announced } from './support/announced.ts'
import { openStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { days, engines, hours, type Store } from './support/house.ts'

describe.each(engines)('posts on %s', (engine) => {
  test('a neighbour asks with two fields, and the board hears of it', async () => {
    const { house, boardId, cast, as } = await openStreet(engine, ['Ann', 'Bernard'])
    const [ann, bernard] = cast
    const before = await announced(house, boardId)
    const reply = await as(ann)('POST', `/api/boards/${boardId}/posts`, {
      kind: 'request',
      title: '  Milk  ',
    })
    expect(reply.statusCode).toBe(201)
    expect(reply.json()).toMatchObject({ title: 'Milk', state: 'open', author: { name: 'Ann' }, helpers: [] })
    const { items } = (await as(bernard)('GET', `/api/boards/${boardId}/posts`)).json<PostsPage>()
    expect(items).toEqual([reply.json()])
    expect((await announced(house, boardId)).slice(before.length)).toEqual(['post.published'])
  })

  test('a draft is its author’s alone until it is put on the board', async () => {
    const { house, boardId, cast, as, post } = await openStreet(engine, ['Ann', 'Bernard'])
    const [ann, bernard] = cast
    const before = (await announced(house, boardId)).length
    const draft = await post(ann, { draft: true })
    expectProblem(await as(bernard)('GET', `/api/posts/${draft.id}`), NotFound)
    expect((await announced(house, boardId)).slice(before)).toEqual([])
    house.clock.pass(hours(1))
    const live = await as(ann)('PATCH', `/api/posts/${draft.id}`, { version: 1, state: 'open' })
    expect(live.json()).toMatchObject({
      state: 'open',
      waitingSince: new Date(house.clock.now()).toISOString(),
    })
    expect((await as(bernard)('GET', `/api/posts/${draft.id}`)).statusCode).toBe(200)
    expect((await announced(house, boardId)).slice(before)).toEqual(['post.published'])
  })

  test('a stale edit is refused, and the newer words stay', async () => {
    const { cast, as, post } = await openStreet(engine, ['Ann'])
    const [ann] = cast
    const { id } = await post(ann)
    const edit = (title: string) => as(ann)('PATCH', `/api/posts/${id}`, { version: 1, title })
    expect((await edit('Walk two dogs')).json()).toMatchObject({ title: 'Walk two dogs', version: 2 })
    expectProblem(await edit('Walk a cat'), StaleEdit)
    expect((await as(ann)('GET', `/api/posts/${id}`)).json().title).toBe('Walk two dogs')
  })

  test('a pause takes a post aside and resuming puts it back where it waited', async () => {
    const { house, boardId, cast, as, post } = await openStreet(engine, ['Ann', 'Bernard'])
    const [ann, bernard] = cast
    const first = await post(ann)
    house.clock.pass(1000)
    await post(bernard, { title: 'Later' })
    await as(ann)('PATCH', `/api/posts/${first.id}`, { version: 1, state: 'paused' })
    const titles = async () =>
      (await as(bernard)('GET', `/api/boards/${boardId}/posts`)).json<PostsPage>().items.map((p) => p.title)
    expect(await titles()).toEqual(['Later'])
    await as(ann)('PATCH', `/api/posts/${first.id}`, { version: 2, state: 'open' })
    expect(await titles()).toEqual(['Walk the dog', 'Later'])
  })

  test('a private note and who it is for stay with the author', async () => {
    const { boardId, cast, as, post } = await openStreet(engine, ['Steward', 'Ann', 'Bernard'])
    const [steward, ann, bernard] = cast
    const onBehalf = { name: 'Mrs Okafor', agreedHow: 'By phone', agreedOn: '2026-03-11' }
    const { id } = await post(ann, { privateNote: 'Flat 4, ring twice', onBehalf })
    const seenBy = async (who: typeof ann) => (await as(who)('GET', `/api/posts/${id}`)).json()
    expect(await seenBy(ann)).toMatchObject({
      privateNote: 'Flat 4, ring twice',
      onBehalfOf: onBehalf,
      you: 'author',
    })
    expect(await seenBy(bernard)).toMatchObject({ privateNote: null, onBehalfOf: null, onBehalf: true })
    expect(await seenBy(steward)).toMatchObject({ privateNote: null, onBehalfOf: onBehalf, you: 'steward' })
    const list = await as(bernard)('GET', `/api/boards/${boardId}/posts`)
    expect(list.body).not.toMatch(/ring twice|Okafor/)
  })

  test('what cannot be is refused, pointing at the field', async () => {
    const { boardId, cast, as } = await openStreet(engine, ['Ann', 'Bernard'])
    const [ann] = cast
    const refuses = async (body: object, problem: typeof InvalidInput, pointer: string) =>
      expectProblem(
        await as(ann)('POST', `/api/boards/${boardId}/posts`, { kind: 'request', title: 'Milk', ...body }),
        problem,
        [pointer],
      )
    await refuses({ title: ' \u200B ' }, InvalidInput, '#/title')
    await refuses({ kind: 'wish' }, InvalidInput, '#/kind')
    await refuses({ parts: 0 }, InvalidInput, '#/parts')
    await refuses({ neededBy: '2026-02-30' }, InvalidInput, '#/neededBy')
    await refuses({ neededBy: '2026-03-11' }, InvalidInput, '#/neededBy')
    await refuses({ category: 'no-such-thing' }, UnknownCategory, '#/category')
    await refuses({ authorId: 'somebody' }, InvalidInput, '#/authorId')
    await refuses(
      { onBehalf: { name: 'Jo', agreedHow: 'x', agreedOn: 'y' } },
      InvalidInput,
      '#/onBehalf/agreedOn',
    )
  })

  test('who does not belong neither reads nor posts nor edits', async () => {
    const { house, boardId, cast, as, post } = await openStreet(engine, ['Ann', 'Bernard'])
    const [ann, bernard] = cast
    const [stranger] = await (await import('./support/cast.ts')).neighbours(house, ['Stranger'])
    const { id } = await post(ann)
    expectProblem(await as(stranger)('GET', `/api/boards/${boardId}/posts`), NotANeighbour)
    expectProblem(await as(stranger)('GET', `/api/posts/${id}`), NotFound)
    expectProblem(
      await as(null)('POST', `/api/boards/${boardId}/posts`, { kind: 'offer', title: 'Jam' }),
      SignInNeeded,
    )
    expectProblem(await as(bernard)('PATCH', `/api/posts/${id}`, { version: 1, title: 'Mine now' }), NotYours)
    expectProblem(await as(bernard)('DELETE', `/api/posts/${id}`, {}), NotYours)
  })

  test('a withdrawn post is gone from the board with its reason, and can be put back', async () => {
    const { boardId, cast, as, post } = await openStreet(engine, ['Ann'])
    const [ann] = cast
    const { id } = await post(ann)
    await as(ann)('DELETE', `/api/posts/${id}`, { reason: 'My sister came' })
    const board = async () => (await as(ann)('GET', `/api/boards/${boardId}/posts`)).json<PostsPage>().items
    expect(await board()).toEqual([])
    expect((await as(ann)('GET', `/api/posts/${id}`)).json()).toMatchObject({
      state: 'withdrawn',
      endWords: 'My sister came',
    })
    expectProblem(await as(ann)('PATCH', `/api/posts/${id}`, { version: 2, title: 'New words' }), PostEnded)
    await as(ann)('PATCH', `/api/posts/${id}`, { version: 2, state: 'open' })
    expect((await board()).map((p) => p.state)).toEqual(['open'])
  })

  test('a day that passes with nobody on it makes a request unmet, counted and said', async () => {
    const { house, boardId, cast, as, post } = await openStreet(engine, ['Ann'])
    const [ann] = cast
    const { id } = await post(ann, { neededBy: '2026-03-13' })
    house.clock.pass(days(1))
    await house.sweep()
    expect((await as(ann)('GET', `/api/posts/${id}`)).json().state).toBe('open')
    house.clock.pass(days(1))
    await house.sweep()
    expect((await as(ann)('GET', `/api/posts/${id}`)).json().state).toBe('unmet')
    expect((await announced(house, boardId)).at(-1)).toBe('post.unmet')
  })

  test('a day moved at the last moment is kept to', async () => {
    const { house, cast, as, post } = await openStreet(engine, ['Ann'])
    const [ann] = cast
    const { id, version } = await post(ann, { neededBy: '2026-03-13' })
    const edit = () => as(ann)('PATCH', `/api/posts/${id}`, { version, neededBy: '2026-03-20' })
    house.clock.pass(days(2))
    let moved: Promise<unknown> | undefined
    /** The clock has found the post due, and before it comes to it the author says another day. */
    const write: Store['write'] = async (work) => {
      moved ??= edit()
      await moved
      return house.store.write(work)
    }
    await sweep({ ...house.store, write }, house.clock.now())
    expect((await as(ann)('GET', `/api/posts/${id}`)).json()).toMatchObject({
      state: 'open',
      neededBy: '2026-03-20',
    })
  })

  test('the same key sent twice posts once', async () => {
    const { boardId, cast, as } = await openStreet(engine, ['Ann'])
    const [ann] = cast
    const send = (title: string) =>
      as(ann, { 'idempotency-key': 'k1' })('POST', `/api/boards/${boardId}/posts`, { kind: 'offer', title })
    const [first, second] = await Promise.all([send('Jam'), send('Jam')])
    expect(second.json()).toEqual(first.json())
    expect((await send('Honey')).statusCode).toBe(422)
    expect((await as(ann)('GET', `/api/boards/${boardId}/posts`)).json<PostsPage>().items).toHaveLength(1)
  })
})
