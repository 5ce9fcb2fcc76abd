import { BadCode, NameNeeded } from '#contract/sign-in'
import type { Db } from '#db'
import { keyedDigest, sameDigest } from '../http/digest.ts'
import { newId } from '../http/ids.ts'
import type { House } from '../http/room.ts'
import { readContact } from '../people/contact.ts'
import { confirmContact, findPersonBy, type PersonRow, saveContact, savePerson } from '../people/queries.ts'
import { codeDigest, isLink } from './codes.ts'
import { type CodeRow, findCardHolder, findGoodCode, giveTryBack, takeTry, useCode } from './queries.ts'
import type { Proof } from './rules.ts'

export type SignedIn = { person: PersonRow; first: boolean; cardId?: string }
type Outcome = SignedIn | 'no' | 'unnamed'

export type Signing = { proof: Proof; name: string | undefined }

/**
 * Finds or makes the person who proves who they are. Nothing is thrown in here: a wrong code has to cost a try,
 * and what is thrown in a work is rolled back.
 */
export async function signInWith(house: House, tx: Db, { proof, name }: Signing): Promise<Outcome> {
  if (proof.by === 'card') return (await byCard(house, tx, proof.card)) ?? 'no'
  const code = await goodCode(house, tx, proof)
  return code ? await byCode(house, tx, { code, name }) : 'no'
}

const hints = {
  code: 'Six figures, good for ten minutes and five tries',
  link: 'A link is good once, for ten minutes',
  card: 'Twelve letters and figures, as printed on the card',
}

export function problemOf(outcome: 'no' | 'unnamed', by: Proof['by']) {
  if (outcome === 'no') return BadCode.at(by, hints[by])
  return NameNeeded.at('name', 'A first name or a nickname is fine')
}

async function byCard({ key }: House, tx: Db, card: string): Promise<SignedIn | undefined> {
  const found = await findCardHolder(tx, keyedDigest(key, 'card', card))
  return found && { ...found, first: false }
}

async function goodCode(house: House, tx: Db, proof: Exclude<Proof, { by: 'card' }>) {
  const { key, clock } = house
  if (proof.by === 'link')
    return isLink(key, proof) ? await findGoodCode(tx, proof.id, clock.now()) : undefined
  const tried = await takeTry(tx, readContact(proof.contact).value, clock.now())
  if (!tried || !sameDigest(tried.digest, codeDigest(key, tried.id, proof.code))) return undefined
  await giveTryBack(tx, tried.id)
  return tried
}

type Named = { code: CodeRow; name: string | undefined }

async function byCode(house: House, tx: Db, { code, name }: Named): Promise<Outcome> {
  const now = house.clock.now()
  const known = await findPersonBy(tx, code.contact)
  const wanted = known?.name ?? name ?? (await nameFor(house, tx, code.contact))
  if (wanted === undefined) return 'unnamed'
  if (!(await useCode(tx, code.id, now))) return 'no'
  const person = known ?? (await welcome(tx, { code, name: wanted, now }))
  await confirmContact(tx, code.contact, now)
  for (const confirmed of house.whenConfirmed)
    await confirmed(tx, { personId: person.id, contact: code.contact, codeId: code.id, now })
  return { person, first: !known }
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
