import { createHmac, randomInt } from 'node:crypto'
import { codeMinutes } from '#contract/sign-in'
import { keyedDigest, sameDigest } from '../http/digest.ts'
import { newId } from '../http/ids.ts'
import type { ReadContact } from '../people/contact.ts'
import { cardLetters, codeTries } from './rules.ts'

/** The six digits of a code are worked out from its id and the server's key, and kept nowhere: decision 0004. */
export function codeOf(key: Buffer, id: string): string {
  const digest = createHmac('sha256', key).update(`sign-in code\n${id}`).digest()
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}

export const linkOf = (key: Buffer, id: string) => `${id}.${keyedDigest(key, 'sign-in link', id)}`

export const isLink = (key: Buffer, link: { id: string; proof: string }) =>
  sameDigest(link.proof, keyedDigest(key, 'sign-in link', link.id))

export const isCode = (key: Buffer, entered: { id: string; code: string }) =>
  sameDigest(entered.code, codeOf(key, entered.id))

export type NewCode = ReturnType<typeof newCode>

/** A code for whoever can read what is sent to this contact. `queueCode` puts it in the queue. */
export const newCode = (contact: ReadContact, now: number) => ({
  id: newId(),
  contact: contact.value,
  contactKind: contact.kind,
  triesLeft: codeTries,
  now,
  expiresAt: now + codeMinutes * 60_000,
})

/** Twelve letters and digits: 58 bits, and few tries from one place. */
export const newCard = () =>
  Array.from({ length: 12 }, () => cardLetters[randomInt(cardLetters.length)]).join('')
