// What an import does to a board, a few posts at a time: between any two of these everybody else has their turn.
import { ImportOver, type SheetPreview } from '#contract/sheets'
import type { Db, Store } from '#db'
import type { BoardRow } from '../boards/queries.ts'
import type { Scene } from '../claims/steps.ts'
import { endPost } from '../endings/steps.ts'
import { endOfDay } from '../http/days.ts'
import { newId } from '../http/ids.ts'
import { announce } from '../live/queries.ts'
import { type PostRow, publishPost } from '../posts/queries.ts'
import { born } from './births.ts'
import { draftOf } from './drafting.ts'
import { keyOf } from './plan.ts'
import {
  changeImport,
  changeTexts,
  findImport,
  forgetRows,
  type ImportRow,
  keepRows,
  letGo,
  postsToTakeBack,
  previewOn,
  removePost,
  saveImport,
  textsOf,
} from './queries.ts'
import type { PostRead } from './rows.ts'
import { takeBack } from './rules.ts'

const atATime = 40
const reason = 'The steward has taken back the sheet this came from. Thank you for being there'

export type Site = { store: Store; clock: { now(): number }; board: BoardRow }
type Progress = (row: ImportRow) => void

type Draft = Parameters<typeof saveImport>[2]

/** Of what is kept for a repeat of the call only the id: a sheet is full of people, and goes when it is thrown away. */
export async function keep(tx: Db, row: ImportRow, draft: Draft): Promise<{ id: string }> {
  await saveImport(tx, row, draft)
  return { id: row.id }
}

/** @throws ImportOver when its posts have been settled meanwhile */
export async function change(tx: Db, row: ImportRow, { choices, preview }: Changed): Promise<void> {
  const { id, state } = row
  if (!(await changeImport(tx, { id, state }, choices))) throw ImportOver.with()
  await changeTexts(tx, id, { preview })
}
type Changed = { choices: Partial<ImportRow>; preview: SheetPreview }

type Settled = { posts: PostRead[]; preview: SheetPreview }

/** Settles what will be made. Undefined when somebody else has begun meanwhile. */
export async function begin({ store }: Site, row: ImportRow, { posts, preview }: Settled) {
  return store.write(async (tx) => {
    const begun = await changeImport(
      tx,
      { id: row.id, state: 'previewed' },
      { state: 'running', posts: posts.length },
    )
    if (begun) await changeTexts(tx, row.id, { text: null, plan: posts, preview })
    return begun
  })
}

/** Settles what a previewed sheet will make, unless somebody who pressed at the same moment has done so already. */
export async function settle(site: Site, row: ImportRow): Promise<void> {
  const { text } = await textsOf(site.store.read, row.id)
  if (text === null) return
  const { plan, preview } = await draftOf(site, text, row)
  await begin(site, row, { posts: plan.posts, preview })
}

/** Makes the posts that are still to be made. May be called again after an interruption, and by two at a time. */
export async function makePosts(site: Site, importId: string, tell: Progress = () => {}): Promise<void> {
  const { store, clock } = site
  const plan = (await textsOf(store.read, importId)).plan ?? []
  for (;;) {
    const row = await findImport(store.read, importId)
    if (row?.state !== 'running') return
    if (row.made >= plan.length) return finish(site, row, tell)
    const next = plan.slice(row.made, row.made + atATime)
    const made = await store.write((tx) => makeSome(tx, { site, row, next, now: clock.now() }))
    if (made) tell(made)
  }
}

async function finish({ store, clock }: Site, row: ImportRow, tell: Progress) {
  const completedAt = clock.now()
  const done = await store.write(async (tx) => {
    const completed = await changeImport(tx, row, { state: 'completed', completedAt })
    if (completed) await changeTexts(tx, row.id, { plan: null })
    return completed
  })
  if (done) tell(done)
}

type Some = { site: Site; row: ImportRow; next: PostRead[]; now: number }

async function makeSome(tx: Db, { site: { board }, row, next, now }: Some) {
  const made = await changeImport(tx, row, { made: row.made + next.length })
  if (!made) return undefined
  const kept = []
  for (const [at, one] of next.entries()) {
    const id = newId()
    const unmetAt = one.post.neededBy ? endOfDay(one.post.neededBy, board.timeZone) : null
    const birth = { id, boardId: board.id, authorId: row.byId, importId: row.id, now, unmetAt }
    await publishPost(tx, born(one, birth), now)
    const { row: number, other } = one
    const ids = { importId: row.id, boardId: board.id, postId: id, nth: row.made + at, row: number }
    kept.push({ ...ids, sameAs: keyOf(one), kept: other })
  }
  await keepRows(tx, kept)
  return made
}

/** Takes everything back: what nobody answered goes, what somebody is on is withdrawn with a kind word. */
export async function takeAllBack(site: Site, row: ImportRow, actorId: string): Promise<void> {
  const { store } = site
  await store.write((tx) => stop(tx, row.id))
  for (;;) {
    const left = await store.write((tx) => takeSomeBack(tx, { site, importId: row.id, actorId }))
    if (left === 0) return
  }
}

/** Also while posts are still being made: whoever makes them finds it no longer running, and stops. */
async function stop(tx: Db, id: string) {
  for (const state of ['running', 'completed'] as const)
    await changeImport(tx, { id, state }, { state: 'undoing' })
}

type Back = { site: Site; importId: string; actorId: string }

async function takeSomeBack(tx: Db, { site: { board, clock }, importId, actorId }: Back): Promise<number> {
  const undoing = { id: importId, state: 'undoing' } as const
  // Holds the import, so that pressing twice takes each post back once.
  const row = await changeImport(tx, undoing, { state: 'undoing' })
  if (!row) return 0
  const now = clock.now()
  const found = await postsToTakeBack(tx, importId, atATime)
  let { removed, withdrawn } = row
  for (const { post, claims } of found) {
    const fate = takeBack({ state: post.state, claims })
    if (fate === 'remove') removed += await remove(tx, { post, actorId, now })
    if (fate === 'withdraw') withdrawn += await withdraw(tx, { post, board, now }, actorId)
    if (fate !== 'remove') await letGo(tx, post.id)
  }
  await changeImport(tx, undoing, { removed, withdrawn })
  if (found.length === 0) await forgetAll(tx, importId, now)
  return found.length
}

async function remove(tx: Db, { post, actorId, now }: { post: PostRow; actorId: string; now: number }) {
  await removePost(tx, post.id)
  await announce(tx, post.boardId, { type: 'post.gone', postId: post.id, personId: actorId, at: now })
  return 1
}

async function withdraw(tx: Db, scene: Scene, actorId: string) {
  await endPost(tx, scene, { move: 'withdraw', type: 'post.withdrawn', actorId, words: reason })
  return 1
}

/** With its posts goes what was kept aside of them, and what the preview showed. */
async function forgetAll(tx: Db, importId: string, now: number) {
  await forgetRows(tx, importId)
  await changeTexts(tx, importId, {
    text: null,
    plan: null,
    preview: countsOnly(await previewOn(tx, importId)),
  })
  await changeImport(tx, { id: importId, state: 'undoing' }, { state: 'undone', undoneAt: now })
}

const countsOnly = (preview: SheetPreview): SheetPreview => ({
  ...preview,
  columns: preview.columns.map((column) => ({ ...column, examples: [] })),
  ...{ first: [], errors: [], duplicates: [] },
})
