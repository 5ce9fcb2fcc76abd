import { houseDays } from '#contract/keeping'
import type { Room } from '../http/room.ts'
import { browsersOf, forgetOld, saveBrowser } from './queries.ts'
import { compare, leaveMarks, letIn } from './steps.ts'

const dayMs = 86_400_000

/** Who comes back under another name. It has no calls of its own: stewards read of it in their cases. */
export const otherAccounts: Room = async (_app, house) => {
  const { store } = house
  house.whenSignedIn.push(async (tx, { personId, browser, now }) => {
    if (browser) await saveBrowser(tx, { digest: browser, personId, at: now })
    await compare(house, tx, { personId, now })
  })
  house.whenLetIn.push((tx, who) => letIn(house, tx, who))
  house.exports.push(async (db, personId) => ({
    browsers: (await browsersOf(db, personId)).map(({ at }) => ({ lastUsedAt: new Date(at).toISOString() })),
  }))
  house.erasures.push((tx, personId, now) => leaveMarks(house, tx, { personId, now }))
  house.sweeps.push((now) => {
    const ago = (days: number) => now - days * dayMs
    const before = { browsers: ago(houseDays.browsers), sentAway: ago(houseDays.sentAway) }
    return store.write((tx) => forgetOld(tx, before))
  })
}
