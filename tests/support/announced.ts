import { eventsSince } from '../../server/live/queries.ts'
import type { TestHouse } from './house.ts'

/** The types of everything a board has announced, in order. */
export async function announced({ store }: Pick<TestHouse, 'store'>, boardId: string): Promise<string[]> {
  const rows = await eventsSince(store.read, boardId, { seq: 0, limit: 1_000_000 })
  return rows.map(({ type }) => type)
}
