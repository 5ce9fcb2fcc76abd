import { endOfDay } from '../http/days.ts'
import { checkNeededBy } from './rules.ts'

type Due = { neededBy: string | null; unmetAt: number | null }
type Opening = { opens: boolean; zone: string; now: number }

/** The day a post is needed by: as its edit says, and looked at again when the post is opened. */
export function dueAfter(post: Due, day: string | null | undefined, { opens, zone, now }: Opening): Due {
  const kept = { neededBy: post.neededBy, unmetAt: post.unmetAt }
  if (day === undefined) return opens ? stillToCome(post.neededBy, zone, now) : kept
  const unmetAt = day ? endOfDay(day, zone) : null
  checkNeededBy(unmetAt, now)
  return { neededBy: day, unmetAt }
}

/** A day that has gone is not kept when a post is opened again. `unmetAt` in epoch ms. */
export function stillToCome(day: string | null, zone: string, now: number): Due {
  const unmetAt = day ? endOfDay(day, zone) : null
  return unmetAt !== null && unmetAt > now ? { neededBy: day, unmetAt } : { neededBy: null, unmetAt: null }
}
