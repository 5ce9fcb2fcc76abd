/** What stewards decide, each inside one transaction: found, decided, done, written down, and told to whom it is about. */
import { CannotUndo, type NewAction, NotWaiting } from '#contract/actions'
import { CaseClosed, CaseHeld } from '#contract/cases'
import { NotFound } from '#contract/http'
import type { Db } from '#db'
import { type BoardRow, findAsSteward, findBoard, findMember, stewardsOf } from '../boards/queries.ts'
import { type CaseRow, changeCase, findCase, findFreeCase } from '../cases/queries.ts'
import { newId } from '../http/ids.ts'
import type { House } from '../http/room.ts'
import { append, holdChain } from '../ledger/queries.ts'
import { tellQuietly } from '../live/queries.ts'
import { tellContactsOf } from '../messages/contacts.ts'
import { answerReports, unanswerReports } from '../reports/queries.ts'
import { findSubject } from '../subjects/queries.ts'
import { type ActionRow, changeAction, closeCase, holdCase, reopenCase, saveAction } from './queries.ts'
import * as rule from './rules.ts'
import { perform, reverse } from './steps.ts'

export type Deciding = {
  row: CaseRow
  asked: NewAction
  actorId: string | null
  batchId?: string
  now: number
}

/** A case this steward may judge, with its street. @throws NotFound for all others */
export async function findToDecide(tx: Db, caseId: string, actorId: string) {
  const row = (await findFreeCase(tx, caseId, actorId)) ?? NotFound.raise()
  const { board } = await findAsSteward(tx, row.boardId, actorId)
  return { row, board }
}

/** @throws DoesNotFit, CaseHeld while another steward has it, CaseClosed */
export async function decide(house: House, tx: Db, deciding: Deciding): Promise<ActionRow> {
  const { row, asked, now } = deciding
  await holdChain(tx, row.boardId)
  await hold(tx, deciding)
  const board = (await findBoard(tx, row.boardId)) ?? NotFound.raise()
  const action = await plan(tx, deciding)
  if (asked.deed === 'write') return write(tx, action)
  // Before anything else is changed: it may find that its post has moved on in this very moment.
  const made = action.state === 'proposed' ? action : await carryOut(house, tx, { action, board })
  if (asked.deed === 'ask') await changeCase(tx, row.id, { set: waiting })
  else await closeCase(tx, row.id, now)
  await saveAction(tx, made)
  // Of somebody who has left, nobody says that nothing was wrong.
  const what = row.sealedAt === null ? asked.deed : 'closed'
  await writeDown(tx, made, { what: made.state === 'proposed' ? 'proposed' : what, now })
  if (made.state === 'proposed') await askSecond(tx, made)
  else await answer(tx, made, { now, isGrave: row.sealedAt !== null })
  return made
}

/** Words to somebody decide nothing: the case stays open, and who is in need is not for the street's ledger to say. */
async function write(tx: Db, action: ActionRow): Promise<ActionRow> {
  const { personId: otherId, boardId, at } = action
  await saveAction(tx, action)
  if (otherId) await tellQuietly(tx, boardId, { type: 'steward.wrote', otherId, at })
  return action
}

const waiting = { state: 'waiting', leaseById: null, leaseEndsAt: null } as const

/** Nobody else decides this case until the transaction is over; what is done already is done. */
async function hold(tx: Db, { row, actorId, now }: Deciding) {
  if (await holdCase(tx, row.id, { personId: actorId ?? '', now })) return
  throw (await findCase(tx, row.id))?.state === 'open' ? CaseHeld.with() : CaseClosed.with()
}

/** The action as it will be stored, before anything is changed. */
async function plan(tx: Db, { row, asked, actorId, batchId, now }: Deciding): Promise<ActionRow> {
  const { aboutKind, aboutId, boardId, personId, id: caseId } = row
  const subject = await findSubject(tx, { kind: aboutKind, id: aboutId })
  const member = personId === null ? undefined : await findMember(tx, boardId, personId)
  rule.worded(asked)
  rule.fits(asked.deed, subject && { kind: aboutKind, state: subject.state }, member?.state === 'active')
  const { deed, reason, words = null, mend = null, hours } = asked
  const state = rule.needsSecond(deed, member?.role === 'steward') ? 'proposed' : 'done'
  const about = { aboutKind, aboutId, personId, caseId, boardId }
  const until = rule.endOf(deed, now, hours)
  const said = { deed, reason, words, mend, batchId: batchId ?? null, state } as const
  return {
    id: newId(),
    ...about,
    ...said,
    byId: actorId,
    secondId: null,
    before: null,
    at: now,
    until,
    endedAt: null,
  }
}

type Carrying = { action: ActionRow; board: BoardRow }

async function carryOut(house: House, tx: Db, { action, board }: Carrying): Promise<ActionRow> {
  const { id: actionId, deed, aboutKind, aboutId, personId, byId, until, at } = action
  const doing = { actionId, deed, board, personId, actorId: byId, until, now: at }
  const before = await perform(house, tx, { ...doing, about: { kind: aboutKind, id: aboutId } })
  return { ...action, state: 'done', before }
}

export async function writeDown(tx: Db, action: ActionRow, { what, now }: { what: string; now: number }) {
  const { boardId, reason, personId: about, byId: by, secondId: second } = action
  await append(tx, { boardId, type: `action.${what}`, reason, parts: { about, by, second }, now })
}

/** All other stewards, and not the one it is about, are asked for a second yes. */
async function askSecond(tx: Db, { boardId, byId, personId, at }: ActionRow) {
  for (const { personId: otherId } of await stewardsOf(tx, boardId))
    if (otherId !== byId && otherId !== personId)
      await tellQuietly(tx, boardId, { type: 'removal.asked', otherId, at })
}

/** Whoever it is about is told, and whoever told the stewards has an answer. */
async function answer(tx: Db, made: ActionRow, { now, isGrave = false }: { now: number; isGrave?: boolean }) {
  const { deed, reason, personId, boardId, caseId } = made
  const outcome = !isGrave && (deed === 'dismiss' || deed === 'release') ? 'nothing' : 'acted'
  const told = deed === 'dismiss' ? null : personId
  if (told) await tellQuietly(tx, boardId, { type: 'action.taken', otherId: told, at: now })
  if (told && reason === 'scam' && rule.stops(deed))
    await tellContactsOf(tx, { boardId, personId: told, now })
  for (const otherId of (await answerReports(tx, caseId, { outcome, now })).sort())
    await tellQuietly(tx, boardId, { type: 'report.answered', otherId, at: now })
}

type Seconding = { action: ActionRow; agree: boolean; actorId: string; now: number }

/** Another steward says yes, and it is done; or no, and the case is open again. @throws AnotherSteward, NotWaiting */
export async function second(house: House, tx: Db, { action, agree, actorId, now }: Seconding) {
  await holdChain(tx, action.boardId)
  rule.seconded(action, actorId)
  if (action.state === 'done') return keepHidden(tx, { action, agree, actorId, now })
  const state = agree ? 'done' : 'declined'
  const until = agree ? rule.untilFrom(action, now) : action.until
  const set = { state, secondId: actorId, until, endedAt: agree ? null : now } as const
  const settled = (await changeAction(tx, action.id, { from: 'proposed', set })) ?? NotWaiting.raise()
  await writeDown(tx, settled, { what: agree ? action.deed : 'declined', now })
  if (!agree) await reopenCase(tx, action)
  else {
    const board = (await findBoard(tx, action.boardId)) ?? NotFound.raise()
    const { before } = await carryOut(house, tx, { action: settled, board })
    await changeAction(tx, action.id, { from: 'done', set: { before } })
    await answer(tx, settled, { now })
  }
  return settled
}

/** What two agree on may stay hidden for longer than what one alone decided. */
async function keepHidden(tx: Db, { action, agree, actorId, now }: Seconding): Promise<ActionRow> {
  if (!agree) throw NotWaiting.with()
  const set = { secondId: actorId, until: action.at + rule.mostTogetherMs }
  const kept = (await changeAction(tx, action.id, { from: 'done', set })) ?? NotWaiting.raise()
  await writeDown(tx, kept, { what: 'seconded', now })
  return kept
}

type Undoing = { action: ActionRow; actorId: string; now: number }

/** Within ten minutes whoever did it takes it back, and the case is open again. @throws CannotUndo, TooLateToUndo */
export async function undo(tx: Db, { action, actorId, now }: Undoing): Promise<void> {
  await holdChain(tx, action.boardId)
  rule.undoable(action, actorId, now)
  if (!(await reverse(tx, { action, now }))) throw CannotUndo.with()
  await settle(tx, { action, state: 'undone', now })
  await reopenCase(tx, action)
  await unanswerReports(tx, action.caseId)
}

type Settling = { action: ActionRow; state: 'undone' | 'overturned' | 'over'; now: number }

/** It does not hold any more; written down, and told to whom it was about. @throws CannotUndo when it did not hold */
export async function settle(tx: Db, { action, state, now }: Settling): Promise<void> {
  const settled = await changeAction(tx, action.id, { from: action.state, set: { state, endedAt: now } })
  if (!settled) throw CannotUndo.with()
  await writeDown(tx, action, { what: state, now })
  const { personId: otherId, boardId, deed } = action
  if (otherId && deed !== 'dismiss' && action.state === 'done')
    await tellQuietly(tx, boardId, { type: 'action.mended', otherId, at: now })
}
