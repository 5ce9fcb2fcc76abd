import { spokenLocale, t } from './say.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const weekMs = 7 * dayMs

/** How long something has waited, roughly: "waiting 3 days". Both in epoch milliseconds. */
export function waitedSince(ms: number, now: number): string {
  const waited = Math.max(0, now - ms)
  const count = (unitMs: number) => ({ count: Math.floor(waited / unitMs) })
  if (waited < minuteMs) return t('waiting.new')
  if (waited < hourMs) return t('waiting.minutes', count(minuteMs))
  if (waited < dayMs) return t('waiting.hours', count(hourMs))
  if (waited < 2 * dayMs) return t('waiting.yesterday')
  if (waited < 2 * weekMs) return t('waiting.days', count(dayMs))
  return t('waiting.weeks', count(weekMs))
}

/** "Thursday 26 November at 9:00 am", in the person's language and the street's time zone; the year as in `day`. */
export function dayAndTime(ms: number, timeZone: string, now?: number): string {
  return formatter('long', timeZone, {
    ...yearOf(ms, timeZone, now),
    hour: 'numeric',
    minute: '2-digit',
  }).format(ms)
}

/** "Thursday 26 November", and the year where it is another than now, or nobody says when that is. */
export function day(ms: number, timeZone: string, now?: number): string {
  return formatter('long', timeZone, yearOf(ms, timeZone, now)).format(ms)
}

function yearOf(ms: number, timeZone: string, now?: number): Intl.DateTimeFormatOptions {
  const isThisYear = now !== undefined && dayAt(ms, timeZone).slice(0, 4) === dayAt(now, timeZone).slice(0, 4)
  return isThisYear ? {} : { year: 'numeric' }
}

/** "26 November 2026", of a day as the wire has it. */
export function dateInFull(date: string): string {
  return new Intl.DateTimeFormat(spokenLocale(), { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(date),
  )
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(style: 'long' | 'short', timeZone: string, time: Intl.DateTimeFormatOptions) {
  const name = `${spokenLocale()} ${style} ${timeZone} ${Object.keys(time)}`
  const known = formatters.get(name)
  if (known) return known
  const date = { weekday: style, day: 'numeric', month: style, hour12: true } as const
  const made = new Intl.DateTimeFormat(spokenLocale(), { ...date, ...time, timeZone })
  formatters.set(name, made)
  return made
}

/** "20 minutes ago", "yesterday". Both in epoch milliseconds. */
export function ago(ms: number, now: number): string {
  const words = new Intl.RelativeTimeFormat(spokenLocale(), { numeric: 'auto' })
  const past = Math.max(0, now - ms)
  if (past < minuteMs) return t('ago.now')
  if (past < hourMs) return words.format(-Math.floor(past / minuteMs), 'minute')
  if (past < dayMs) return words.format(-Math.floor(past / hourMs), 'hour')
  if (past < 2 * weekMs) return words.format(-Math.floor(past / dayMs), 'day')
  return words.format(-Math.floor(past / weekMs), 'week')
}

/** The day of a moment by the street's own clock, as `2026-11-22`. */
export function dayAt(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(ms)
}

/** A day as a person would say it from here: "today", "tomorrow", "Thursday", "Thursday 26 November". */
export function nearDay(date: string, now: number, timeZone: string): string {
  const [start, today] = [date, dayAt(now, timeZone)].map((one) => Date.parse(one)) as [number, number]
  const away = Math.round((start - today) / dayMs)
  if (away >= -1 && away <= 1)
    return new Intl.RelativeTimeFormat(spokenLocale(), { numeric: 'auto' }).format(away, 'day')
  if (away < 0 || away > 6) return day(start, 'UTC', today)
  return weekday(date, 'long')
}

/** "tomorrow at 9:00 am", by the street's own clock. */
export function nearTime(ms: number, now: number, timeZone: string): string {
  const clock = { timeZone, hour: 'numeric', minute: '2-digit', hour12: true } as const
  const time = new Intl.DateTimeFormat(spokenLocale(), clock).format(ms)
  return t('when.at', { day: nearDay(dayAt(ms, timeZone), now, timeZone), time })
}

/** The name of a day given as `2026-11-22`. */
export function weekday(date: string, style: 'short' | 'long'): string {
  return new Intl.DateTimeFormat(spokenLocale(), { weekday: style, timeZone: 'UTC' }).format(Date.parse(date))
}
