import { eq, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { type Db, hot } from '#db'
import { engines, openHouse } from './support/house.ts'

const row = (id: string) => ({ boardId: id, seq: 1 })
const find = hot((db: Db) =>
  db
    .select()
    .from(db.t.logs)
    .where(eq(db.t.logs.boardId, sql.placeholder('boardId')))
    .prepare('find_log'),
)

describe.each(engines)('the store on %s', (engine) => {
  test('gives back what was written', async () => {
    const { store } = await openHouse(engine)
    await store.write((tx) => tx.insert(tx.t.logs).values(row('elm')))
    expect(await store.read.select().from(store.read.t.logs)).toEqual([row('elm')])
  })

  test('rolls back the work that throws, and it alone', async () => {
    const { store } = await openHouse(engine)
    const works = ['a', 'b', 'c'].map((id) =>
      store.write(async (tx) => {
        await tx.insert(tx.t.logs).values(row(id))
        if (id === 'b') throw new Error('changed my mind')
        return id
      }),
    )
    const outcomes = await Promise.allSettled(works)
    expect(outcomes.map((o) => o.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    const kept = await store.read.select().from(store.read.t.logs)
    expect(kept.map((r) => r.boardId).sort()).toEqual(['a', 'c'])
  })

  test('whoever reads sees what is committed, and nothing that is only being written', async () => {
    const { store } = await openHouse(engine)
    const read = () => find(store.read).execute({ boardId: 'elm' })
    const meanwhile = await store.write(async (tx) => {
      await tx.insert(tx.t.logs).values(row('elm'))
      return { outside: await read(), inside: await find(tx).execute({ boardId: 'elm' }) }
    })
    expect(meanwhile).toEqual({ outside: [], inside: [row('elm')] })
    expect(await read()).toEqual([row('elm')])
  })

  test('a constraint that fails takes nothing else with it', async () => {
    const { store } = await openHouse(engine)
    const insert = (id: string) => store.write((tx) => tx.insert(tx.t.logs).values(row(id)))
    const outcomes = await Promise.allSettled([insert('a'), insert('a'), insert('b')])
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  })

  test('tells of news after the commit, and never of a work that rolled back', async () => {
    const { store } = await openHouse(engine)
    const heard: string[] = []
    store.onNews((boardId) => heard.push(boardId))
    await store.write(async (tx) => void tx.news.add('elm'))
    const failed = store.write(async (tx) => {
      tx.news.add('oak')
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    await expect.poll(() => heard).toContain('elm')
  })
})

test('a write through the reading connection of SQLite fails at once', async () => {
  const { store } = await openHouse('sqlite')
  await expect(async () => store.read.insert(store.read.t.logs).values(row('elm'))).rejects.toThrow(
    /readonly/,
  )
})
