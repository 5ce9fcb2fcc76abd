import type { Category } from '#contract/boards'

const mostShown = 3
/** Scripts that put no blank between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/**
 * The street's own kinds of help that what somebody writes may be about, the likeliest first. Each kind has words
 * that suggest it; capitals, accents and a plural s make no difference.
 */
export function suggest(text: string, categories: readonly Category[]): Category[] {
  const written = folded(text)
  const found = categories.map((category) => ({ category, hits: hitsIn(written, category) }))
  const likely = found.filter(({ hits }) => hits > 0).sort((a, b) => b.hits - a.hits)
  return likely.slice(0, mostShown).map(({ category }) => category)
}

function hitsIn(written: string, { name, words }: Category) {
  const telling = new Set([...words, name].map(folded).filter((word) => word.trim() !== ''))
  return [...telling].filter((word) => written.includes(unspaced.test(word) ? word.trim() : word)).length
}

/** ` walk the dog `: each word without its accents, capitals and plural s, between blanks. */
function folded(text: string) {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  return ` ${words.map(singular).join(' ')} `
}

const singular = (word: string) => word.replace(/(?<=\p{L}{3})s$/u, '')
