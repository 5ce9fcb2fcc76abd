import { describe, expect, test } from 'vitest'
import { day, dayAndTime, nearDay, nearTime, waitedSince } from '../../web/words/dates.ts'
import en from '../../web/words/en.ts'
import { allRooms, chooseLocale, languageOf, wordsOf } from '../../web/words/languages.ts'
import { accented, mirrored } from '../../web/words/pseudo.ts'
import { type Catalogue, speak, t, tIfKnown } from '../../web/words/say.ts'

const now = Date.UTC(2026, 2, 12, 9)
const minutes = (n: number) => n * 60_000

describe('in English', () => {
  const english = () => speak('en-GB', en)

  test('a message is filled in, with numbers as people write them and the plural that fits', () => {
    english()
    expect(t('parts.taken', { taken: 1, count: 1 })).toBe('1 of 1 place taken')
    expect(t('parts.taken', { taken: 1234, count: 20_000 })).toBe('1,234 of 20,000 places taken')
    expect(t('form.optional', { label: 'Name {count}' })).toBe('Name {count} (if you like)')
    expect(t('form.optional')).toBe(' (if you like)')
  })

  test('a notice nobody wrote is not said', () => {
    english()
    expect(tIfKnown('said.constructor')).toBeUndefined()
    expect(tIfKnown('toString')).toBeUndefined()
    expect(tIfKnown('page.help-now')).toBe('Help now')
  })

  test.each([
    [0, 'new just now'],
    [-minutes(5), 'new just now'],
    [minutes(1), 'waiting 1 minute'],
    [minutes(59), 'waiting 59 minutes'],
    [minutes(60), 'waiting 1 hour'],
    [minutes(60 * 23 + 59), 'waiting 23 hours'],
    [minutes(60 * 24), 'waiting since yesterday'],
    [minutes(60 * 48), 'waiting 2 days'],
    [minutes(60 * 24 * 13), 'waiting 13 days'],
    [minutes(60 * 24 * 14), 'waiting 2 weeks'],
  ])('after %d ms a post is "%s"', (waited, words) => {
    english()
    expect(waitedSince(now - waited, now)).toBe(words)
  })

  test('a day and a time are the street’s, whatever the time zone of the machine', () => {
    english()
    const summer = Date.UTC(2026, 6, 1, 23, 30)
    expect(dayAndTime(summer, 'Europe/London', now)).toMatch(/^Thursday,? 2 July at 12:30\sam$/)
    expect(day(summer, 'America/New_York', now)).toMatch(/^Wednesday,? 1 July$/)
  })

  test('a day of another year says which, and so does one that is read who knows when', () => {
    english()
    const christmas = Date.UTC(2025, 11, 25, 9)
    const sylvester = Date.UTC(2025, 11, 31, 23, 30)
    expect(day(christmas, 'Europe/London', now)).toMatch(/^Thursday,? 25 December 2025$/)
    expect(day(christmas, 'Europe/London')).toMatch(/^Thursday,? 25 December 2025$/)
    expect(day(sylvester, 'Europe/Berlin', now)).toMatch(/^Thursday,? 1 January$/)
    expect(dayAndTime(christmas, 'Europe/London', now)).toMatch(/25 December 2025 at 9:00\sam$/)
    expect(nearTime(christmas, now, 'Europe/London')).toMatch(/25 December 2025 at 9:00\sam$/)
    expect(nearDay('2027-03-12', now, 'Europe/London')).toMatch(/^Friday,? 12 March 2027$/)
    expect(nearDay('2026-12-31', now, 'Europe/London')).toMatch(/^Thursday,? 31 December$/)
  })

  test('one is never said as if it were many', () => {
    english()
    expect(t('papers.how-many', { count: 1, stewards: 1 })).toBe('It has 1 neighbour. Stewards: 1.')
    expect(t('papers.how-many', { count: 21, stewards: 2 })).toBe('It has 21 neighbours. Stewards: 2.')
    expect(t('papers.rules-number', { version: 1, day: 'today', count: 1 })).toMatch(/ 1 neighbour has said/)
    expect(t('papers.rules-number', { version: 1, day: 'today', count: 0 })).toMatch(
      / 0 neighbours have said/,
    )
    expect(t('papers.records-people', { count: 1 })).toBe('1 neighbour.')
    expect(t('stewards.median', { count: 1 })).toBe('1 hour')
  })
})

describe('in another language', () => {
  test('its own plural forms are used, and "other" where a form was not written', () => {
    const forms = {
      one: '{count} miejsce',
      few: '{count} miejsca',
      many: '{count} miejsc',
      other: '{count} miejsca',
    }
    speak('pl', { ...en, 'parts.wanted': forms } as Catalogue)
    expect([1, 2, 5].map((count) => t('parts.wanted', { count }))).toEqual([
      '1 miejsce',
      '2 miejsca',
      '5 miejsc',
    ])
    speak('ar', { ...en, 'parts.wanted': { one: 'one', other: 'more' } } as Catalogue)
    expect(t('parts.wanted', { count: 2 })).toBe('more')
  })

  test('the made-up ones keep every placeholder and are plainly longer or backwards', () => {
    expect(accented('Call {name} now')).toMatch(/^\[!! Çàļļ \{name\} ñöŵ·+ !!\]$/)
    expect(accented('Call {name} now').length).toBeGreaterThan('Call {name} now'.length * 1.4)
    expect(mirrored('Call {name}')).toBe('[!! \u202eCall\u202c {name} !!]')
  })

  test('English catalogue and made-up ones have the same keys', async () => {
    for (const locale of ['en-XA', 'ar-XB']) {
      expect(Object.keys(await wordsOf(languageOf(locale), allRooms)).sort()).toEqual(Object.keys(en).sort())
    }
  })
})

test.each([
  [{ query: 'en-XA', cookie: 'ar-XB' }, 'en-XA'],
  [{ query: 'nonsense', cookie: 'ar-XB' }, 'ar-XB'],
  [{ header: 'cy;q=0.9, en-US;q=0.8' }, 'en-GB'],
  [{ header: 'ar-XB' }, 'en-GB'],
  [{ header: ';;q=,,*' }, 'en-GB'],
  [{}, 'en-GB'],
])('asked %j, the page speaks %s', (asked, locale) => {
  expect(chooseLocale(asked)).toBe(locale)
})
