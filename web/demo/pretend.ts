import type { Board } from '#contract/boards'
import type { Me } from '#contract/people'

/**
 * Whether a page is the demo street's, and which of its neighbours one is just now: ids of pretend neighbours begin
 * with `demo-`. Null on any other page.
 */
export function pretendOn(data: Record<string, unknown>): { you: string } | null {
  const me = data.me as Partial<Me> | null | undefined
  const board = data.board as Board | null | undefined
  if (me?.id?.startsWith('demo-')) return { you: me.name ?? '' }
  return board?.demo ? { you: '' } : null
}
