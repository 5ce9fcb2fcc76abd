import * as z from 'zod/mini'
import { addressesIn } from '#contract/addresses'
import { healthIn } from '#contract/ailments'
import { numbersIn } from '#contract/numbers'

export const NoticeKind = z.enum(['phone', 'email', 'postcode', 'address', 'card', 'bank', 'health'])
export type NoticeKind = z.infer<typeof NoticeKind>
/** Something in a text that everybody on the street would read. `start` and `end` count as JavaScript counts. */
export type Notice = { kind: NoticeKind; start: number; end: number; text: string }

/** What a neighbour may not have meant for everybody, in the order in which it stands. A hint, never a refusal. */
export function notices(text: string): Notice[] {
  const health = healthIn(text).map((words) => ({ kind: 'health' as const, ...words }))
  const found: Notice[] = [...numbersIn(text), ...addressesIn(text), ...health]
  let read = -1
  return found
    .sort((one, other) => one.start - other.start || other.end - one.end)
    .filter(({ start, end }) => {
      const isNew = start >= read
      if (isNew) read = end
      return isNew
    })
}

/** The sentence around a place in a text, with what ends it: what is taken out so that the rest still reads. */
export function sentenceAround(text: string, { start, end }: { start: number; end: number }) {
  const before = text.slice(0, start)
  const from = Math.max(
    ...['. ', '! ', '? ', '\n'].map((stop) => before.lastIndexOf(stop) + stop.length - 1),
    -1,
  )
  const after = /[.!?](?=\s|$)|\n/u.exec(text.slice(end))
  return { start: Math.max(0, from), end: after ? end + after.index + 1 : text.length }
}
