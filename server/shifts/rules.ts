import { houseDays } from '#contract/keeping'

const minuteMs = 60_000
/** A longer break than this, and a shift is over. */
const breakMs = 30 * minuteMs
export const longestMs = 120 * minuteMs
export const notesMs = houseDays.shiftNotes * 24 * 60 * minuteMs
export const afterCrisisMs = 24 * 60 * minuteMs

/** When this shift began, of the times at which somebody decided something, the newest first; all in epoch ms. */
export function shiftSince(times: readonly number[], now: number): number | null {
  let since: number | null = null
  for (const at of times) {
    if ((since ?? now) - at > breakMs) break
    since = at
  }
  return since
}

export const isBreakDue = (since: number | null, now: number) => since !== null && now - since >= longestMs
