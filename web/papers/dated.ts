import { spokenLocale } from '../words/say.ts'

/** Papers carry the year: `Monday 23 November 2026`. */
export const dated = (iso: string) =>
  new Intl.DateTimeFormat(spokenLocale(), { dateStyle: 'full', timeZone: 'Europe/London' }).format(
    Date.parse(iso),
  )
