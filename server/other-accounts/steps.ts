/** Who comes back under another name to a street that sent them away: decision 27. Told to its stewards; nothing else is done. */
import type { OtherAccount } from '#contract/other-accounts'
import type { Db } from '#db'
import { stewardsOf } from '../boards/queries.ts'
import { allContactsOf } from '../contact-change/queries.ts'
import { keyedDigest } from '../http/digest.ts'
import type { House } from '../http/room.ts'
import { membershipsOf } from '../members/queries.ts'
import { isRemoved } from '../pauses/queries.ts'
import * as saved from './queries.ts'
import * as rule from './rules.ts'

type Told = Pick<House, 'key' | 'worries'>
type Person = { personId: string; now: number }

/** Somebody signs in, or joins. One case each, until somebody else of theirs is sent away. */
export async function compare(house: Told, tx: Db, { personId, now }: Person): Promise<void> {
  const others = await saved.othersWhere(tx, personId)
  const away = await saved.sentAwayAmong(tx, others, now)
  const left = await saved.marksAmong(tx, await digestsOf(house, tx, personId))
  if (away.length + left.length === 0) return
  const streets = await streetsWhereFree(tx, { personId, now })
  for (const [boardId, found] of rule.newestByStreet([...away, ...left])) {
    const who = { boardId, personId }
    if (!streets.includes(boardId) || (await saved.wasTold(tx, { ...who, since: found.at }))) continue
    await tell(house, tx, { ...who, kind: 'account', why: found.why, now })
  }
}

/** Where they are a neighbour, and stewards have not stopped this account as well. A steward signs others in. */
async function streetsWhereFree(tx: Db, { personId, now }: Person): Promise<string[]> {
  const stopped = (await saved.sentAwayAmong(tx, [personId], now)).map(({ boardId }) => boardId)
  const streets = (await membershipsOf(tx, personId)).filter(({ role }) => role === 'neighbour')
  return streets.map(({ boardId }) => boardId).filter((boardId) => !stopped.includes(boardId))
}

/** Somebody is sent away: whoever signs in where they do may be the same person. */
export async function compareOthers(house: Told, tx: Db, { personId, now }: Person): Promise<void> {
  for (const other of await saved.othersWhere(tx, personId))
    await compare(house, tx, { personId: other, now })
}

type Vouched = saved.Who & { byId: string; now: number }

/** Somebody vouches for whoever signs in where they do, as nobody but a steward who helps them would. */
export async function compareVouch(house: Told, tx: Db, { byId, ...vouched }: Vouched): Promise<void> {
  const { boardId, personId, now } = vouched
  if ((await stewardsOf(tx, boardId)).some((steward) => steward.personId === byId)) return
  if (!(await saved.othersWhere(tx, personId)).includes(byId)) return
  await tell(house, tx, { boardId, personId, kind: 'new', why: 'vouch', now })
}

type Telling = saved.Who & { kind: 'account' | 'new'; why: rule.Why; now: number }

async function tell({ worries }: Told, tx: Db, { why, ...telling }: Telling) {
  const about = { kind: 'person', id: telling.personId } as const
  for (const hook of worries) await hook(tx, { ...telling, about, why: rule.whyOf(why) })
}

/** Whoever was sent away for good asks, also by the same email or mobile after they have left Doorstep. */
export async function mustAsk({ key }: Pick<House, 'key'>, tx: Db, who: saved.Who): Promise<boolean> {
  if (await isRemoved(tx, who)) return true
  const marks = await saved.marksAmong(tx, await contactDigests(key, tx, who.personId))
  return marks.some(({ boardId, why }) => boardId === who.boardId && why === 'removed')
}

/** A steward has said yes to them after all. */
export async function letIn({ key }: House, tx: Db, { boardId, personId }: saved.Who): Promise<void> {
  await saved.forgetMarks(tx, boardId, await contactDigests(key, tx, personId))
}

/** What is left of whoever leaves for good on streets that have sent them away: digests, and not for long. */
export async function leaveMarks({ key }: House, tx: Db, { personId, now }: Person): Promise<void> {
  for (const { boardId, why } of await saved.sentAwayAmong(tx, [personId], now))
    await mark(key, tx, { boardId, personId, why, now })
  await saved.forgetBrowsers(tx, personId)
}

type Marking = saved.Who & { why: saved.MarkRow['why']; now: number }

/** The same where stewards have not looked yet at what may be a swindle. */
export async function mark(key: Buffer, tx: Db, { boardId, personId, why, now: at }: Marking) {
  const browsers = await saved.browsersOf(tx, personId)
  const contacts = await contactDigests(key, tx, personId)
  await saved.saveMarks(tx, [
    ...browsers.map(({ digest }) => ({ boardId, digest, by: 'browser' as const, why, at })),
    ...contacts.map((digest) => ({ boardId, digest, by: 'contact' as const, why, at })),
  ])
}

async function digestsOf({ key }: Pick<House, 'key'>, db: Db, personId: string): Promise<string[]> {
  const browsers = await saved.browsersOf(db, personId)
  return [...browsers.map(({ digest }) => digest), ...(await contactDigests(key, db, personId))]
}

async function contactDigests(key: Buffer, db: Db, personId: string): Promise<string[]> {
  return (await allContactsOf(db, personId)).map((value) => keyedDigest(key, 'contact', value))
}

/** Other accounts of whoever a case is about, as far as they have to do with its street. */
export async function otherAccounts(house: Pick<House, 'key'>, db: Db, about: saved.Who & { now: number }) {
  const { boardId, personId, now } = about
  const others = await saved.othersWhere(db, personId)
  const away = (await saved.sentAwayAmong(db, others, now)).filter((one) => one.boardId === boardId)
  const here = await saved.namedHere(db, boardId, others)
  const gone = await saved.named(
    db,
    away.map((one) => one.personId).filter((id) => here.every((one) => one.id !== id)),
  )
  const left = await saved.marksAmong(db, await digestsOf(house, db, personId))
  const shown: OtherAccount[] = [...here, ...gone].map((person) => rule.shown(person, away))
  return [...shown, ...left.filter((one) => one.boardId === boardId).map(rule.shownMark)]
}
