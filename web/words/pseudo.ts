// Two made-up languages that show what is not translated, does not fit, or assumes left to right.
import type { Catalogue, Words } from './say.ts'

const accents = new Map(
  [
    ...'aàbƀcçdđeéfƒgğhĥiîjĵkķlļmɱnñoöpþqɋrŕsštţuûvṽwŵxẋyýzžAÀBɃCÇDĐEÉFƑGĞHĤIÎJĴKĶLĻMṀNÑOÖPÞQɊRŔSŠTŢUÛVṼWŴXẊYÝZŽ',
  ]
    .join('')
    .match(/../gu)
    ?.map((pair) => [...pair] as [string, string]),
)

export function accented(words: string) {
  const longer = '·'.repeat(Math.ceil(words.length * 0.4))
  return `[!! ${mapText(words, (text) => [...text].map((c) => accents.get(c) ?? c).join(''))}${longer} !!]`
}

/** Each run of letters inside a right-to-left override, so that it is drawn backwards as Arabic would be. */
export function mirrored(words: string) {
  return `[!! ${mapText(words, (text) => text.replace(/\p{L}+/gu, '\u202e$&\u202c'))} !!]`
}

export function pseudo<Some extends Partial<Catalogue>>(
  catalogue: Some,
  change: (words: string) => string,
): Some {
  const entries = Object.entries(catalogue).map(([key, words]) => [key, changed(words as Words, change)])
  return Object.fromEntries(entries) as Some
}

function changed(words: Words, change: (words: string) => string): Words {
  if (typeof words === 'string') return change(words)
  const forms = Object.entries(words).map(([category, form]) => [category, change(form)])
  return Object.fromEntries(forms)
}

function mapText(words: string, change: (text: string) => string) {
  const pieces = words.split(/(\{\w+\})/)
  return pieces.map((piece, n) => (n % 2 === 1 ? piece : change(piece))).join('')
}
