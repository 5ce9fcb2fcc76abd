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

/** "Thursday 26 November at 9:00 am", in the person's language and the street's time zone. */
export function dayAndTime(ms: number, timeZone: string): string {
  return formatter('long', timeZone, { hour: 'numeric', minute: '2-digit' }).format(ms)
}

/** "Thursday 26 November", in the person's language and the street's time zone. */
export function day(ms: number, timeZone: string): string {
  return formatter('long', timeZone, {}).format(ms)
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
