/** What time does to what waits and to what was decided. */
import { Problem } from '#contract/http'
import type { Db } from '#db'
import { casesToRelease, closeMoot } from '../backlog/queries.ts'
import { findCase } from '../cases/queries.ts'
import { releaseMs, tellStewards } from '../cases/steps.ts'
import type { House } from '../http/room.ts'
import { decide, settle } from './acts.ts'
import { type ActionRow, changeAction, endedBy } from './queries.ts'
import { mostAloneMs } from './rules.ts'
import { reverse } from './steps.ts'

const atOnce = 200

export async function passTime(house: House, now: number) {
  await house.store.write((tx) => closeMoot(tx, now))
  await releaseWaiting(house, now)
  await endActions(house, now)
}

/** Nobody looked for a day: it goes onto the board, and every steward hears that it did. */
async function releaseWaiting(house: House, now: number) {
  const { store } = house
  const rows = await casesToRelease(store.read, { before: now - releaseMs, now, limit: atOnce })
  const released = new Set<string>()
  for (const row of rows) {
    const asked = { deed: 'release', reason: 'waited' } as const
    const done = await unlessRefused(
      store.write((tx) => decide(house, tx, { row, asked, actorId: null, now })),
    )
    if (done) released.add(row.boardId)
  }
  for (const boardId of released)
    await store.write((tx) => tellStewards(tx, boardId, { type: 'queue.waits', now }))
}

/** Undefined when a steward was quicker. */
const unlessRefused = <T>(work: Promise<T>) =>
  work.catch((error: unknown) => {
    if (error instanceof Problem) return undefined
    throw error
  })

async function endActions({ store }: House, now: number) {
  for (const action of await endedBy(store.read, now, atOnce))
    await unlessRefused(store.write((tx) => end(tx, action, now)))
}

/** What one steward decided alone ends by itself; what hides a scam or a crisis stays, and is said aloud. */
async function end(tx: Db, action: ActionRow, now: number) {
  const { deed, boardId, caseId, secondId } = action
  const kind = (await findCase(tx, caseId))?.kind
  const isGrave = deed === 'hide' && secondId === null && (kind === 'crisis' || kind === 'scam')
  if (isGrave) await changeAction(tx, action.id, { from: 'done', set: { until: now + mostAloneMs } })
  else {
    await reverse(tx, { action, now })
    await settle(tx, { action, state: 'over', now })
  }
  if (deed === 'hide') await tellStewards(tx, boardId, { type: 'queue.waits', now })
}
