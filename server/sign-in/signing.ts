import { BadCode, ContactUnused, isUnused, NameNeeded, type Unused } from '#contract/sign-in'
import type { Db } from '#db'
import { confirmContact, findHolder, type Holder, letContactGo, saveContact } from '../contacts/queries.ts'
import { keyedDigest } from '../http/digest.ts'
import { newId } from '../http/ids.ts'
import type { House } from '../http/room.ts'
import { readContact } from '../people/contact.ts'
import { type PersonRow, savePerson } from '../people/queries.ts'
import { isCode, isLink } from './codes.ts'
import { type CodeRow, findCardHolder, findGoodCode, giveTryBack, takeTry, useCode } from './queries.ts'
import type { Proof } from './rules.ts'

export type SignedIn = { person: PersonRow; first: boolean; cardId?: string }
type Refused = 'no' | 'unnamed' | Unused
type Outcome = SignedIn | Refused

/** `askerId`: who is signed in already; `anew`: not as whoever the contact belonged to a year ago. */
export type Signing = {
  proof: Proof
  name: string | undefined
  anew: boolean
  askerId: string | undefined
}

/**
 * Finds or makes the person who proves who they are. Nothing is thrown in here: a wrong code has to cost a try,
 * and what is thrown in a work is rolled back.
 */
export async function signInWith(house: House, tx: Db, { proof, ...signing }: Signing): Promise<Outcome> {
  if (proof.by === 'card') return (await byCard(house, tx, proof.card)) ?? 'no'
  const code = await goodCode(house, tx, proof)
  return code ? await byCode(house, tx, { code, ...signing }) : 'no'
}

const hints = {
  code: 'Six figures, good for ten minutes and five tries',
  link: 'A link is good once, for ten minutes',
  card: 'Twelve letters and figures, as printed on the card',
}

export const isRefused = (outcome: Outcome): outcome is Refused =>
  typeof outcome === 'string' || 'needed' in outcome

export function problemOf(outcome: Refused, by: Proof['by']) {
  if (typeof outcome === 'object') {
    const { yes, needed, from } = outcome
    return ContactUnused.with({ yes, needed, from })
  }
  if (outcome === 'no') return BadCode.at(by, hints[by])
  return NameNeeded.at('name', 'A first name or a nickname is fine')
}

async function byCard({ key }: House, tx: Db, card: string): Promise<SignedIn | undefined> {
  const found = await findCardHolder(tx, keyedDigest(key, 'card', card))
  return found && { ...found, first: false }
}

export async function goodCode(house: House, tx: Db, proof: Exclude<Proof, { by: 'card' }>) {
  const { key, clock } = house
  if (proof.by === 'link')
    return isLink(key, proof) ? await findGoodCode(tx, proof.id, clock.now()) : undefined
  const tried = await takeTry(tx, readContact(proof.contact).value, clock.now())
  if (!tried || !isCode(key, { id: tried.id, code: proof.code })) return undefined
  await giveTryBack(tx, tried.id)
  return tried
}

type Named = Omit<Signing, 'proof'> & { code: CodeRow }

async function byCode(house: House, tx: Db, { code, name, ...coming }: Named): Promise<Outcome> {
  const now = house.clock.now()
  const holder = await holderOf(house, tx, { contact: code.contact, ...coming, now })
  if ('needed' in holder) return holder
  const { person: known, isGone } = holder
  const wanted = known?.name ?? name ?? (await nameFor(house, tx, code.contact))
  if (wanted === undefined) return 'unnamed'
  if (!(await useCode(tx, code.id, now))) return 'no'
  if (isGone) await letContactGo(tx, code.contact)
  const person = known ?? (await welcome(tx, { code, name: wanted, now }))
  return await confirmed(house, tx, { person, code, now, first: !known })
}

type Coming = { contact: string; anew: boolean; askerId: string | undefined; now: number }

/** Whose contact it is; `isGone`: it was somebody's who has it no more. Or how far they are on the way back in. */
async function holderOf(house: House, tx: Db, { contact, anew, askerId, now }: Coming) {
  const holder = await findHolder(tx, contact)
  const isOld = holder !== undefined && isUnused(holder.confirmedAt, now) && holder.person.id !== askerId
  if (!isOld) return { person: holder?.person, isGone: false }
  if (anew) return { person: undefined, isGone: true }
  return (await waysBack(house, tx, { holder, now })) ?? { person: holder.person, isGone: false }
}

type Confirmed = { person: PersonRow; code: CodeRow; now: number; first: boolean }

async function confirmed(house: House, tx: Db, { person, code, now, first }: Confirmed): Promise<SignedIn> {
  const { contact, id: codeId } = code
  await confirmContact(tx, contact, now)
  for (const hook of house.whenConfirmed) await hook(tx, { personId: person.id, contact, codeId, now })
  return { person, first }
}

/** Undefined when neighbours have let them back in. */
async function waysBack(house: House, tx: Db, { holder, now }: { holder: Holder; now: number }) {
  for (const way of house.waysBack) {
    const said = await way(tx, { personId: holder.person.id, now })
    if (!said.isOpen) return said
  }
  return undefined
}

async function nameFor({ nameFor: rooms }: House, tx: Db, contact: string): Promise<string | undefined> {
  for (const room of rooms) {
    const name = await room(tx, contact)
    if (name !== undefined) return name
  }
  return undefined
}

type Newcomer = { code: CodeRow; name: string; now: number }

async function welcome(tx: Db, { code, name, now }: Newcomer): Promise<PersonRow> {
  const person = await savePerson(tx, { id: newId(), name, language: code.language, now })
  const { contact: value, contactKind: kind } = code
  await saveContact(tx, { id: newId(), personId: person.id, kind, value, now })
  return person
}
