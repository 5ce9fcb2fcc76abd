import type { Room } from '../http/room.ts'
import { askForCalls } from './clock.ts'
import { callsAbout, eraseCalls } from './queries.ts'

const everyMs = 3_600_000

/** Looks once an hour whether somebody might be glad of a friendly call. It has no page of its own. */
export const visits: Room = async (_app, house) => {
  let lastAt = 0
  house.sweeps.push(async (now) => {
    if (Math.abs(now - lastAt) < everyMs) return
    lastAt = now
    await askForCalls(house.store, now)
  })
  house.erasures.push(eraseCalls)
  house.exports.push(async (db, personId) => ({ callsAskedFor: await callsAbout(db, personId) }))
}
