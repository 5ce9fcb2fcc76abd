/**
 * Phrases of everyday words, found in a text without a regular expression that could be slow. A phrase is written a
 * line each: `took|taken too many ..3 pills|tablets`. `|` parts words of which any will do, a word may end in `*`,
 * `word?` may be missing, `..3` lets up to three other words stand between, `!in|at` refuses what comes next, and
 * `.` is the end of a sentence or of the text.
 */

/** A word as it is compared, and where it stands in the text. */
export type Word = { said: string; start: number; end: number }
export type Found = { start: number; end: number; text: string; phrase: string }

const piece = /[\p{L}\p{N}'’‘`´]+|[.!?;:\n]|[,£$€@#%]/gu
const apart = /['’‘`´]/g
const stop = { said: '.', start: 0, end: 0 }

/** The words of a text in lower case without apostrophes or accents; where a sentence ends stands a `.`. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (const { 0: raw, index: start } of text.matchAll(piece)) {
    const said = /[.!?;:\n]/.test(raw) ? '.' : folded(raw)
    const isInside = (said === '.' || said === ',') && isDigit(text[start - 1]) && isDigit(text[start + 1])
    const isAgain = said === '.' && words.at(-1)?.said === '.'
    if (said && !isInside && !isAgain) words.push({ said, start, end: start + raw.length })
  }
  return words
}

const isDigit = (letter = '') => letter >= '0' && letter <= '9'
const folded = (raw: string) => raw.normalize('NFD').replace(/\p{M}/gu, '').replace(apart, '').toLowerCase()

type Item = {
  words: Set<string>
  stems: string[]
  gap: number
  isOptional: boolean
  isRefusal: boolean
}
type Phrase = { line: string; items: Item[] }
/** Phrases by each word they can begin with. */
export type Phrases = Map<string, Phrase[]>

export function phrases(lines: string): Phrases {
  const byFirst: Phrases = new Map()
  for (const line of lines
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean)) {
    const phrase = { line, items: line.split(/\s+/).map(itemOf) }
    for (const first of phrase.items[0]!.words) byFirst.set(first, [...(byFirst.get(first) ?? []), phrase])
  }
  return byFirst
}

function itemOf(source: string): Item {
  const gap = source.startsWith('..') ? Number(source.slice(2)) : 0
  const isOptional = source.endsWith('?')
  const isRefusal = source.startsWith('!')
  const all = gap ? [] : source.replace('!', '').replace('?', '').split('|')
  const stems = all.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1))
  return { words: new Set(all.filter((word) => !word.endsWith('*'))), stems, gap, isOptional, isRefusal }
}

/** Every place where one of the phrases stands, the first phrase of the list for each beginning. */
export function findPhrases(text: string, words: readonly Word[], known: Phrases): Found[] {
  const found: Found[] = []
  const likely = likelyOf(words)
  for (const [at, word] of words.entries()) {
    for (const { line, items } of likely(known, word.said)) {
      const end = endOf({ words, items }, 0, at)
      if (end === undefined) continue
      const last = words[Math.min(end, words.length) - 1]!
      found.push({ start: word.start, end: last.end, text: text.slice(word.start, last.end), phrase: line })
      break
    }
  }
  return found
}

/** Most phrases want a word that a text does not have at all; those are asked for once and then left out. */
function likelyOf(words: readonly Word[]) {
  const said = new Set(words.map(({ said }) => said)).add('.')
  const kept: Phrases = new Map()
  const isSaid = ({ words, stems, gap, isOptional, isRefusal }: Item) =>
    gap > 0 || isOptional || isRefusal || stems.length > 0 || [...words].some((word) => said.has(word))
  return (known: Phrases, first: string) => {
    const before = kept.get(first)
    if (before) return before
    const able = (known.get(first) ?? []).filter(({ items }) => items.every(isSaid))
    kept.set(first, able)
    return able
  }
}

type Search = { words: readonly Word[]; items: readonly Item[] }

/** The place after the last word of the phrase, if its items from `n` on stand at `at`. Bounded by the gaps. */
function endOf(search: Search, n: number, at: number): number | undefined {
  const item = search.items[n]
  if (!item) return at
  if (item.gap) return afterGap(search, n, at)
  const isHere = is(item, search.words[at] ?? stop)
  if (item.isRefusal) return isHere ? undefined : endOf(search, n + 1, at)
  const taken = isHere ? endOf(search, n + 1, at + 1) : undefined
  return taken ?? (item.isOptional ? endOf(search, n + 1, at) : undefined)
}

function afterGap(search: Search, n: number, at: number): number | undefined {
  for (let over = 0; over <= search.items[n]!.gap; over += 1) {
    const end = endOf(search, n + 1, at + over)
    if (end !== undefined) return end
    if ((search.words[at + over] ?? stop).said === '.') return undefined
  }
  return undefined
}

const is = ({ words, stems }: Item, { said }: Word) =>
  words.has(said) || stems.some((stem) => said.startsWith(stem))

/** Those that do not overlap any of the others: what was said, less the sayings that only look like it. */
export function lessThose<F extends { start: number; end: number }>(found: F[], others: readonly F[]): F[] {
  return found.filter((one) => !others.some((other) => one.start < other.end && other.start < one.end))
}
