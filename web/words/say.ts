import type en from './en.ts'

export type Key = keyof typeof en
export type Words = string | { one: string; other: string; [category: string]: string }
export type Catalogue = Record<Key, Words>
export type Values = Record<string, string | number>

interface Voice {
  locale: string
  catalogue: Partial<Catalogue>
  number: Intl.NumberFormat
  plural: Intl.PluralRules
}

let voice: Voice | undefined

/**
 * Sets the language everything after this is said in. One voice for the whole process: the server sets it right
 * before each synchronous render, never across an await; the browser once.
 */
export function speak(locale: string, catalogue: Partial<Catalogue>) {
  if (voice?.locale === locale && voice.catalogue === catalogue) return
  const [number, plural] = [new Intl.NumberFormat(locale), new Intl.PluralRules(locale)]
  voice = { locale, catalogue, number, plural }
}

/** More words of the same language, for the next page. */
export function learn(more: Partial<Catalogue>) {
  if (voice) voice = { ...voice, catalogue: { ...voice.catalogue, ...more } }
}

export function spokenLocale() {
  return voice?.locale ?? 'en-GB'
}

/** The words of a key, with `{name}` filled in; `count` chooses among plural forms. */
export function t(key: Key, values: Values = {}): string {
  if (!voice) throw new Error('No language yet: call speak() first')
  const words = voice.catalogue[key] ?? key
  const form = typeof words === 'object' ? pluralForm(words, voice.plural, values.count) : words
  return form.replace(/\{(\w+)\}/g, (_, name: string) => written(values[name]))
}

/** For keys that come from outside, such as a notice named in the address: undefined when unknown. */
export function tIfKnown(key: string, values?: Values) {
  return voice && Object.hasOwn(voice.catalogue, key) ? t(key as Key, values) : undefined
}

function pluralForm(words: Exclude<Words, string>, plural: Intl.PluralRules, count: string | number = 0) {
  return words[plural.select(Number(count))] ?? words.other
}

function written(value: string | number = '') {
  return typeof value === 'number' && voice ? voice.number.format(value) : String(value)
}
