import type { Catalogue } from './say.ts'

export interface Language {
  locale: string
  /** In its own language, as the switch shows it. */
  name: string
  dir: 'ltr' | 'rtl'
  /** The source file that is built into this language's own chunk. */
  source: string
  load: () => Promise<Catalogue>
}

const english = { source: 'words/en.ts', load: async () => (await import('./en.ts')).default }

export const languages: Language[] = [{ locale: 'en-GB', name: 'English', dir: 'ltr', ...english }]

/** Not offered in the switch: `?lang=en-XA` shows what is not translated, `?lang=ar-XB` what is not mirrored. */
export const trials: Language[] = [
  {
    ...english,
    locale: 'en-XA',
    name: '[!! Éñĝļîšĥ !!]',
    dir: 'ltr',
    load: () => pseudoEnglish('accented'),
  },
  { ...english, locale: 'ar-XB', name: '[!! ‮English‬ !!]', dir: 'rtl', load: () => pseudoEnglish('mirrored') },
]

async function pseudoEnglish(how: 'accented' | 'mirrored') {
  const [catalogue, made] = await Promise.all([english.load(), import('./pseudo.ts')])
  return made.pseudo(catalogue, made[how])
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
    const [tag = '', weight = 'q=1'] = wish.trim().split(/\s*;\s*/)
    return { tag: tag.toLowerCase(), weight: Number(weight.replace('q=', '')) || 0 }
  })
  const ordered = wishes.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)
  return ordered.map(({ tag }) => languages.find((one) => isSameLanguage(one.locale, tag))).find(Boolean)
}

function isSameLanguage(locale: string, tag: string) {
  return locale.toLowerCase() === tag || locale.split('-')[0] === tag.split('-')[0]
}
