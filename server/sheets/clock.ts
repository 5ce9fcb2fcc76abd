/** What the clock does by itself: previews nobody came back to are forgotten, and what was interrupted goes on. */

import { findBoard } from '../boards/queries.ts'
import type { House } from '../http/room.ts'
import { forgetPreviews, type ImportRow, unfinishedImports } from './queries.ts'
import { makePosts, takeAllBack } from './steps.ts'

const previewMs = 86_400_000

export async function sweep(house: House, now: number): Promise<void> {
  const { store } = house
  await store.write((tx) => forgetPreviews(tx, now - previewMs))
  for (const row of await unfinishedImports(store.read)) await goOn(house, row)
}

/** Harmless beside whoever is still at it: each post is made, or taken back, once. */
async function goOn({ store, clock }: House, row: ImportRow) {
  const board = await findBoard(store.read, row.boardId)
  if (!board) return
  const site = { store, clock, board }
  await (row.state === 'running' ? makePosts(site, row.id) : takeAllBack(site, row, row.byId))
}
