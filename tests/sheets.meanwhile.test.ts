import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { findBoard } from '../server/boards/queries.ts'
import { chosen, draftOf, sheetOf } from '../server/sheets/drafting.ts'
import { findImport } from '../server/sheets/queries.ts'
import { begin, makePosts } from '../server/sheets/steps.ts'
import { openSheets } from './support/bringing.ts'
import { engines } from './support/house.ts'

const long = (rows: number) => ['Title', ...Array.from({ length: rows }, (_, n) => `Bread ${n}`)].join('\n')

describe.each(engines)('while a sheet comes in on %s', (engine) => {
  test('neighbours go on asking, and the steward sees how far it is', async () => {
    const { bring, as, ann, stella, post } = await openSheets(engine)
    const { id } = await bring.preview(long(600))
    const seen: number[] = []
    let isDone = false
    const putting = as(stella)('PUT', `/api/imports/${id}/completion`).then(() => {
      isDone = true
    })
    let asked = 0
    while (!isDone) {
      expect((await post(ann, { title: `Milk ${asked}` })).state).toBe('open')
      asked += 1
      const { state, made } = await bring.read(id)
      if (state === 'running') seen.push(made)
    }
    await putting
    expect(asked).toBeGreaterThan(3)
    expect(seen.filter((made) => made > 0 && made < 600).length).toBeGreaterThan(0)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(await bring.read(id)).toMatchObject({ state: 'completed', made: 600 })
  })

  test.each(['the steward', 'the clock'])(
    'an interrupted one goes on where it stopped, by %s',
    async (by) => {
      const { bring, as, stella, house, boardId } = await openSheets(engine)
      const { id } = await bring.preview(long(130))
      const { store, clock } = house
      const site = { store, clock, board: (await findBoard(store.read, boardId))! }
      const row = (await findImport(store.read, id))!
      const { plan, preview } = await draftOf(site, await sheetOf(store.read, id), chosen({}))
      await begin(site, row, { posts: plan.posts, preview })
      const stopping = new Error('the lights went out')
      await expect(
        makePosts(site, id, ({ made }) => {
          if (made >= 80) throw stopping
        }),
      ).rejects.toBe(stopping)
      expect(await bring.read(id)).toMatchObject({ state: 'running', made: 80, posts: 130 })
      await (by === 'the steward'
        ? as(stella)('PUT', `/api/imports/${id}/completion`)
        : Promise.all(house.house.sweeps.map((sweep) => sweep(clock.now()))))
      expect(await bring.read(id)).toMatchObject({ state: 'completed', made: 130 })
      const { posts } = store.read.t
      const titles = await store.read.select({ title: posts.title }).from(posts).where(eq(posts.importId, id))
      expect(new Set(titles.map(({ title }) => title)).size).toBe(130)
      expect(titles).toHaveLength(130)
    },
  )

  test('one that is taken back half-way stops, and leaves nothing', async () => {
    const { bring, as, stella, list, house } = await openSheets(engine)
    const { id } = await bring.preview(long(400))
    const putting = as(stella)('PUT', `/api/imports/${id}/completion`)
    while ((await bring.read(id)).made === 0) await new Promise(setImmediate)
    await as(stella)('DELETE', `/api/imports/${id}`)
    await putting
    expect(await bring.read(id)).toMatchObject({ state: 'undone' })
    expect(await list()).toEqual([])
    const { posts } = house.store.read.t
    expect(await house.store.read.select().from(posts).where(eq(posts.importId, id))).toEqual([])
  })
})
