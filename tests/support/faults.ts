/** What a test must catch: stores that break one promise each. */
import type { Db, Store } from '#db'

/** An answer given before the commit. */
export function answersEarly(store: Store, byMs = 15): Store {
  const write: Store['write'] = (work) =>
    new Promise((resolve, reject) => {
      const early = store.write(async (tx) => {
        resolve(await work(tx))
        await new Promise((later) => setTimeout(later, byMs))
      })
      early.catch(reject)
    })
  return { ...store, write }
}

/** Whatever goes wrong with the saving, nobody is told. */
export function keepsQuiet(store: Store): Store {
  const write: Store['write'] = async (work) => {
    let value: unknown
    const saved = store.write(async (tx) => {
      value = await work(tx)
    })
    await saved.catch(() => {})
    return value as never
  }
  return { ...store, write }
}

/** News that never comes. */
export const isDeaf = (store: Store): Store => ({ ...store, onNews: () => {} })

/** A clock in every process. */
export const sweepsAlways = (store: Store): Store => ({ ...store, keepsTime: async () => true })

/**
 * A change first, and what is told of it in a transaction of its own.
 *
 * @param laterMs how much later
 */
export function splitsWork(store: Store, laterMs = () => 0): Store {
  const write: Store['write'] = async (work) => {
    const later: Happened[] = []
    const value = await store.write((tx) => work(withoutEvents(tx, later)))
    if (later.length === 0) return value
    await new Promise((pause) => setTimeout(pause, laterMs()))
    await store.write(async (tx) => {
      for (const { boardId } of later) tx.news.add(boardId)
      await tx.insert(tx.t.events).values(later)
    })
    return value
  }
  return { ...store, write }
}

/** What was answered is kept a moment after it was done. */
export function keepsRepliesLater(store: Store, laterMs: number): Store {
  const write: Store['write'] = async (work) => {
    const later: Kept[] = []
    const value = await store.write((tx) => work(withoutReplies(tx, later)))
    const keep = () => store.write((tx) => tx.insert(tx.t.replies).values(later).onConflictDoNothing())
    if (later.length > 0) setTimeout(() => void keep().catch(() => {}), laterMs)
    return value
  }
  return { ...store, write }
}

type Kept = Db['t']['replies']['$inferInsert']

function withoutReplies(tx: Db, later: Kept[]): Db {
  const values = (reply: Kept) => ({
    onConflictDoNothing: () => ({
      async returning() {
        later.push(reply)
        return [reply]
      },
    }),
  })
  const insert = (table: Parameters<Db['insert']>[0]) =>
    table === (tx.t.replies as unknown) ? { values } : tx.insert(table)
  return Object.assign(Object.create(tx), { insert, swift: undefined }) as Db
}

type Happened = Db['t']['events']['$inferInsert']

function withoutEvents(tx: Db, later: Happened[]): Db {
  const record = { execute: async (row: Happened) => void later.push(row) }
  const insert = (table: Parameters<Db['insert']>[0]) =>
    table === (tx.t.events as unknown) ? { values: () => ({ prepare: () => record }) } : tx.insert(table)
  return Object.assign(Object.create(tx), { insert, swift: undefined }) as Db
}
