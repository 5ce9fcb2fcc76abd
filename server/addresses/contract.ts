/** Where somebody lives or gets letters: postcodes, a house number with its street, email addresses. */
import { housesIn } from '#contract/houses'

export type AddressKind = 'email' | 'postcode' | 'address'
export type AddressFound = { kind: AddressKind; start: number; end: number; text: string }
type Match = { start: number; end: number }

export function addressesIn(text: string): AddressFound[] {
  const named = (kind: AddressKind, found: Match[]) =>
    found.map(({ start, end }) => ({ kind, start, end, text: text.slice(start, end) }))
  const emails = named('email', [...emailsIn(text), ...spelledEmails(text)])
  const others = [...named('postcode', postcodesIn(text)), ...named('address', housesIn(text))]
  const inEmails = new Set(
    emails.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, n) => start + n)),
  )
  const apart = others.filter(({ start }) => !inEmails.has(start))
  return [...emails, ...apart].sort((one, other) => one.start - other.start)
}

const longestPart = 64

function emailsIn(text: string): Match[] {
  const found: Match[] = []
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const name = /(?<![\p{L}\d._%+'-])[\p{L}\d._%+'-]+$/u.exec(
      text.slice(Math.max(0, at - longestPart), at),
    )?.[0]
    const host = /^[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/u.exec(text.slice(at + 1, at + 254))?.[0]
    if (name && host && /\.\p{L}{2,}$/u.test(host))
      found.push({ start: at - name.length, end: at + 1 + host.length })
  }
  return found
}

const providers = new Set(
  `gmail googlemail hotmail outlook live yahoo ymail icloud btinternet btopenworld sky aol proton protonmail
  virginmedia talktalk ntlworld msn tiscali blueyonder fastmail example mail tutanota`.split(/\s+/),
)
const atWords = new Set(['at', '(at)', '[at]', '{at}', '<at>', '@', '-at-', '_at_'])
const dotWords = new Set(['dot', '(dot)', '[dot]', '{dot}', '.', 'punkt', 'point'])

/** "annie at example dot com", "annie (at) example.com", "annie.smith at gmail". */
function spelledEmails(text: string): Match[] {
  const words = [...text.matchAll(/[[({<]at[\])}>]|[[({<]dot[\])}>]|@|[^\s@([{<>}\])]+/giu)].map(
    ({ 0: word, index }) => ({ word: word.toLowerCase(), start: index, end: index + word.length }),
  )
  return words.flatMap((word, n) => {
    const name = words[n - 1]
    if (!name || !atWords.has(word.word) || /^[@(]/.test(name.word)) return []
    const host = hostAfter(words, n + 1)
    if (!host || !isMeant({ name: name.word, at: word.word, host: host.said })) return []
    return [{ start: name.start, end: host.end }]
  })
}

type Piece = { word: string; start: number; end: number }

function hostAfter(words: Piece[], from: number) {
  const first = words[from]
  if (!first) return undefined
  let said = trimmed(first.word)
  let last = first
  for (let at = from + 1; at + 1 < words.length && dotWords.has(words[at]!.word) && at < from + 6; at += 2) {
    last = words[at + 1]!
    said += `.${trimmed(last.word)}`
  }
  return { said, end: last.start + trimmed(last.word).length }
}
const trimmed = (word: string) => word.replace(/[.,;:!?]{1,5}$/u, '')

function isMeant({ name, at, host }: { name: string; at: string; host: string }): boolean {
  if (!/^[\p{L}\d._%+'-]+$/u.test(name) || !/^[\p{L}\d.-]+$/u.test(host)) return false
  const isHost = /\.(?:com|co\.uk|org|net|org\.uk|uk|me|info|email|ac\.uk|co|eu|gov\.uk|scot|wales)$/u.test(
    host,
  )
  const isProvider = providers.has(host.split('.')[0]!)
  if (at !== 'at') return isHost || isProvider
  return isProvider && (isHost || /[\d._]/.test(name))
}

const areas = new Set(
  `AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY
  G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR
  NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC
  WD WF WN WR WS WV YO ZE`.split(/\s+/),
)
const counted = /^(?:gb|tb|kg|lb|ft|hr|pk|oz|yr|wk|ea|qt|up|ad|bc|de|la)$/iu
const postcode = /(?<![\p{L}\d])(\p{L}{1,2})\d[\p{L}\d]?[ \t]{0,2}\d([ABD-HJLNP-UW-Z]{2})(?![\p{L}\d])/giu

function postcodesIn(text: string): Match[] {
  return [...text.matchAll(postcode)]
    .filter(({ 0: code, 1: area }) => areas.has(area!.toUpperCase()) && !isCount(code))
    .map(({ 0: code, index }) => ({ start: index, end: index + code.length }))
}

/** "B12 3rd", "n64 2gb": only where it stands apart and in small letters. */
function isCount(code: string): boolean {
  const [, number = '', unit = ''] = /\s(\d)(\p{L}{2})$/u.exec(code) ?? []
  if (unit === unit.toUpperCase()) return false
  return counted.test(unit) || unit.toLowerCase() === (ordinals[Number(number)] ?? 'th')
}
const ordinals = [undefined, 'st', 'nd', 'rd']
