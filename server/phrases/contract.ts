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
const plain = /^[ -~]+$/
const stop = { said: '.', start: 0, end: 0 }

/** A text, of each list of phrases those that may stand in it, and its words one by one where there are any of those. */
export type Reading = { text: string; words: readonly Word[]; able: ReadonlyMap<Phrases, readonly Phrase[]> }

let last: Reading = { text: '', words: [], able: new Map() }

/** A text, taken apart once for all who look into it one after another. */
export function reading(text: string): Reading {
  if (last.text !== text) {
    const able = ableIn(saidIn(text))
    last = { text, words: able.size > 0 ? wordsOf(text) : [], able }
  }
  return last
}

/** Every word of a text, wherever it stands, and some signs that are none. A text ends as a sentence does. */
function saidIn(text: string): Set<string> {
  const said = new Set(['.'])
  for (const raw of text.match(piece) ?? []) said.add(folded(raw))
  return said
}

/** In lower case without apostrophes or accents; where a sentence ends stands a `.`. */
function wordsOf(text: string): Word[] {
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
const folded = (raw: string) =>
  (plain.test(raw) ? raw : raw.normalize('NFD').replace(/\p{M}/gu, '')).replace(apart, '').toLowerCase()

type Item = {
  words: ReadonlySet<string>
  stems: string[]
  gap: number
  isOptional: boolean
  isRefusal: boolean
}
type Phrase = { line: string; at: number; items: Item[] }
/** Phrases in the order in which they are looked for. */
export type Phrases = readonly Phrase[]
/** A phrase to look for when one of its rarest words is said, if one word of each of `others` is said as well. */
type Candidate = { phrase: Phrase; list: Phrases; others: readonly (readonly string[])[] }
/**
 * The phrases of every list by each word of that item of theirs which is rarest: most texts have none of these words, and none of
 * the hundreds of phrases is looked for.
 */
const byRarest = new Map<string, Candidate[]>()

export function phrases(text: string): Phrases {
  const lines = text.split('\n').map((one) => one.trim())
  const list = lines.filter(Boolean).map((line, at) => ({ line, at, items: line.split(/\s+/).map(itemOf) }))
  const uses = countsOf(list)
  for (const phrase of list) {
    const rarest = rarestOf(phrase, uses)
    const wanted = phrase.items.filter((item) => isWanted(item) && item.stems.length === 0)
    const others = wanted.filter(({ words }) => words !== rarest).map(({ words }) => [...words])
    for (const word of rarest) byRarest.set(word, [...(byRarest.get(word) ?? []), { phrase, list, others }])
  }
  return list
}

function itemOf(source: string): Item {
  const gap = source.startsWith('..') ? Number(source.slice(2)) : 0
  const isOptional = source.endsWith('?')
  const isRefusal = source.startsWith('!')
  const all = gap ? [] : source.replace('!', '').replace('?', '').split('|')
  const stems = all.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1))
  return { words: new Set(all.filter((word) => !word.endsWith('*'))), stems, gap, isOptional, isRefusal }
}

/** In how many items each word stands: what phrases are made of most, texts are too. */
function countsOf(all: readonly Phrase[]): Map<string, number> {
  const uses = new Map<string, number>()
  for (const word of all.flatMap(({ items }) => items.flatMap((item) => [...item.words])))
    uses.set(word, (uses.get(word) ?? 0) + 1)
  return uses
}

/** Of the items that have to be there, word for word, the one whose words stand in fewest others. A phrase begins with one. */
function rarestOf({ items }: Phrase, uses: ReadonlyMap<string, number>): ReadonlySet<string> {
  const weight = ({ words }: Item) => [...words].reduce((sum, word) => sum + uses.get(word)!, 0)
  const [first, ...others] = items
  const wanted = others.filter((item) => isWanted(item) && item.stems.length === 0)
  return [first!, ...wanted].reduce((a, b) => (weight(b) < weight(a) ? b : a)).words
}

const isWanted = ({ gap, isOptional, isRefusal }: Item) => gap === 0 && !isOptional && !isRefusal

/** Every place where one of the phrases stands, the first phrase of the list for each beginning. */
export function findPhrases(read: Reading, list: Phrases): Found[] {
  const able = read.able.get(list)
  return able ? [...read.words.keys()].flatMap((at) => firstAt(read, able, at) ?? []) : []
}

function firstAt({ text, words }: Reading, able: readonly Phrase[], at: number): Found | undefined {
  const { said, start } = words[at]!
  for (const { line, items } of able) {
    const after = items[0]!.words.has(said) ? endOf({ words, items }, 0, at) : undefined
    if (after === undefined) continue
    const { end } = words[Math.min(after, words.length) - 1]!
    return { start, end, text: text.slice(start, end), phrase: line }
  }
  return undefined
}

/** Those of which no word is missing, in the order of their list. */
function ableIn(said: ReadonlySet<string>): Map<Phrases, Phrase[]> {
  const able = new Map<Phrases, Set<Phrase>>()
  for (const word of said)
    for (const { phrase, list, others } of byRarest.get(word) ?? none)
      if (areSaid(said, others)) able.set(list, (able.get(list) ?? new Set()).add(phrase))
  return new Map([...able].map(([list, those]) => [list, [...those].sort((a, b) => a.at - b.at)]))
}
const none: never[] = []

const areSaid = (said: ReadonlySet<string>, others: Candidate['others']) =>
  others.every((words) => words.some((word) => said.has(word)))

type Search = Pick<Reading, 'words'> & { items: readonly Item[] }

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
