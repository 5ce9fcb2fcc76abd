/** Somebody leaves for good, by their own wish, by the clock, or once more because an old backup was put back. */
import type { Db } from '#db'
import { allContactsOf } from '../contact-change/queries.ts'
import type { House } from '../http/room.ts'
import { erasePerson, findPerson } from '../people/queries.ts'
import type { ErasureList } from './list.ts'
import { clearOutbox } from './outbox.ts'
import { notYetErased } from './queries.ts'

export type Desk = { house: House; list: ErasureList; dirty: boolean }

/**
 * First onto the list, then out of every table at once, then out of the outbox; the disk follows with the next sweep.
 *
 * @param isMeant asked in the same transaction: whether it still is to be done
 */
export async function erase(desk: Desk, personId: string, isMeant?: IsMeant): Promise<void> {
  await desk.list.add(personId)
  try {
    if (await eraseListed(desk, personId, isMeant)) desk.dirty = true
    else await takeBack(desk, personId)
  } catch (error) {
    await takeBack(desk, personId)
    throw error
  }
}
type IsMeant = (tx: Db) => Promise<boolean>

/** Unless another call has erased them in the same moment. */
async function takeBack({ house, list }: Desk, personId: string) {
  const person = await findPerson(house.store.read, personId).catch(() => undefined)
  if (typeof person?.erasedAt !== 'number') await list.takeBack(personId)
}

/** Before anything is served: whoever an older backup has brought back goes again. */
export async function eraseAgain(desk: Desk): Promise<number> {
  const listed = await desk.list.read()
  desk.dirty ||= !listed.isScrubbed
  if (listed.size === 0) return 0
  const back = (await notYetErased(desk.house.store.read)).filter((id) => listed.has(id))
  for (const id of back) await eraseListed(desk, id)
  if (back.length > 0) await scrub(desk)
  return back.length
}

/** Leaves nothing on the disk of what is gone from the tables. */
export async function scrub(desk: Desk): Promise<void> {
  desk.dirty = false
  await desk.house.store.scrub()
  await desk.list.noteScrubbed()
}

async function eraseListed({ house }: Desk, personId: string, isMeant: IsMeant = async () => true) {
  const contacts = await allContactsOf(house.store.read, personId)
  const isDone = await house.store.write(async (tx) => {
    if (!(await isMeant(tx))) return false
    await eraseIn(house, tx, personId)
    return true
  })
  if (isDone) await clearOutbox(house.mail, personId, contacts)
  return isDone
}

async function eraseIn({ erasures, clock }: House, tx: Db, personId: string) {
  const now = clock.now()
  for (const one of erasures) await one(tx, personId, now)
  await erasePerson(tx, personId, now)
}
