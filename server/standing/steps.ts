/** What neighbours and stewards do with somebody's standing, each inside one transaction. */
import { NotFound } from '#contract/http'
import { OwnWord, TrustedFirst } from '#contract/standing'
import type { Db } from '#db'
import { blockedPair } from '../blocks/queries.ts'
import { type BoardRow, findMember } from '../boards/queries.ts'
import type { BeforeClaiming, BeforePosting, House } from '../http/room.ts'
import { announce } from '../live/queries.ts'
import { leave } from '../members/steps.ts'
import { compareOthers, compareVouch } from '../other-accounts/steps.ts'
import { endPause, savePause, saveRemoval } from '../pauses/queries.ts'
import * as saved from './queries.ts'
import * as rule from './rules.ts'

type Told = Pick<House, 'key' | 'worries'>
type Vouching = { board: BoardRow; personId: string; byId: string; now: number }

/** "I know them." @throws TrustedFirst, OwnWord (403), NotFound (404) */
export async function vouch(house: Told, tx: Db, { board, personId, byId, now }: Vouching) {
  const boardId = board.id
  await asActive(tx, { boardId, personId })
  if (await blockedPair(tx, byId, personId)) throw NotFound.with()
  const { level, pausedUntil } = await saved.trustOf(tx, { boardId, personId: byId, now })
  rule.notPaused({ pausedUntil }, board.timeZone)
  if (personId === byId) throw OwnWord.with()
  if (!rule.mayVouch(level)) throw TrustedFirst.with()
  await saved.holdStanding(tx, { boardId, personId })
  if (!(await saved.saveVouch(tx, { boardId, byId, ofId: personId, at: now }))) return
  await weigh(tx, { board, personId, now })
  await compareVouch(house, tx, { boardId, personId, byId, now })
  await announce(tx, boardId, { type: 'member.changed', personId, otherId: byId, at: now })
}

/** Taken back, at any time and without a word. @throws NotFound (404) */
export async function takeBack(tx: Db, { board, personId, byId, now }: Vouching) {
  const boardId = board.id
  await saved.holdStanding(tx, { boardId, personId })
  if (!(await saved.takeVouchBack(tx, { boardId, byId, ofId: personId }))) throw NotFound.with()
  await weigh(tx, { board, personId, now })
  await announce(tx, boardId, { type: 'member.changed', personId, otherId: byId, at: now })
}

/** Whether they are trusted, now that somebody's word has come or gone. */
async function weigh(tx: Db, { board, personId, now }: Omit<Vouching, 'byId'>) {
  const who = { boardId: board.id, personId }
  const needed = rule.vouchesNeeded(board.vouchesWanted, await saved.countTrusted(tx, who))
  const { vouches } = await saved.trustOf(tx, { ...who, now })
  await saved.setTrusted(tx, who, vouches >= needed ? now : null)
}

async function asActive(tx: Db, { boardId, personId }: saved.Who) {
  const member = await findMember(tx, boardId, personId)
  if (member?.state !== 'active') throw NotFound.with()
}

type Acted = saved.Who & { actionId?: string | null; now: number }

/** They read their own things and nothing else of the street until then; their open pages close within a second. */
export async function pause(
  house: Told,
  tx: Db,
  { until, now, actionId = null, ...who }: Acted & { until: number },
) {
  await savePause(tx, { ...who, until, at: now, actionId })
  await compareOthers(house, tx, { personId: who.personId, now })
  await announce(tx, who.boardId, { type: 'member.paused', personId: who.personId, at: now })
}

/** False when nothing was paused. */
export async function unpause(tx: Db, { boardId, personId }: saved.Who): Promise<boolean> {
  return await endPause(tx, { boardId, personId })
}

/**
 * Ends their membership and what hangs on it; they come back only by a steward's yes, also where they have left by themselves
 * meanwhile. @returns whether they were still there @throws LastSteward (409)
 */
export async function removeFrom(
  house: House,
  tx: Db,
  removing: Acted & { otherId: string; board: BoardRow },
): Promise<boolean> {
  const { boardId, personId, otherId, board, actionId = null, now } = removing
  const lean = await saved.vouchedBy(tx, { boardId, personId })
  const isHere = (await findMember(tx, boardId, personId)) !== undefined
  if (isHere) await leave(house, tx, { boardId, personId, otherId, now })
  await saveRemoval(tx, { boardId, personId, at: now, actionId })
  await compareOthers(house, tx, { personId, now })
  for (const leaning of lean) await weigh(tx, { board, personId: leaning, now })
  return isHere
}

/** A paused neighbour posts nothing; a new one only so much, and a steward looks at it first. */
export const beforePosting =
  (house: House): BeforePosting =>
  async (tx, { post, board, authorId, now }) => {
    const who = { boardId: board.id, personId: authorId }
    const trust = await saved.trustOf(tx, { ...who, now })
    rule.notPaused(trust, board.timeZone)
    if (trust.level === 'new') {
      await saved.holdStanding(tx, who)
      const since = now - rule.dayMs
      rule.withinLimits(post, await saved.countPostsSince(tx, { ...who, since, butId: post.id }))
    }
    if (!rule.isLookedAt(board.checking, trust.level)) return undefined
    const about = { kind: 'post', id: post.id } as const
    const why = rule.whyLookedAt(trust.level)
    for (const hook of house.worries) await hook(tx, { ...who, kind: 'new', about, why, now })
    return 'check'
  }

export const beforeClaiming: BeforeClaiming = async (tx, { board, personId, now }) => {
  const who = { boardId: board.id, personId }
  const { level, pausedUntil } = await saved.trustOf(tx, { ...who, now })
  rule.notPaused({ pausedUntil }, board.timeZone)
  // On SQLite works run one after another as it is.
  if (tx.engine === 'postgres') await saved.holdStanding(tx, who)
  rule.handsFree(level, await saved.countInHand(tx, who))
}
