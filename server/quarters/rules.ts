import type { Quarter } from '#contract/quarters'

/** Fewer than this could point at somebody. */
export const fewest = 5
const hourMs = 3_600_000

export type Span = { from: number; to: number }
export type Counted = {
  reports: number
  hidden: number
  removals: number
  appeals: number
  overturned: number
  /** How long each answer took, in ms. */
  waits: number[]
}

/** The quarters of the year in UTC, the one of `now` first. */
export function quartersBefore(now: number, count: number): Span[] {
  const today = new Date(now)
  const first = today.getUTCFullYear() * 4 + Math.floor(today.getUTCMonth() / 3)
  const start = (n: number) => Date.UTC(Math.floor(n / 4), (n % 4) * 3, 1)
  return Array.from({ length: count }, (_, n) => ({ from: start(first - n), to: start(first - n + 1) }))
}

/** None is none; one to four is not told. */
export const told = (count: number) => (count > 0 && count < fewest ? null : count)

/** What was overturned is not told where the rest of the appeals would be too few: the one gives away the other. */
export function toQuarter({ from, to }: Span, counted: Counted): Quarter {
  const { reports, hidden, removals, appeals, overturned, waits } = counted
  const rest = told(appeals - overturned)
  const isTold = told(appeals) !== null && rest !== null
  return {
    from: dayOf(from),
    to: dayOf(to - 1),
    ...{ reports: told(reports), hidden: told(hidden), removals: told(removals), appeals: told(appeals) },
    overturned: isTold ? told(overturned) : null,
    medianHours: waits.length < fewest ? null : Math.round((medianOf(waits) / hourMs) * 10) / 10,
  }
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

function medianOf(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
