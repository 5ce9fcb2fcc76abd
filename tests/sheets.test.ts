import { describe, expect, test } from 'vitest'
import { NotFound } from '#contract/http'
import type { Post, PostInFull } from '#contract/posts'
import { type KeptRows, NothingToImport, OrderUnknown } from '#contract/sheets'
import { announced } from './support/announced.ts'
import { openSheets, sheet } from './support/bringing.ts'
import { expectProblem } from './support/expect.ts'
import { days, engines, start } from './support/house.ts'

describe.each(engines)('a sheet on %s', (engine) => {
  test('is shown to the steward before anything is on the board', async () => {
    const { bring, list, house, boardId } = await openSheets(engine)
    const before = await announced(house, boardId)
    const preview = await bring.preview(sheet, { fileName: 'help.csv' })
    expect(preview).toMatchObject({
      state: 'previewed',
      fileName: 'help.csv',
      subject: 'posts',
      counts: { rows: 3, posts: 3, errors: 1, duplicates: 0, over: 0 },
      errors: [{ row: 3, column: 'Phone', detail: '"sam at home" is not a telephone number' }],
    })
    expect(preview.first.map(({ post }) => post.title)).toEqual(['Food', 'Pet care', 'Café au lait'])
    expect(await list()).toEqual([])
    expect(await announced(house, boardId)).toEqual(before)
  })

  test('becomes posts that have waited since they were asked, for everybody at once', async () => {
    const { bring, list, house, boardId } = await openSheets(engine)
    const before = (await announced(house, boardId)).length
    const done = await bring.put(sheet)
    expect(done).toMatchObject({
      state: 'completed',
      posts: 3,
      made: 3,
      completedAt: new Date(start).toISOString(),
    })
    const posts = await list()
    expect(posts.map(({ title, waitingSince }) => [title, waitingSince])).toEqual([
      ['Food', '2026-03-01T10:00:00.000Z'],
      ['Pet care', '2026-03-01T10:00:00.000Z'],
      ['Café au lait', '2026-03-03T10:00:00.000Z'],
    ])
    expect(posts[0]).toMatchObject({ author: { name: 'Stella' }, onBehalf: true, details: 'No lift' })
    expect((await announced(house, boardId)).slice(before)).toEqual(Array(3).fill('post.published'))
  })

  test('brings what is over in it as over, without telling the board', async () => {
    const { bring, list, house, boardId } = await openSheets(engine)
    const before = (await announced(house, boardId)).length
    await bring.put('Title,Status,Timestamp\nBread,Completed,2026-02-01\nTea,Open,2026-02-02')
    expect((await list()).map(({ title }) => title)).toEqual(['Tea'])
    expect(await list('?state=met')).toMatchObject([{ title: 'Bread', endedAt: '2026-02-01T00:00:00.000Z' }])
    expect((await announced(house, boardId)).slice(before)).toEqual(['post.published'])
  })

  test('is searched like anything else', async () => {
    const { bring, list } = await openSheets(engine)
    await bring.put(sheet)
    const found = async (q: string) => (await list(`?q=${encodeURIComponent(q)}`)).map(({ title }) => title)
    expect(await found('cafe')).toEqual(['Café au lait'])
    expect(await found('salye')).toEqual(['Café au lait'])
  })

  test('shows nobody on the street the names, contacts and other columns', async () => {
    const { bring, list, as, ann, stella } = await openSheets(engine)
    const { id } = await bring.put(sheet)
    const [food] = await list()
    const seen = [await list(), (await as(ann)('GET', `/api/posts/${food!.id}`)).json()]
    expect(JSON.stringify(seen)).not.toMatch(/Robin|07700 900|size 41/)
    const full = (await as(stella)('GET', `/api/posts/${food!.id}`)).json<PostInFull>()
    expect(full).toMatchObject({ privateNote: 'Robin\n07700 900123', onBehalfOf: { name: 'Robin' } })
    expectProblem(await as(ann)('GET', `/api/imports/${id}/rows`), NotFound)
    const kept = (await as(stella)('GET', `/api/imports/${id}/rows`)).json<KeptRows>()
    expect(kept.items[0]).toMatchObject({
      row: 2,
      postId: food!.id,
      other: [{ header: 'Shoe size', text: 'size 41' }],
    })
  })

  test('lets the neighbour who helps reach the one who asked, after the yes', async () => {
    const { bring, list, as, ann, stella } = await openSheets(engine)
    await bring.put(sheet)
    const [food] = await list()
    const claim = (await as(ann)('POST', `/api/posts/${food!.id}/claims`, {})).json()
    const mine = async () => (await as(ann)('GET', `/api/posts/${food!.id}/claims`)).json().items[0]
    expect(await mine()).toMatchObject({ privateNote: null })
    await as(stella)('PUT', `/api/claims/${claim.id}/acceptance`)
    expect(await mine()).toMatchObject({ privateNote: 'Robin\n07700 900123' })
  })

  test('is looked at again with the steward’s own mapping', async () => {
    const { bring, as, stella } = await openSheets(engine)
    const { id, first } = await bring.preview('Thing,Colour\nBread,Rye\nTea,Green')
    expect(first).toEqual([])
    const edit = { mapping: ['title', 'details'], kind: 'offer' }
    const again = (await as(stella)('PATCH', `/api/imports/${id}`, edit)).json()
    expect(again.first).toMatchObject([
      { post: { kind: 'offer', title: 'Bread', details: 'Rye' } },
      { post: { kind: 'offer', title: 'Tea', details: 'Green' } },
    ])
    expect(await bring.read(id)).toEqual(again)
  })

  test('waits until the steward has said whether the day or the month comes first', async () => {
    const { bring, as, stella, list } = await openSheets(engine)
    const { id, asksForOrder } = await bring.preview('Title,Timestamp\nBread,3/2/2026')
    expect(asksForOrder).toBe(true)
    const put = () => as(stella)('PUT', `/api/imports/${id}/completion`)
    expectProblem(await put(), OrderUnknown, ['#/order'])
    await as(stella)('PATCH', `/api/imports/${id}`, { order: 'month-first' })
    expect((await put()).statusCode).toBe(200)
    expect((await list()).map((post) => post.waitingSince)).toEqual(['2026-03-02T00:00:00.000Z'])
  })

  test('brought again, brings nothing twice', async () => {
    const { bring, as, stella, list } = await openSheets(engine)
    await bring.put(sheet)
    const again = await bring.preview(sheet)
    expect(again.counts).toMatchObject({ posts: 0, duplicates: 3 })
    expectProblem(await as(stella)('PUT', `/api/imports/${again.id}/completion`), NothingToImport)
    await as(stella)('PATCH', `/api/imports/${again.id}`, { withDuplicates: true })
    await as(stella)('PUT', `/api/imports/${again.id}/completion`)
    expect(await list()).toHaveLength(6)
  })

  test('is told apart from what neighbours typed themselves', async () => {
    const { bring, post, ann } = await openSheets(engine)
    await post(ann, { title: 'Walk the dog', details: 'Big one' })
    const both = 'Name,Title,Details\nAnn,walk  the DOG,\nBo,Walk the dog,'
    expect((await bring.preview(both)).duplicates).toEqual([{ row: 2, title: 'walk  the DOG', of: null }])
  })

  test('put twice at the same time, is put once', async () => {
    const { bring, as, stella, list } = await openSheets(engine)
    const long = ['Title', ...Array.from({ length: 300 }, (_, n) => `Bread ${n}`)].join('\n')
    const { id } = await bring.preview(long)
    const both = await Promise.all([1, 2].map(() => as(stella)('PUT', `/api/imports/${id}/completion`)))
    expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    expect(await bring.read(id)).toMatchObject({ state: 'completed', posts: 300, made: 300 })
    const all: Post[] = await list('?limit=100')
    expect(new Set(all.map(({ title }) => title)).size).toBe(100)
    expect((await as(stella)('GET', `/api/imports/${id}/rows`)).json().next).not.toBeNull()
  })

  test('nobody comes back to is forgotten after a day', async () => {
    const { bring, house } = await openSheets(engine)
    const { id } = await bring.preview(sheet)
    const sweep = () => Promise.all(house.house.sweeps.map((one) => one(house.clock.now())))
    house.clock.pass(days(1))
    await sweep()
    expect((await bring.read(id)).state).toBe('previewed')
    house.clock.pass(1)
    await sweep()
    const { importTexts } = house.store.read.t
    expect(await house.store.read.select().from(importTexts)).toEqual([])
  })

  test('is thrown away whole', async () => {
    const { bring, as, stella, house } = await openSheets(engine)
    const { id } = await bring.preview(sheet)
    expect((await as(stella)('DELETE', `/api/imports/${id}`)).json().state).toBe('undone')
    expectProblem(await as(stella)('GET', `/api/imports/${id}`), NotFound)
    const { imports, importTexts } = house.store.read.t
    expect(await house.store.read.select().from(imports)).toEqual([])
    expect(await house.store.read.select().from(importTexts)).toEqual([])
  })
})
