/** A house with its number, told apart from counts of things, buses and rooms. */

type Match = { start: number; end: number }
type Piece = Match & { word: string }

const street = `street st road rd avenue ave lane ln terrace terr tce crescent cres grove mews gardens gdns boulevard
  broadway wynd ginnel brae loan strand`
const place = `row close drive dr court ct place pl way square sq walk hill park view rise green parade vale bank
  house yard quay gate fold croft end garth mount crossing side fields meadow meadows dene heights lodge villas cottages buildings`
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
  aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday nd rd th bus buses tickets
  tins packs pairs plants trees pots eggs cups slices is was are were bed bedroom course point seater piece way
  stone stops stop laps lap rounds bricks slabs tons tonnes left right doors seats places hundred thousand million
  in-a metre-wide mugs cakes pies loaves pints jars cans bottles books boats goals players teams of-the dozen
  towards toward via near along past across around round behind before after until about into onto off over under`
    .split(/\s+/)
    .concat(['min.', 'mins.']),
)

export function housesIn(text: string): Match[] {
  const words = [...text.matchAll(/St\.(?= )|[\p{L}\p{N}'’/-]+|[.,;:!?\n£#]/gu)].map(
    ({ 0: word, index }) => ({
      word,
      start: index,
      end: index + word.length,
    }),
  )
  return words.flatMap((_, at) => flat(words, at) ?? numbered(words, at) ?? house(words, at) ?? [])
}

const isHouseNumber = (word: string) => /^\d{1,4}[a-hA-H]?(?:[-/]\d{1,4}[a-hA-H]?)?$/.test(word)

/** "14 Elm Row", "14a, Elm Row": a number, one to three words, and a word for a street. */
function house(words: Piece[], at: number): Match | undefined {
  const number = words[at]!
  if (!isHouseNumber(number.word) || /^[£#]$/.test(words[at - 1]?.word ?? '')) return undefined
  const from = afterComma(words, at)
  if (from === undefined) return undefined
  const to = oneWord(words[from])
    ? from
    : [1, 2, 3].map((n) => from + n).find((end) => isStreetAt(words, from, end))
  if (to === undefined || /^(?:bus|buses|stop)$/iu.test(words[to + 1]?.word ?? '')) return undefined
  return { start: number.start, end: words[to]!.end }
}

/** Where the name of the street may begin; "on the 14, Park Lane end" is a day and a place. */
function afterComma(words: Piece[], at: number): number | undefined {
  if (words[at + 1]?.word !== ',') return at + 1
  return /^(?:the|on|in|by|since|plot|bus|page|room)$/iu.test(words[at - 1]?.word ?? '') ? undefined : at + 2
}

/** "77 Westgate" */
const oneWord = (piece: Piece | undefined) =>
  /^\p{Lu}\p{Ll}{3,12}(?:gate|way|side|croft|garth)$/u.test(piece?.word ?? '')

function isStreetAt(words: Piece[], from: number, to: number): boolean {
  const last = words[to]
  const between = words.slice(from, to)
  return last !== undefined && between.every(isNamed) && isStreet(last.word, between)
}

/** A capital "The" is part of a name: "3 The Green". */
const isNamed = ({ word }: Piece) =>
  /^(?:[\p{L}'’-]+|St\.)$/u.test(word) && (word === 'The' || !things.has(word.toLowerCase()))
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
    /^(?:door|come|round|over|it|them|up|along|parcel|back|taken|delivered|next|went|goes|go)$/iu.test(
      words[at - 2]?.word ?? '',
    ))
