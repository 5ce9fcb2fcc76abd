import { type NewSession, ProofNeeded } from '#contract/sign-in'

export const codeTries = 5
/** Enough for a bad day, few enough that nobody's phone is filled by a stranger. */
export const codesPerHour = 5

/** Without 0 and O, 1, I and L, U and V: nothing a hand or an eye mixes up. */
export const cardLetters = '23456789ABCDEFGHJKMNPQRSTWXYZ'

/** As typed from paper, in whatever case and with any spaces or dashes. */
export const readCard = (text: string) => text.toUpperCase().replaceAll(/[^\dA-Z]/g, '')

export const printCard = (code: string) => code.replaceAll(/(.{4})(?=.)/g, '$1 ')

/** As typed from a phone: with a space in the middle, or in the digits of another script. */
export const readCode = (text: string) =>
  text.replaceAll(/\p{Nd}/gu, (digit) => String(digitOf(digit))).replaceAll(/[^\d]/g, '')

/** Unicode's decimal digits stand in runs of ten that start at their zero. */
function digitOf(digit: string): number {
  let zero = digit.codePointAt(0)!
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return (digit.codePointAt(0)! - zero) % 10
}

export type Proof =
  | { by: 'code'; contact: string; code: string }
  | { by: 'link'; id: string; proof: string }
  | { by: 'card'; card: string }

/** What somebody signs in with. @throws ProofNeeded (422) when there is nothing of the kind */
export function proofIn({ contact, code, link, card }: NewSession): Proof {
  if (card !== undefined) return { by: 'card', card: readCard(card) }
  if (link !== undefined) return readLink(link)
  if (contact === undefined) throw ProofNeeded.at('contact', 'This is needed')
  if (code === undefined) throw ProofNeeded.at('code', 'This is needed')
  return { by: 'code', contact, code: readCode(code) }
}

function readLink(link: string): Proof {
  const [id = '', proof = ''] = link.split('.')
  return { by: 'link', id, proof }
}
