import { NotFound } from '#contract/http'
import type { AskedBoard } from './queries.ts'

const boards = new WeakMap<object, AskedBoard>()

/** Kept for as long as the call lasts, so that no room has to look again. */
export const keepAsked = (request: object, board: AskedBoard) => boards.set(request, board)

/** Who reads, where the board does not know them well enough to show them all: '' for a visitor. */
export const newcomerOf = ({ trusted }: { trusted: boolean }, asker: { id: string } | null) =>
  trusted ? undefined : (asker?.id ?? '')

/** The board that a call is about, and what the one who asks is to it, as the guard has found it. */
export function askedOf(request: object): AskedBoard & { belongs: boolean; whole: boolean } {
  const board = boards.get(request) ?? NotFound.raise()
  const belongs = board.standing === 'neighbour' || board.standing === 'steward'
  return { ...board, belongs, whole: belongs || board.demo }
}
