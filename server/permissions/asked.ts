import type { FastifyRequest } from 'fastify'
import { NotFound } from '#contract/http'
import type { AskedBoard } from './queries.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Kept for as long as the call lasts, so that no room has to look again; a map beside the calls costs 1 µs for each. */
    asked: AskedBoard | null
  }
}

/** Who reads, where the board does not know them well enough to show them all: '' for a visitor. */
export const newcomerOf = ({ trusted }: { trusted: boolean }, asker: { id: string } | null) =>
  trusted ? undefined : (asker?.id ?? '')

/** The board that a call is about, and what the one who asks is to it, as the guard has found it. */
export function askedOf(
  request: Pick<FastifyRequest, 'asked'>,
): AskedBoard & { belongs: boolean; whole: boolean } {
  const board = request.asked ?? NotFound.raise()
  const belongs = board.standing === 'neighbour' || board.standing === 'steward'
  return { ...board, belongs, whole: belongs || board.demo }
}
