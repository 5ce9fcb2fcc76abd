import type { DateOrder } from '#contract/sheets'
import { offsetMs } from '../http/days.ts'

/** A day and time as a sheet writes it; `offsetMinutes` only where the text names its own zone. */
export type LocalTime = {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  offsetMinutes?: number
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Of a time without its blanks, so that there is one way to read it. */
const clock =
  /^[T,]*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?([ap]\.?m\.?)?(Z|(?:GMT|UTC)?([+-]\d{1,2}):?(\d{2})?|GMT|UTC)?$/i
const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/
const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)/
const dayThenName =
  /^(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})(?!\d)/i
const nameThenDay = /^(?:[a-z]{3,9},\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/i

export const readsAsDate = (text: string) =>
  readDate(text, 'day-first') !== undefined || readDate(text, 'month-first') !== undefined

/** Undefined when the text is no date in this order: 31/12 is none when the month comes first. */
export function readDate(text: string, order: DateOrder): LocalTime | undefined {
  const day = readDay(text, order)
  if (!day) return undefined
  const time = readClock(text.slice(day.length).trim())
  if (!time) return undefined
  const { year, month, day: date } = day
  return isRealDay(year, month, date) ? { year, month, day: date, ...time } : undefined
}

/** What a column's own values prove about its order: null when nothing needs deciding, `ask` when nothing proves it. */
export function orderOf(values: string[]): DateOrder | 'ask' | null {
  const read = values
    .filter((text) => yearLast.test(text))
    .map((text) => ({ text, day: readDate(text, 'day-first'), month: readDate(text, 'month-first') }))
  const onlyDay = read.some(({ day, month }) => day && !month)
  const onlyMonth = read.some(({ day, month }) => month && !day)
  const either = read.some(({ text, day, month }) => day && month && !isSameEitherWay(text))
  if (onlyDay && onlyMonth) return 'ask'
  if (onlyDay) return 'day-first'
  if (onlyMonth) return 'month-first'
  return either ? 'ask' : null
}

/** The moment, in epoch milliseconds, that clocks in `timeZone` showed this time. */
export function instantOf(time: LocalTime, timeZone: string): number {
  const asUtc = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second)
  if (time.offsetMinutes !== undefined) return asUtc - time.offsetMinutes * 60_000
  const first = asUtc - offsetMs(asUtc, timeZone)
  return asUtc - offsetMs(first, timeZone)
}

function readDay(text: string, order: DateOrder) {
  const iso = yearFirst.exec(text)
  if (iso) return { year: +iso[1]!, month: +iso[2]!, day: +iso[3]!, length: iso[0].length }
  const last = yearLast.exec(text)
  if (last) {
    const [day, month] = order === 'day-first' ? [+last[1]!, +last[2]!] : [+last[2]!, +last[1]!]
    return { year: fullYear(last[3]!), month, day, length: last[0].length }
  }
  const named = dayThenName.exec(text)
  if (named) return withName(named[2]!, { year: +named[3]!, day: +named[1]!, length: named[0].length })
  const american = nameThenDay.exec(text)
  if (american)
    return withName(american[1]!, { year: +american[3]!, day: +american[2]!, length: american[0].length })
  return undefined
}

function withName(name: string, rest: { year: number; day: number; length: number }) {
  const month = months.indexOf(name.slice(0, 3).toLowerCase()) + 1
  return month === 0 ? undefined : { ...rest, month }
}

function readClock(text: string) {
  if (text === '') return { hour: 0, minute: 0, second: 0 }
  const found = clock.exec(text.replaceAll(/\s/g, ''))
  if (!found) return undefined
  const hour = hourOf(+found[1]!, found[4])
  const [minute, second] = [+found[2]!, +(found[3] ?? 0)]
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const zone = zoneMinutes(found)
  return { hour, minute, second, ...(zone === undefined ? {} : { offsetMinutes: zone }) }
}

function hourOf(hour: number, half?: string) {
  if (!half) return hour
  if (hour < 1 || hour > 12) return 99
  return (hour % 12) + (half[0]!.toLowerCase() === 'p' ? 12 : 0)
}

function zoneMinutes(found: RegExpExecArray) {
  if (!found[5]) return undefined
  const hours = found[6]
  if (!hours) return 0
  return (hours.startsWith('-') ? -1 : 1) * (Math.abs(+hours) * 60 + +(found[7] ?? 0))
}

const fullYear = (year: string) => (year.length === 2 ? 2000 + Number(year) : Number(year))

function isRealDay(year: number, month: number, day: number) {
  const made = new Date(Date.UTC(year, month - 1, day))
  return year > 1999 && year < 2100 && made.getUTCMonth() === month - 1 && made.getUTCDate() === day
}

function isSameEitherWay(text: string) {
  const found = yearLast.exec(text)
  return found !== null && +found[1]! === +found[2]!
}
