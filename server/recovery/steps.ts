/** Back into an account whose address or number was not used for a year: decision 28. */
import { NotFound } from '#contract/http'
import { type MyRecovery, neighboursNeeded, OwnRecovery, type Recovery } from '#contract/recovery'
import { TrustedFirst } from '#contract/standing'
import type { Db } from '#db'
import { blockedPair } from '../blocks/queries.ts'
import { findMember } from '../boards/queries.ts'
import type { WayBack } from '../http/room.ts'
import { tellQuietly } from '../live/queries.ts'
import { membershipsOf } from '../members/queries.ts'
import { trustOf } from '../standing/queries.ts'
import * as saved from './queries.ts'
import * as rule from './rules.ts'

/** Whoever has the address or number now has typed in its code. The first time, whose account it is hears of it. */
export const wayBack: WayBack = async (tx, { personId, now }) => {
  const here = (await membershipsOf(tx, personId)).find(({ state }) => state === 'active')
  if (!here) return { yes: 0, needed: neighboursNeeded, from: null, isOpen: false }
  if (await saved.saveRecovery(tx, { personId, askedAt: now }))
    await tellQuietly(tx, here.boardId, { type: 'recovery.asked', otherId: personId, at: now })
  const { askedAt } = (await saved.findRecovery(tx, personId))!
  const yes = await saved.countWords(tx, personId)
  const from = new Date(rule.openFrom(askedAt)).toISOString()
  return { yes, needed: neighboursNeeded, from, isOpen: rule.isOpen({ askedAt, yes }, now) }
}

type Reading = { boardId: string; personId: string; byId: string; now: number }

/** As a neighbour reads it. @throws NotFound where nobody asks, and for whoever is not to see them */
export async function findAsked(db: Db, { boardId, personId, byId, now }: Reading): Promise<Recovery> {
  const found = (await saved.findRecovery(db, personId)) ?? NotFound.raise()
  const member = await findMember(db, boardId, personId)
  if (member?.state !== 'active' || (await blockedPair(db, byId, personId))) throw NotFound.with()
  const { level, pausedUntil } = await trustOf(db, { boardId, personId: byId, now })
  const isTrusted = (level === 'trusted' || level === 'steward') && pausedUntil === null
  return {
    askedAt: new Date(found.askedAt).toISOString(),
    yes: await saved.countWords(db, personId),
    needed: neighboursNeeded,
    byYou: await saved.hasSaid(db, { personId, byId }),
    mayYou: isTrusted && personId !== byId,
  }
}

/** @throws NotFound where nobody asks */
export async function findMine(db: Db, personId: string): Promise<MyRecovery> {
  const { askedAt } = (await saved.findRecovery(db, personId)) ?? NotFound.raise()
  const yes = await saved.countWords(db, personId)
  const iso = (ms: number) => new Date(ms).toISOString()
  return { askedAt: iso(askedAt), openFrom: iso(rule.openFrom(askedAt)), yes, needed: neighboursNeeded }
}

/** "I have spoken to them." @throws NotFound (404), OwnRecovery, TrustedFirst (403) */
export async function sayYes(tx: Db, saying: Reading): Promise<Recovery> {
  const { personId, byId, now } = saying
  const { mayYou } = await findAsked(tx, saying)
  if (personId === byId) throw OwnRecovery.with()
  if (!mayYou) throw TrustedFirst.with()
  await saved.saveWord(tx, { personId, byId, at: now })
  return await findAsked(tx, saying)
}
