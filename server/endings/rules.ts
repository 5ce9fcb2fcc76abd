import type { PostMove, PostState } from '#contract/lifecycle'
import { CannotMove, type Ending } from '#contract/posts'
import { ReceiptWanted } from '#contract/receipts'

const moves: Record<Ending['as'], PostMove> = {
  met: 'close',
  'same-again': 'close',
  'open-again': 'reopen',
  'passed-on': 'passOn',
  signposted: 'signpost',
}

/** The move that an answer to the closing question makes. */
export function moveOf({ as }: Ending): PostMove {
  return moves[as]
}

/** Whom to ask first next time: whoever did it last. @throws CannotMove when nobody did */
export function askAgain(
  { as }: Ending,
  helpers: readonly { personId: string; state: string }[],
): string | null {
  if (as !== 'same-again') return null
  const done = helpers.filter(({ state }) => state === 'done' || state === 'accepted').at(-1)
  return (
    done?.personId ??
    CannotMove.raise({ detail: 'Nobody has done this yet, so there is nobody to ask again' })
  )
}

type Money = { payBackPounds: number | null }

/** What becomes of the claims still going when their post ends: nothing is done before its receipt is there. */
export function fateOf(claim: { state: string }, ends: PostState, { payBackPounds }: Money) {
  const isDone = ends === 'met' && claim.state === 'accepted' && payBackPounds === null
  return isDone ? 'complete' : 'release'
}

/** @throws ReceiptWanted while somebody is on it who may have paid for something */
export function settled({ payBackPounds }: Money, claims: readonly { state: string }[], move: PostMove) {
  if (move !== 'close' || payBackPounds === null) return
  if (claims.some(({ state }) => state === 'accepted'))
    throw ReceiptWanted.at('as', 'Choose “It is done” above first, or let them go')
}

type Dated = { state: PostState; unmetAt: number | null; closeAt: number | null }

/** Its day has passed, or its closing question has stood long enough, and nobody has changed that meanwhile. */
export function isDue({ state, unmetAt, closeAt }: Dated, now: number): boolean {
  if (state === 'done') return closeAt !== null && closeAt <= now
  return (state === 'open' || state === 'paused') && unmetAt !== null && unmetAt <= now
}
