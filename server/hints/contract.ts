/** What a neighbour may not have meant for everybody. Without schemas, so that a page which only asks carries none. */
import { addressesIn } from '#contract/addresses'
import { healthIn } from '#contract/ailments'
import { numbersIn } from '#contract/numbers'

export const noticeKinds = ['phone', 'email', 'postcode', 'address', 'card', 'bank', 'health'] as const
export type NoticeKind = (typeof noticeKinds)[number]
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

/** The parts of a post that everybody on the street reads. */
export const openFields = ['title', 'details', 'when'] as const
export type OpenField = (typeof openFields)[number]

/** A text without what was moved out of it, and what was moved: the sentence, or from a title the words alone. */
export function movedOut(text: string, { start, end }: { start: number; end: number }, field: OpenField) {
  const cut = field === 'details' ? sentenceAround(text, { start, end }) : { start, end }
  const left = `${text.slice(0, cut.start).trimEnd()} ${text.slice(cut.end).trimStart()}`.trim()
  return { left, moved: text.slice(cut.start, cut.end).trim() }
}

/** A private note with more in it. */
export const noted = (note: string, moved: string) => [note, moved].filter(Boolean).join('\n')
