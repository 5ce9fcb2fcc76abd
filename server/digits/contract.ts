/** Numbers in other scripts, or said in words, as plain digits; the text keeps its length and every place in it. */

export function inDigits(text: string): string {
  const plain = text
    .replaceAll(/[０-９٠-٩۰-۹०-९০-৯]/gu, (digit) => plainDigit(digit.codePointAt(0)!))
    .replaceAll(/\b[Oo](?=7 ?\d{3,4}|1\d{2,3}|2[089])/gu, '0')
    .replaceAll(/(?<=\d)[oO](?=\d)/gu, '0')
  return spelledOut(plain)
}

const zeros = [0xff10, 0x660, 0x6f0, 0x966, 0x9e6]
function plainDigit(code: number): string {
  const zero = zeros.findLast((one) => code >= one && code <= one + 9) ?? code
  return String(code - zero)
}

const spoken = new Map(
  'oh:0 o:0 zero:0 nought:0 one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
)
const repeats = new Map([
  ['double', 2],
  ['treble', 3],
  ['triple', 3],
])

type Said = { word: string; index: number }
type Piece = { index: number; length: number; digits: string }

/** Fewer numbers in a row are a count or a time. */
const leastDigits = 7

function spelledOut(text: string): string {
  const words = [...text.matchAll(/[\p{L}\d]+/gu)].map(({ 0: word, index }) => ({
    word: word.toLowerCase(),
    index,
  }))
  let out = text
  for (let at = 0; at < words.length; at += 1) {
    const row = rowOf(words, at)
    if (row.reduce((sum, { digits }) => sum + digits.length, 0) < leastDigits) continue
    if (row.some(({ digits, length }) => digits.length !== length)) out = row.reduce(put, out)
    at += row.length
  }
  return out
}

/** Each word gives way to its digits and blanks; what stands between the words to blanks. */
const put = (text: string, { index, length, digits }: Piece) =>
  text.slice(0, index) + digits.padEnd(length, '\u200d') + text.slice(index + length)

function rowOf(words: Said[], from: number): Piece[] {
  const pieces: Piece[] = []
  let times = 1
  for (let at = from; at < words.length; at += 1) {
    const { word, index } = words[at]!
    const digit = digitOf(word, pieces.length)
    const again = repeats.get(word)
    if (digit === undefined && again === undefined) break
    // In the room of "double": a short word has none for two.
    const said = pieces.at(-1)
    if (said) said.digits += (digit ?? '').repeat(times - 1)
    pieces.push({ index, length: word.length, digits: digit ?? '' })
    times = again ?? 1
  }
  return pieces
}

const digitOf = (word: string, before: number) =>
  spoken.get(word) ?? (before > 1 && /^\d{1,4}$/.test(word) ? word : undefined)
