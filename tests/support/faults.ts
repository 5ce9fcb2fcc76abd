/** What a test must catch: stores that break one promise each. */
import type { Store } from '#db'

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

/** News that never comes. */
export const isDeaf = (store: Store): Store => ({ ...store, onNews: () => {} })

/** A clock in every process. */
export const sweepsAlways = (store: Store): Store => ({ ...store, keepsTime: async () => true })
