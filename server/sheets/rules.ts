import { mayMove, type PostState } from '#contract/lifecycle'
import { BadCursor } from '#contract/posts'
import { type Import, ImportOver, NothingToImport, NotPosts, OrderUnknown } from '#contract/sheets'

type Stage = Pick<Import, 'state'>
type Ready = Stage & Pick<Import, 'subject' | 'asksForOrder' | 'counts'>

/** Only a preview can still be changed. @throws ImportOver */
export function edit({ state }: Stage): void {
  if (state !== 'previewed') throw ImportOver.with()
}

/**
 * Begins, or goes on after an interruption; asked once more when all is done, it does nothing.
 *
 * @throws ImportOver, NotPosts, OrderUnknown, NothingToImport
 */
export function complete({ state, subject, asksForOrder, counts }: Ready): 'begin' | 'go-on' {
  if (state === 'running' || state === 'completed') return 'go-on'
  if (state !== 'previewed') throw ImportOver.with()
  if (subject !== 'posts') throw NotPosts.with()
  if (asksForOrder) throw OrderUnknown.at('order', 'Which comes first in this sheet, the day or the month?')
  return counts.posts === 0 ? NothingToImport.raise() : 'begin'
}

/** A preview is thrown away; posts are taken back, also those of an import that was interrupted. */
export function undo({ state }: Stage): 'discard' | 'take-back' | 'nothing' {
  if (state === 'undone') return 'nothing'
  return state === 'previewed' ? 'discard' : 'take-back'
}

type OnBoard = { state: PostState; claims: number }

/** Nobody has answered: it goes as if it had never been. Somebody has: they are told. What has ended stays counted. */
export function takeBack({ state, claims }: OnBoard): 'remove' | 'withdraw' | 'leave' {
  if (claims === 0) return 'remove'
  return mayMove(state, 'withdraw') ? 'withdraw' : 'leave'
}

/** The place in a list of rows where the next page begins. @throws BadCursor */
export function readPlace(cursor: string | undefined): number {
  if (cursor === undefined) return -1
  return /^\d{1,6}$/.test(cursor) ? Number(cursor) : BadCursor.raise()
}
