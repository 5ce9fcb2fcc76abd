import { readsAsDate } from './dates.ts'

/** What most of a column's values look like, whatever its header says. */
export type Shape = 'blank' | 'email' | 'phone' | 'postcode' | 'date' | 'flag' | 'count' | 'kind' | 'text'

const enough = 0.8
const yes = /^(yes|y|true|t|on|x|1|✓|✔|☑|checked|si|sí|oui|ja|tak)$/i
const no = /^(no|n|false|f|off|0|-|—|none|n\/a|na|nil|unchecked|non|nein|nie)$/i

export const isEmail = (text: string) => /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]{2,}$/.test(text)
export const isPhone = (text: string) =>
  /^\+?[\d\s().\-/]{6,}((x|ext\.?)\s*\d+)?$/i.test(text) && digits(text) > 5 && digits(text) < 17
export const isPostcode = (text: string) => /^[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}$/i.test(text)
export const saysYes = (text: string) => yes.test(text) || /^yes(\s*[-–:(,]| please)/i.test(text)
export const saysNo = (text: string) => no.test(text) || /^no\b.*\b(need(ed)?|thanks?|thank you)$/i.test(text)
const isFlag = (text: string) => yes.test(text) || no.test(text)
const isCount = (text: string) => /^\d{1,4}$/.test(text)
const isKind = (text: string) => kindOf(text) !== undefined

// The narrower shape first: a date made of digits could pass for a telephone number.
const shapes: [Shape, (text: string) => boolean][] = [
  ['email', isEmail],
  ['date', readsAsDate],
  ['flag', isFlag],
  ['count', isCount],
  ['phone', isPhone],
  ['postcode', isPostcode],
  ['kind', isKind],
]

export function shapeOf(values: string[]): Shape {
  const filled = values.filter(Boolean)
  if (filled.length === 0) return 'blank'
  const found = shapes.find(([, fits]) => filled.filter(fits).length >= filled.length * enough)
  return found ? found[0] : 'text'
}

export function kindOf(text: string): 'request' | 'offer' | undefined {
  if (/^(requests?|needs?|asks?|wanted|i need|in need)$/i.test(text)) return 'request'
  if (/^(offers?|offering|giving|i can offer|volunteer(ing)?|can help)$/i.test(text)) return 'offer'
  return undefined
}

/** Two texts a person would call the same: case, accents, punctuation and spacing do not count. */
export const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{S}]+/gu, ' ')
    .trim()

/** Lighter than `fold`: a text of nothing but signs stays itself. */
export const foldForMatching = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/(?<![\s.,!?])[\s.,!?]+$/u, '') || text

const digits = (text: string) => text.replace(/\D/g, '').length
