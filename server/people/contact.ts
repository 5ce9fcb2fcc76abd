import { domainToASCII } from 'node:url'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { BadContact, type ContactKind } from '#contract/people'

export type ReadContact = { kind: ContactKind; value: string }

const example = 'Write it like ann@example.org or 07700 900123'
const local = /^[^\s\p{Cc}@<>()[\]\\,;:"]{1,64}$/u
const domain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/

/**
 * One spelling for each way to be reached, so that a person is found again however they type it.
 *
 * @throws BadContact (422), pointing at `contact`, when it is neither an email address nor a mobile number
 */
export function readContact(text: string): ReadContact {
  const contact = text.includes('@') ? readEmail(text) : readMobile(text)
  return contact ?? raise()
}

function raise(): never {
  throw BadContact.at('contact', example)
}

/** All in small letters: phones like to start an address with a capital, and no mail server minds. */
function readEmail(text: string): ReadContact | undefined {
  const parts = text.normalize('NFC').toLowerCase().split('@')
  const [name = '', host = ''] = parts
  const ascii = domain.test(host) ? host : domainToASCII(host)
  if (parts.length !== 2 || !local.test(name) || !domain.test(ascii)) return undefined
  const value = `${name}@${ascii}`
  return value.length <= 254 ? { kind: 'email', value } : undefined
}

/** British unless it starts with + or 00 and a country. Kept as E.164: `+447700900123`. */
function readMobile(text: string): ReadContact | undefined {
  const number = parsePhoneNumberFromString(text, { defaultCountry: 'GB', extract: false })
  return number?.isPossible() && !number.ext ? { kind: 'mobile', value: number.number } : undefined
}
