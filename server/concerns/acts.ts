/** What is done with a worry, each inside one transaction. */
import type { NewConcern, NewStep, Principle, WorriedAbout } from '#contract/concerns'
import { NotFound, StaleEdit } from '#contract/http'
import type { Db } from '#db'
import { type BoardRow, findMember } from '../boards/queries.ts'
import { claimsOn, findClaim } from '../claims/queries.ts'
import { newId } from '../http/ids.ts'
import type { House } from '../http/room.ts'
import { tellQuietly } from '../live/queries.ts'
import { findSeenPost } from '../posts/finding.ts'
import { findPost } from '../posts/queries.ts'
import { leadsOf } from '../safeguarding/queries.ts'
import { type ConcernRow, changeConcern, dropClosed, findConcern, overdue, saveConcern } from './queries.ts'
import { dueAt, keptMs, readable, readersOf, somebodyReads, stillOpen } from './rules.ts'
import { seal, type Told, unseal } from './sealing.ts'

type Raising = { board: BoardRow; byId: string; told: NewConcern; now: number }

/** Told to those who look after worries, and to nobody whom it is about. @throws NobodyToTell, NotFound */
export async function raise({ key }: House, tx: Db, { board, byId, told, now }: Raising) {
  const { about, seen, thought = null, toldThem = null, isUrgent = false } = told
  const subjects = (await peopleIn(tx, board.id, { about, byId })).filter((id) => id !== byId)
  const readers = readersOf(await leadsOf(tx, board.id), { subjects })
  somebodyReads(readers, board.helplines)
  const place = { id: newId(), boardId: board.id }
  const file: Told = { about, subjects, byId, seen, thought, toldThem, steps: [], principles: [] }
  const times = {
    raisedAt: now,
    dueAt: dueAt(isUrgent, now),
    alarmedAt: null,
    lookedAt: null,
    closedAt: null,
  }
  await saveConcern(tx, { ...place, ...times, isUrgent, sealed: seal(key, place, file), version: 1 })
  for (const { personId } of readers)
    await tellQuietly(tx, board.id, { type: 'concern.raised', otherId: personId, at: now })
}

type Looking = { about: WorriedAbout; byId: string }

/** Whom it may be about: everybody who is part of what was looked at. @throws NotFound for what is not theirs to see */
async function peopleIn(tx: Db, boardId: string, { about: { kind, id }, byId }: Looking): Promise<string[]> {
  if (kind === 'person') {
    if (!(await findMember(tx, boardId, id))) throw NotFound.with()
    return [id]
  }
  const claim = kind === 'claim' ? ((await findClaim(tx, id)) ?? NotFound.raise()) : undefined
  const post = await findLookedAt(tx, claim?.postId ?? id, byId)
  if (post.boardId !== boardId) throw NotFound.with()
  const helpers = claim ? [claim] : (await claimsOn(tx, post.id)).filter(({ state }) => state !== 'waiting')
  return [...new Set([post.authorId, ...helpers.map(({ personId }) => personId)])]
}

/** Whoever is on it, or was, may worry about it also when it is set aside, or across a block. */
async function findLookedAt(tx: Db, postId: string, byId: string) {
  const isParty = (await claimsOn(tx, postId)).some(({ personId }) => personId === byId)
  if (!isParty) return findSeenPost(tx, postId, byId)
  return (await findPost(tx, postId)) ?? NotFound.raise()
}

/** For somebody who looks after it. @throws NotFound for everybody else, and for whom it is about */
export async function open({ key }: House, db: Db, { id, readerId }: { id: string; readerId: string }) {
  const row = (await findConcern(db, id)) ?? NotFound.raise()
  const told = unseal(key, row)
  readable(readersOf(await leadsOf(db, row.boardId), told), readerId)
  return { row, told }
}

type Opened = { row: ConcernRow; told: Told }

/** Whoever does something about it has looked at it. @throws ConcernClosed, StaleEdit */
export async function write(
  { key }: House,
  tx: Db,
  { row, told, now, isClosing = false }: Opened & { now: number; isClosing?: boolean },
) {
  const closing = isClosing ? { closedAt: now } : {}
  const set = { sealed: seal(key, row, told), lookedAt: row.lookedAt ?? now, ...closing }
  return (await changeConcern(tx, stillOpen(row), set)) ?? StaleEdit.raise()
}

export const withStep = (told: Told, step: NewStep & { byId: string; at: number }): Told => ({
  ...told,
  steps: [...told.steps, step],
})
export const withPrinciples = (told: Told, principles: Principle[]): Told => ({ ...told, principles })

/** Everybody who could look is told again when nobody has in time; what was closed long ago goes. */
export async function sweep({ key }: House, tx: Db, now: number) {
  for (const row of await overdue(tx, now, 50)) {
    const readers = readersOf(await leadsOf(tx, row.boardId), unseal(key, row))
    // It stays late until there is somebody to tell.
    if (readers.length === 0) continue
    await changeConcern(tx, row, { alarmedAt: now })
    for (const { personId } of readers)
      await tellQuietly(tx, row.boardId, { type: 'concern.overdue', otherId: personId, at: now })
  }
  await dropClosed(tx, now - keptMs)
}
