import type { Appeal } from '#contract/actions'
import { AlreadyAppealed, type AppealAnswer, AppealDecided, NothingToAppeal } from '#contract/appeals'
import { NotFound } from '#contract/http'
import type { Db } from '#db'
import { settle } from '../actions/acts.ts'
import { findAction } from '../actions/queries.ts'
import { appealMs, toAppeal } from '../actions/showing.ts'
import { reverse } from '../actions/steps.ts'
import { tellStewards } from '../cases/steps.ts'
import { newId } from '../http/ids.ts'
import { append } from '../ledger/queries.ts'
import { tellQuietly } from '../live/queries.ts'
import { answerAppeal, appealsFor, findAppeal, lateAppeals, markAlarmed, saveAppeal } from './queries.ts'

type Appealing = { actionId: string; words: string; personId: string; now: number }
const holding = ['hide', 'ask', 'pause', 'freeze', 'remove']

/** Whoever it is about asks another steward to look again. @throws NotFound, NothingToAppeal, AlreadyAppealed */
export async function appeal(tx: Db, { actionId, words, personId, now }: Appealing): Promise<Appeal> {
  const action = await findAction(tx, actionId)
  if (action?.personId !== personId || action.state === 'proposed') throw NotFound.with()
  const isOpen = holding.includes(action.deed) && (action.state === 'done' || action.state === 'over')
  if (!isOpen) throw NothingToAppeal.with()
  const { boardId } = action
  const unanswered = { decidedById: null, decidedAt: null, overturned: null, answer: null, alarmedAt: null }
  const row = { id: newId(), actionId, boardId, personId, words, at: now, ...unanswered }
  const saved = (await saveAppeal(tx, row)) ?? AlreadyAppealed.raise()
  await append(tx, { boardId, type: 'appeal.made', reason: action.reason, parts: { about: personId }, now })
  await tellStewards(tx, boardId, { type: 'appeal.waits', butId: personId, now })
  return toAppeal(saved)
}

type Answering = { appealId: string; actorId: string; asked: AppealAnswer; now: number }

/** A steward who had no part in it answers; taken back, the decision is undone. @throws NotFound, AppealDecided */
export async function answer(tx: Db, { appealId, actorId, asked, now }: Answering): Promise<Appeal> {
  const found = (await findAppeal(tx, appealId)) ?? NotFound.raise()
  if (found.decidedAt !== null) throw AppealDecided.with()
  const mine = (await appealsFor(tx, found.boardId, actorId)).find(({ appeal: { id } }) => id === appealId)
  const { action } = mine ?? NotFound.raise()
  const { overturn: overturned, words } = asked
  const set = { decidedById: actorId, decidedAt: now, overturned, answer: words }
  const decided = (await answerAppeal(tx, appealId, set)) ?? AppealDecided.raise()
  const { boardId, personId } = decided
  if (overturned && action.state === 'done') await reverse(tx, { action, now })
  if (overturned) await settle(tx, { action, state: 'overturned', now })
  const type = overturned ? 'appeal.overturned' : 'appeal.upheld'
  await append(tx, { boardId, type, reason: action.reason, parts: { about: personId, by: actorId }, now })
  if (personId) await tellQuietly(tx, boardId, { type: 'appeal.decided', otherId: personId, at: now })
  return toAppeal(decided)
}

/** Nobody has answered for three days: all stewards hear it. */
export async function alarm(tx: Db, now: number) {
  const late = await lateAppeals(tx, now - appealMs)
  for (const boardId of new Set(late.map((row) => row.boardId)))
    await tellStewards(tx, boardId, { type: 'appeal.waits', now })
  for (const { id } of late) await markAlarmed(tx, id, now)
}
