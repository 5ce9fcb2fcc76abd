import type { Catalogue } from './say.ts'

/** A part of the catalogue: one room's words. */
export type Part = Partial<Catalogue>

export interface Language {
  locale: string
  /** In its own language, as the switch shows it. */
  name: string
  dir: 'ltr' | 'rtl'
  /** The source file that is built into the chunk of one room's words. */
  source: (room: string) => string
  load: (room: string) => Promise<Part>
}

const files = import.meta.glob<Part>('./en/*.json', { import: 'default' })
/** Every room that has words, named as its file. */
export const allRooms = Object.keys(files).map((file) => file.slice('./en/'.length, -'.json'.length))
/** Whose words stand on every page. */
export const everywhere = ['dates', 'form', 'page']

const english = {
  source: (room: string) => `words/en/${room}.json`,
  load: async (room: string) => (await files[`./en/${room}.json`]?.()) ?? {},
}

export const languages: Language[] = [{ locale: 'en-GB', name: 'English', dir: 'ltr', ...english }]

/** Not offered in the switch: `?lang=en-XA` shows what is not translated, `?lang=ar-XB` what is not mirrored. */
export const trials: Language[] = [
  {
    ...english,
    locale: 'en-XA',
    name: '[!! Éñĝļîšĥ !!]',
    dir: 'ltr',
    load: (room) => pseudoEnglish('accented', room),
  },
  {
    ...english,
    locale: 'ar-XB',
    name: '[!! ‮English‬ !!]',
    dir: 'rtl',
    load: (room) => pseudoEnglish('mirrored', room),
  },
]

async function pseudoEnglish(how: 'accented' | 'mirrored', room: string) {
  const [words, made] = await Promise.all([english.load(room), import('./pseudo.ts')])
  return made.pseudo(words, made[how])
}

/** The words of these rooms, together. */
export async function wordsOf(language: Language, rooms: readonly string[]): Promise<Part> {
  return Object.assign({}, ...(await Promise.all(rooms.map(language.load))))
}

export function languageOf(locale: string): Language {
  return (
    [...languages, ...trials].find((language) => language.locale === locale) ?? (languages[0] as Language)
  )
}

/** The language asked for in the address, else the one chosen before, else the browser's own order of wishes. */
export function chooseLocale(asked: { query?: string; cookie?: string; header?: string }): string {
  const known = (locale = '') => [...languages, ...trials].find((one) => one.locale === locale)
  const chosen = known(asked.query) ?? known(asked.cookie) ?? wished(asked.header ?? '') ?? languages[0]
  return chosen?.locale ?? 'en-GB'
}

function wished(header: string) {
  const wishes = header.split(',').map((wish) => {
    const [tag = '', weight = 'q=1'] = wish.split(';').map((part) => part.trim())
    return { tag: tag.toLowerCase(), weight: Number(weight.replace('q=', '')) || 0 }
  })
  const ordered = wishes.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)
  return ordered.map(({ tag }) => languages.find((one) => isSameLanguage(one.locale, tag))).find(Boolean)
}

function isSameLanguage(locale: string, tag: string) {
  return locale.toLowerCase() === tag || locale.split('-')[0] === tag.split('-')[0]
}
