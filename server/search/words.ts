import { lazily } from '../http/lazily.ts'

/** Scripts that write words without spaces; only these need the slower division by dictionary. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u
/** Marks that a reader leaves out when searching: Latin, Greek and Cyrillic accents, Hebrew points, Arabic signs. */
const marks = /[\u0300-\u036F\u0591-\u05C7\u064B-\u065F\u0670]/g
/** What most of what neighbours write is made of: nothing to fold but capitals. */
const plain = /^[ -~]*$/
const letters = /[\p{L}\p{N}\p{M}]+/gu
const single: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i' }
const segmenter = lazily(() => new Intl.Segmenter('und', { granularity: 'word' }))

const longestWord = 64
const mostWords = 800
const mostSought = 12

/** The different words of some texts, folded: what the index keeps. */
export function wordsOf(...texts: (string | null | undefined)[]): string[] {
  const words = new Set<string>()
  for (const text of texts) if (text) for (const word of divide(fold(text))) words.add(word)
  return [...words].slice(0, mostWords)
}

/** The words somebody searches for; each may be the beginning of a longer one. */
export function soughtWords(query: string): string[] {
  return wordsOf(query).slice(0, mostSought)
}

/** `Café` and `CAFE` are one word. A control character parts words; PostgreSQL would not take it. */
export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase()
  return text
    .replaceAll(/\p{Cc}/gu, ' ')
    .normalize('NFKD')
    .replace(marks, '')
    .toLowerCase()
    .replace(/[ßæœøłđı]/g, (letter) => single[letter]!)
}

function divide(text: string): string[] {
  const spaced = unspaced.test(text) ? bySegments(text) : (text.match(letters) ?? [])
  return [...spaced, ...signs(text)].map(cutShort)
}

/** Never through the middle of a letter: half a letter is none, and PostgreSQL would not take it. */
const cutShort = (word: string) => word.slice(0, longestWord).replace(/[\uD800-\uDBFF]$/, '')

function bySegments(text: string): string[] {
  return [...segmenter().segment(text)].filter((part) => part.isWordLike).map((part) => part.segment)
}

/** Runs without one letter or digit, such as ☎ or :-), can be searched for whole. */
function signs(text: string): string[] {
  return text.match(/(?<!\S)[^\s\p{L}\p{N}]+(?!\S)/gu) ?? []
}
