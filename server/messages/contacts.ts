/** Whoever had to do with somebody lately, for when they should know that stewards have stopped that person. */
import type { Db } from '#db'
import { tellQuietly } from '../live/queries.ts'
import { contactsLately } from './queries.ts'
import { keepMs } from './rules.ts'

type Stopped = { boardId: string; personId: string; now: number }

/** A calm word to each of them, which says what they can do and not who it was about. @returns how many */
export async function tellContactsOf(tx: Db, { boardId, personId, now }: Stopped): Promise<number> {
  const others = await contactsLately(tx, { boardId, personId, since: now - keepMs })
  for (const otherId of others) await tellQuietly(tx, boardId, { type: 'contact.warned', otherId, at: now })
  return others.length
}
