import type { Db } from '#db'
import type { House } from '../http/room.ts'
import type { ReadContact } from '../people/contact.ts'
import { useCode } from './queries.ts'
import { readCode } from './rules.ts'
import { goodCode } from './signing.ts'

type Proving = { contact: string; code: string }

/**
 * The contact that somebody reads what is sent to, by a code that is used up with this. Nothing is thrown for a wrong one: it
 * has to cost a try, and what is thrown in a work is rolled back.
 *
 * @throws BadContact (422)
 */
export async function provenContact(
  house: House,
  tx: Db,
  { contact, code }: Proving,
): Promise<ReadContact | undefined> {
  const good = await goodCode(house, tx, { by: 'code', contact, code: readCode(code) })
  if (!good || !(await useCode(tx, good.id, house.clock.now()))) return undefined
  return { kind: good.contactKind, value: good.contact }
}
