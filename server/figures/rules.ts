import type { Figures } from '#contract/boards'

type Posts = { state: string; kind: string; posts: number; since: number | null }
type Week = Figures['week']

const sum = (rows: { posts: number }[]) => rows.reduce((all, { posts }) => all + posts, 0)

/** @param rows posts that are open, claimed or unmet, counted by state and kind */
export function figures(rows: Posts[], week: Week): Figures {
  const waiting = rows.filter(({ state, kind }) => state === 'open' && kind === 'request')
  const onBoard = rows.filter(({ state }) => state !== 'unmet')
  const since = waiting[0]?.since ?? null
  return {
    doneThisWeek: week.reduce((all, { done }) => all + done, 0),
    waiting: sum(waiting),
    longestSince: since === null ? null : new Date(since).toISOString(),
    needs: sum(onBoard.filter(({ kind }) => kind === 'request')),
    offers: sum(onBoard.filter(({ kind }) => kind === 'offer')),
    unmet: sum(rows.filter(({ state }) => state === 'unmet')),
    week,
  }
}

/** The seven days that end with `today` (`2026-11-22`), oldest first. */
export function lastSevenDays(today: string): string[] {
  const last = Date.parse(`${today}T00:00:00Z`)
  return Array.from({ length: 7 }, (_, n) => new Date(last - (6 - n) * 86_400_000).toISOString().slice(0, 10))
}

/** What was done on each day, by the day each count fell on. */
export function weekOf(days: string[], counted: { day: string; done: number }[]): Week {
  return days.map((day) => ({
    day,
    done: counted.filter((one) => one.day === day).reduce((all, { done }) => all + done, 0),
  }))
}
