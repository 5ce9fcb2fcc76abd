import { type SecondLock, SecondLockNeeded } from '#contract/second-lock'
import type { Db } from '#db'
import type { Asker, AsSteward } from '../http/room.ts'
import { countLocks, findStreet, streetsStewardedBy, strengthen } from './queries.ts'
import { graceUntil, isInQuestion, isStrong, needsBoth, strongMs } from './rules.ts'

const howTo = 'You find it under “About me”, where it says “A second lock for stewards”.'
const needed = () => SecondLockNeeded.with({ detail: howTo })
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())

const hasLock = async (db: Db, personId: string) => {
  const { passkeys, codesLeft } = await countLocks(db, personId)
  return passkeys + codesLeft > 0
}

/** What a steward does as a steward, in a session that has shown one lock. @throws SecondLockNeeded (403) */
export const beSure: AsSteward = async (db, act) => {
  if (!isInQuestion(act)) return
  const { asker, boardId, now } = act
  const street = await findStreet(db, boardId)
  if (!street) return
  const locked = await hasLock(db, asker.id)
  if (needsBoth(street, { call: act.call, hasLock: locked, now })) throw needed()
}

/**
 * A steward who has a second lock changes their locks with both open: else whoever reads their mail could make one of
 * their own. @returns whether this is their first
 * @throws SecondLockNeeded (403)
 */
export async function mayChangeLocks(db: Db, asker: Asker, now: number): Promise<boolean> {
  const isFirst = !(await hasLock(db, asker.id))
  if (isFirst || isStrong(asker.strongUntil, now)) return isFirst
  if ((await streetsStewardedBy(db, asker.id)).length > 0) throw needed()
  return false
}

export const strongFrom = (now: number) => now + strongMs

/** The session counts as opened with both locks from now on. @returns until when */
export async function openBoth(tx: Db, sessionId: string, now: number): Promise<number> {
  await strengthen(tx, sessionId, strongFrom(now))
  return strongFrom(now)
}

export async function lockOf(db: Db, { id, strongUntil }: Asker, now: number): Promise<SecondLock> {
  const [newest] = await streetsStewardedBy(db, id)
  const grace = newest && graceUntil(newest) > now ? graceUntil(newest) : null
  return {
    needed: newest !== undefined,
    ...(await countLocks(db, id)),
    strongUntil: isStrong(strongUntil, now) ? iso(strongUntil) : null,
    graceUntil: iso(grace),
  }
}
