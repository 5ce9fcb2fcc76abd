/** Where somebody lives or gets letters: postcodes, a house number with its street, email addresses. */

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

/* ---- emails ---- */

const longestPart = 64

function emailsIn(text: string): Match[] {
  const found: Match[] = []
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const name = /[\p{L}\d._%+'-]+$/u.exec(text.slice(Math.max(0, at - longestPart), at))?.[0]
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

/* ---- postcodes ---- */

const areas = new Set(
  `AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY
  G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR
  NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC
  WD WF WN WR WS WV YO ZE`.split(/\s+/),
)
const counted = /^(?:gb|tb|kg|lb|ft|hr|pk|oz|st|nd|rd|th|yr|wk|ea|qt|up|ad|bc|de|la)$/iu
const postcode = /(?<![\p{L}\d])(\p{L}{1,2})\d[\p{L}\d]?[ \t]{0,2}\d([ABD-HJLNP-UW-Z]{2})(?![\p{L}\d])/giu

function postcodesIn(text: string): Match[] {
  return [...text.matchAll(postcode)]
    .filter(({ 1: area, 2: end }) => areas.has(area!.toUpperCase()) && !isCount(end!))
    .map(({ 0: code, index }) => ({ start: index, end: index + code.length }))
}
/** "B12 3rd", "n64 2gb" */
const isCount = (end: string) => counted.test(end) && end !== end.toUpperCase()

/* ---- houses ---- */

const street = `street st road rd avenue ave lane ln terrace terr tce crescent cres grove mews gardens gdns boulevard
  broadway wynd villas cottages buildings ginnel brae loan strand`
const place = `row close drive dr court ct place pl way square sq walk hill park view rise green parade vale bank
  house yard quay gate fold croft end garth mount crossing side fields meadow meadows dene heights lodge`
const streets = new Set(street.split(/\s+/))
const places = new Set(place.split(/\s+/))

/** A number followed by one of these counts something. */
const things = new Set(
  `to on in at for of the a an and or from up down by with per min mins minute minutes minutes' minute's hr hrs hour
  hours day days week weeks month months year years yr yrs mile miles metre metres meter meters m km yard yards foot
  feet ft inch inches cm mm people person persons kids children adults boys girls men women dogs dog cats cat bags
  bag boxes box bins bin trips trip times time x am pm o'clock percent pounds quid litres litre l ml kg g lb lbs
  masks houses house homes doors flats families neighbours cars car vans van chairs tables loads steps stairs
  different other more of our big small new old spare good nice great long short quick full half single double
  january february march april may june july august september october november december jan feb mar apr jun jul
  aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday st nd rd th bus buses tickets
  tins packs pairs plants trees pots eggs cups slices is was are were bed bedroom course point seater piece way
  stone stops stop laps lap rounds bricks slabs tons tonnes left right doors seats places hundred thousand million
  in-a metre-wide mugs cakes pies loaves pints jars cans bottles books boats goals players teams of-the dozen`
    .split(/\s+/)
    .concat(['min.', 'mins.']),
)

function housesIn(text: string): Match[] {
  const words = [...text.matchAll(/[\p{L}\p{N}'’/-]+|[.,;:!?\n£#]/gu)].map(({ 0: word, index }) => ({
    word,
    start: index,
    end: index + word.length,
  }))
  return words.flatMap((_, at) => flat(words, at) ?? numbered(words, at) ?? house(words, at) ?? [])
}

const isHouseNumber = (word: string) => /^\d{1,4}[a-hA-H]?(?:[-/]\d{1,4}[a-hA-H]?)?$/.test(word)

/** "14 Elm Row", "14a, Elm Row": a number, one to three words, and a word for a street. */
function house(words: Piece[], at: number): Match | undefined {
  const number = words[at]!
  if (!isHouseNumber(number.word) || /^[£#]$/.test(words[at - 1]?.word ?? '')) return undefined
  const from = words[at + 1]?.word === ',' ? at + 2 : at + 1
  const to = [from + 1, from + 2, from + 3].find((end) => isStreetAt(words, from, end))
  if (to === undefined || /^(?:bus|buses|stop)$/iu.test(words[to + 1]?.word ?? '')) return undefined
  return { start: number.start, end: words[to]!.end }
}

function isStreetAt(words: Piece[], from: number, to: number): boolean {
  const last = words[to]
  const between = words.slice(from, to)
  return last !== undefined && between.every(isNamed) && isStreet(last.word, between)
}

const isNamed = ({ word }: Piece) => /^[\p{L}'’-]+$/u.test(word) && !things.has(word.toLowerCase())
const isCapital = ({ word }: Piece) => /^\p{Lu}/u.test(word)

function isStreet(word: string, between: Piece[]): boolean {
  const said = word.toLowerCase()
  if (streets.has(said)) return true
  if (!places.has(said)) return false
  return between.every(isCapital)
    ? /^\p{Lu}/u.test(word) || between.length === 1
    : between.length === 1 && !/s$/iu.test(between[0]!.word)
}

/** "flat 4", "Flat 3b, …", "apartment 12". */
function flat(words: Piece[], at: number): Match | undefined {
  const number = words[at + 1]
  if (!/^(?:flat|apartment|apt|maisonette|bungalow)$/iu.test(words[at]!.word) || !number) return undefined
  const isOne = /^\d{1,3}[a-hA-H]?$|^[A-H]$/.test(number.word)
  if (!isOne || /^(?:pack|packs|screen|wheel|tyres?|stone|shoes|whites)$/iu.test(words[at + 2]?.word ?? ''))
    return undefined
  return { start: words[at]!.start, end: number.end }
}

const besides =
  /^(?:at|opposite|door|outside|by|live|us|come|knock|me|im|i'm|house|above|below|behind|we're)$/iu
const notAHouse =
  /^(?:bus|buses|train|tram|platform|on|in|of|seed|one|song|team|shirt|plate|seat|question|slot|screws?|needles?)$/iu

/** "we are at number 14", "knock at no. 7". */
function numbered(words: Piece[], at: number): Match | undefined {
  if (!/^(?:number|no|nos|numbers)$/iu.test(words[at]!.word) || !isBeside(words, at)) return undefined
  const number = words[at + 1]?.word === '.' ? words[at + 2] : words[at + 1]
  if (!number || !/^\d{1,3}[a-hA-H]?$/.test(number.word)) return undefined
  const next = words[words.indexOf(number) + 1]?.word ?? ''
  return notAHouse.test(next) ? undefined : { start: words[at]!.start, end: number.end }
}

const isBeside = (words: Piece[], at: number) =>
  besides.test(words[at - 1]?.word ?? '') ||
  (/^to$/iu.test(words[at - 1]?.word ?? '') &&
    /^(?:door|come|round|over|it|them|up|along|parcel|back|taken|delivered|next)$/iu.test(
      words[at - 2]?.word ?? '',
    ))
