import { describe, expect, test } from 'vitest'
import { NotFound } from '#contract/http'
import type { PostInFull } from '#contract/posts'
import { announced } from './support/announced.ts'
import { openSheets, sheet } from './support/bringing.ts'
import { expectProblem } from './support/expect.ts'
import { engines } from './support/house.ts'

describe.each(engines)('a sheet taken back on %s', (engine) => {
  test('takes every post nobody has answered off the board, for everybody at once', async () => {
    const { bring, as, stella, post, list, house, boardId } = await openSheets(engine)
    await post(stella, { title: 'My own' })
    const { id } = await bring.put(sheet)
    const before = (await announced(house, boardId)).length
    const [food] = await list('?q=food')
    const undone = (await as(stella)('DELETE', `/api/imports/${id}`)).json()
    expect(undone).toMatchObject({ state: 'undone', removed: 3, withdrawn: 0 })
    expect((await list()).map(({ title }) => title)).toEqual(['My own'])
    expect(await list('?q=food')).toEqual([])
    expectProblem(await as(stella)('GET', `/api/posts/${food!.id}`), NotFound)
    expect((await announced(house, boardId)).slice(before)).toEqual(Array(3).fill('post.gone'))
  })

  test('withdraws what a neighbour is on, with a kind word, and lets them go', async () => {
    const { bring, as, ann, stella, list, house, boardId } = await openSheets(engine)
    const { id } = await bring.put(sheet)
    const [food] = await list()
    const claim = (await as(ann)('POST', `/api/posts/${food!.id}/claims`, {})).json()
    const before = (await announced(house, boardId)).length
    expect((await as(stella)('DELETE', `/api/imports/${id}`)).json()).toMatchObject({
      removed: 2,
      withdrawn: 1,
    })
    const left = (await as(ann)('GET', `/api/posts/${food!.id}`)).json<PostInFull>()
    expect(left).toMatchObject({ state: 'withdrawn', endWords: expect.stringContaining('Thank you') })
    expect(left.helpers.filter(({ state }) => state === 'held')).toEqual([])
    expect((await as(ann)('GET', `/api/posts/${food!.id}/claims`)).json().items).toMatchObject([
      { id: claim.id, state: 'released' },
    ])
    expect((await announced(house, boardId)).slice(before).toSorted()).toEqual([
      'post.gone',
      'post.gone',
      'post.withdrawn',
    ])
  })

  test('leaves what neighbours have done, for it happened', async () => {
    const { bring, as, ann, stella, list } = await openSheets(engine)
    const { id } = await bring.put(sheet)
    const [food] = await list()
    const { id: claimId } = (await as(ann)('POST', `/api/posts/${food!.id}/claims`, {})).json()
    await as(stella)('PUT', `/api/claims/${claimId}/acceptance`)
    await as(ann)('PUT', `/api/claims/${claimId}/completion`, {})
    await as(stella)('PUT', `/api/posts/${food!.id}/ending`, { as: 'met' })
    expect((await as(stella)('DELETE', `/api/imports/${id}`)).json()).toMatchObject({
      removed: 2,
      withdrawn: 0,
    })
    expect((await list('?state=met')).map((post) => post.id)).toEqual([food!.id])
  })

  test('leaves what was hidden and has ended since', async () => {
    const { bring, as, ann, bernard, stella, list, boardId } = await openSheets(engine)
    const { id } = await bring.put(sheet)
    const [food] = await list()
    await as(stella)('PUT', `/api/boards/${boardId}/members/${bernard.id}`, { role: 'steward' })
    await as(ann)('POST', `/api/posts/${food!.id}/claims`, {})
    const about = { kind: 'post', id: food!.id }
    await as(ann)('POST', `/api/boards/${boardId}/reports`, { about, reason: 'private' })
    const [found] = (await as(bernard)('GET', `/api/boards/${boardId}/cases`)).json().items
    await as(bernard)('POST', `/api/cases/${found.id}/actions`, { deed: 'hide', reason: 'private' })
    const ended = (await as(stella)('DELETE', `/api/posts/${food!.id}`, {})).json()
    expect(ended).toMatchObject({ state: 'withdrawn' })
    expect((await as(stella)('DELETE', `/api/imports/${id}`)).json()).toMatchObject({
      ...{ state: 'undone', removed: 2, withdrawn: 0 },
    })
  })

  test('keeps nothing of the people in it', async () => {
    const { bring, as, stella, house } = await openSheets(engine)
    const { id } = await bring.put(sheet)
    await as(stella)('DELETE', `/api/imports/${id}`)
    const { read } = house.store
    const { imports, importTexts, importRows, posts, postWords, replies } = read.t
    const kept = await Promise.all(
      [imports, importTexts, importRows, posts, postWords, replies].map((table) => read.select().from(table)),
    )
    expect(JSON.stringify(kept)).not.toMatch(/Robin|07700 900|sam at home|lait/i)
    expect(kept[0]).toHaveLength(1)
  })

  test('pressed twice at once, takes each post back once', async () => {
    const { bring, as, stella, house, boardId } = await openSheets(engine)
    const { id } = await bring.put(
      ['Title', ...Array.from({ length: 150 }, (_, n) => `Bread ${n}`)].join('\n'),
    )
    const before = (await announced(house, boardId)).length
    const both = await Promise.all([1, 2].map(() => as(stella)('DELETE', `/api/imports/${id}`)))
    expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    expect(await bring.read(id)).toMatchObject({ state: 'undone', removed: 150, withdrawn: 0 })
    expect((await announced(house, boardId)).length - before).toBe(150)
  })

  test('may be brought once more afterwards', async () => {
    const { bring, as, stella, list } = await openSheets(engine)
    const { id } = await bring.put(sheet)
    await as(stella)('DELETE', `/api/imports/${id}`)
    expect((await as(stella)('DELETE', `/api/imports/${id}`)).json().state).toBe('undone')
    expect((await bring.put(sheet)).made).toBe(3)
    expect(await list()).toHaveLength(3)
  })
})
