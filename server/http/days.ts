const dayMs = 86_400_000

/** The first moment after `day` (`2026-11-22`) where the street is, in epoch ms. */
export function endOfDay(day: string, timeZone: string): number {
  const nextMidnightUtc = Date.parse(`${day}T00:00:00Z`) + dayMs
  const guess = nextMidnightUtc - offsetMs(nextMidnightUtc, timeZone)
  return nextMidnightUtc - offsetMs(guess, timeZone)
}

/** The day it is where the street is: `2026-11-22`. */
export function dayOf(ms: number, timeZone: string): string {
  return new Date(ms + offsetMs(ms, timeZone)).toISOString().slice(0, 10)
}

/** How far the clocks of a time zone are ahead of UTC at a moment. */
export function offsetMs(ms: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(ms)
  const [year, month, day, hour, minute, second] = ['year', 'month', 'day', 'hour', 'minute', 'second'].map(
    (type) => Number(parts.find((part) => part.type === type)!.value),
  )
  return Date.UTC(year!, month! - 1, day!, hour!, minute!, second!) - Math.floor(ms / 1000) * 1000
}

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const numeric = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  } as const
  const made = new Intl.DateTimeFormat('en', { ...numeric, second: 'numeric', hourCycle: 'h23', timeZone })
  formats.set(timeZone, made)
  return made
}
