/** Makes the demo street: everything is done by the acts of the rooms themselves, only earlier. */

import type { Db } from '#db'
import { firstNumbers } from '../boards/numbers.ts'
import { type BoardRow, saveMember } from '../boards/queries.ts'
import { announce } from '../live/queries.ts'
import { savePerson } from '../people/queries.ts'
import { middleOf } from '../places/cells.ts'
import { spotOfPoint } from '../places/queries.ts'
import { publish } from '../posts/steps.ts'
import { name as lookAfter } from '../safeguarding/steps.ts'
import {
  type DemoPerson,
  type DemoPost,
  type DemoStep,
  demoCategories,
  demoNumbers,
  demoPeople,
  demoPosts,
  demoStreet,
  saveDemoBoard,
} from './queries.ts'
import { demoBoardId, idOf } from './rules.ts'
import { happen } from './steps.ts'

export const hourMs = 3_600_000
const dayMs = 24 * hourMs
const movedInDays = 60

/** False when it is there already. */
export async function makeDemo(tx: Db, now: number): Promise<boolean> {
  const board = await saveDemoBoard(tx, await rowOf(tx, now - (movedInDays + 1) * dayMs))
  if (!board) return false
  for (const [n, person] of demoPeople.entries()) await moveIn(tx, person, now - (movedInDays - n) * dayMs)
  const made = new Map<DemoPost, string>()
  for (const { at, post, step } of inOrder(now)) {
    if (step) await happen(tx, { board, postId: made.get(post) ?? '', now: at }, step)
    else made.set(post, await say(tx, board, { post, at, now }))
  }
  return true
}

type Moment = { at: number; post: DemoPost; step: DemoStep | null }

/** As it happened, over all posts: the log has one order. */
function inOrder(now: number): Moment[] {
  const moments = demoPosts.flatMap((post) => [
    { at: now - post.hoursAgo * hourMs, post, step: null },
    ...(post.story ?? []).map((step) => ({ at: now - step[0] * hourMs, post, step })),
  ])
  return moments.sort((a, b) => a.at - b.at)
}

async function rowOf(tx: Db, createdAt: number): Promise<BoardRow> {
  const { place, ...said } = demoStreet
  const { cell, ...spot } = await spotOfPoint(tx, place, 'place')
  const { lat: cellLat, lng: cellLng } = middleOf(cell)
  const where = { ...spot, cell, cellLat, cellLng, area: null }
  const open = {
    joining: 'invited',
    visible: true,
    demo: true,
    vouchesWanted: 0,
    checking: 'nobody',
  } as const
  const numbers = { helplines: null, helplinesCheckedAt: null, ...firstNumbers(demoNumbers, createdAt) }
  const kept = { categories: demoCategories, timeZone: 'Europe/London', version: 1, createdAt }
  return { id: demoBoardId, ...said, ...where, ...open, ...numbers, ...kept }
}

async function moveIn(tx: Db, { name, isSteward }: DemoPerson, since: number) {
  const personId = idOf(name)
  await savePerson(tx, { id: personId, name, now: since })
  const role = isSteward ? 'steward' : 'neighbour'
  await saveMember(tx, { boardId: demoBoardId, personId, role, state: 'active', since })
  await announce(tx, demoBoardId, { type: 'member.joined', personId, at: since })
  // The first looks after worries, the second is the deputy: else nobody could be asked to a door.
  if (isSteward)
    await lookAfter(tx, { boardId: demoBoardId, personId, byId: personId, role: undefined, now: since })
}

async function say(tx: Db, board: BoardRow, { post, at, now }: { post: DemoPost; at: number; now: number }) {
  const { by, hoursAgo: _, neededInDays, onBehalf, story: __, ...asked } = post
  const neededBy = neededInDays === undefined ? {} : { neededBy: dayOf(now + neededInDays * dayMs) }
  const agreed = onBehalf ? { onBehalf: { ...onBehalf, agreedOn: dayOf(at) } } : {}
  const row = await publish(tx, board, {
    asked: { ...asked, ...neededBy, ...agreed },
    authorId: idOf(by),
    now: at,
  })
  return row.id
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)
