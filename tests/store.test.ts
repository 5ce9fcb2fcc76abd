import { eq, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { type Db, hot, type Store } from '#db'
import { Doorway, eachTurn } from '../server/http/doorway.ts'
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

/** Works that are written in one go, each of which says how often it was run. */
async function together(store: Store, ids: string[], fails: (id: string) => boolean) {
  const runs = new Map<string, number>()
  const works = ids.map((id) =>
    store.write(async (tx) => {
      runs.set(id, (runs.get(id) ?? 0) + 1)
      if (id.startsWith('early')) throw new Error('before anything was written')
      await tx.insert(tx.t.logs).values(row(id))
      if (fails(id)) throw new Error('after it was written')
    }),
  )
  const outcomes = await Promise.allSettled(works)
  return { kept: ids.filter((_, at) => outcomes[at]!.status === 'fulfilled'), runs: [...runs.values()] }
}

const inFile = async (store: Store) => {
  const rows = await store.read.select().from(store.read.t.logs)
  return rows.map(({ boardId }) => boardId).sort()
}

test('on SQLite what fails before it has written costs its neighbours nothing', async () => {
  const { store } = await openHouse('sqlite')
  const { kept, runs } = await together(store, ['a', 'early', 'b'], () => false)
  expect({ kept, runs, file: await inFile(store) }).toEqual({
    ...{ kept: ['a', 'b'], runs: [1, 1, 1], file: ['a', 'b'] },
  })
})

test('on SQLite what fails after it has written is undone alone, and after that each of its own', async () => {
  const { store } = await openHouse('sqlite')
  const late = (id: string) => id.startsWith('late')
  const first = await together(store, ['a', 'late', 'b'], late)
  expect(first).toEqual({ kept: ['a', 'b'], runs: [2, 2, 1] })
  // The last had one, so that this one is ready for the next, and is not run again.
  expect(await together(store, ['c', 'late', 'd'], late)).toEqual({ kept: ['c', 'd'], runs: [1, 1, 1] })
  await together(store, ['e'], late)
  expect(await together(store, ['f', 'late'], late)).toEqual({ kept: ['f'], runs: [2, 2] })
  expect(await inFile(store)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
})

test('on SQLite rows that were saved before one of them failed go with it', async () => {
  const { store } = await openHouse('sqlite')
  const tea = { boardNumber: 1, word: 'tea', postNumber: 1 }
  await store.write((tx) => tx.insert(tx.t.postWords).values(tea))
  const many = hot((db: Db) => {
    const words = sql`select 1, value, ${sql.placeholder('post')} from json_each(${sql.placeholder('words')})`
    return db.insert(db.t.postWords).select(words).prepare('many_words')
  })
  const failing = store.write((tx) => many(tx).execute({ post: 1, words: '["milk","tea"]' }))
  const beside = store.write((tx) => many(tx).execute({ post: 2, words: '["milk","tea"]' }))
  await expect(failing).rejects.toThrow(/UNIQUE/)
  await beside
  const rows = await store.read.select().from(store.read.t.postWords)
  expect(rows.map(({ word, postNumber }) => `${postNumber} ${word}`).sort()).toEqual([
    '1 tea',
    '2 milk',
    '2 tea',
  ])
})

test('a write through the reading connection of SQLite fails at once', async () => {
  const { store } = await openHouse('sqlite')
  await expect(async () => store.read.insert(store.read.t.logs).values(row('elm'))).rejects.toThrow(
    /readonly/,
  )
})

test('on SQLite a crowd let in by turns is saved with one sync, and nobody later than need be', async () => {
  const { store } = await openHouse('sqlite')
  const commits: number[] = []
  store.onCommit((works) => commits.push(works))
  const write = (id: string) => store.write((tx) => tx.insert(tx.t.logs).values(row(id)))
  const doorway = new Doorway()
  const works = Array.from(
    { length: 3 * eachTurn },
    (_, n) => new Promise((done) => doorway.take(() => done(write(`n${n}`)))),
  )
  await Promise.all(works)
  await write('alone')
  expect(commits).toEqual([3 * eachTurn, 1])
})
