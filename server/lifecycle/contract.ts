export const postStates = [
  'draft',
  'checking',
  'open',
  'claimed',
  'paused',
  'hidden',
  'done',
  'met',
  'withdrawn',
  'signposted',
  'handed-over',
  'unmet',
] as const
export type PostState = (typeof postStates)[number]

export const claimStates = ['waiting', 'held', 'accepted', 'done', 'declined', 'released', 'lapsed'] as const
export type ClaimState = (typeof claimStates)[number]

/**
 * The life of a post and of a claim, whole. Each move says from which states it may be made and where it leads;
 * nothing else in the house changes a state. `docs/lifecycle.md` is drawn from these two tables.
 */
export const postMoves = {
  publish: { from: ['draft'], to: 'open' },
  check: { from: ['draft', 'open'], to: 'checking' },
  clear: { from: ['checking'], to: 'open' },
  hide: { from: ['checking', 'open', 'claimed', 'paused', 'done'], to: 'hidden' },
  show: { from: ['hidden'], to: 'open' },
  fill: { from: ['open'], to: 'claimed' },
  free: { from: ['claimed', 'done'], to: 'open' },
  pause: { from: ['open', 'claimed'], to: 'paused' },
  resume: { from: ['paused'], to: 'open' },
  finish: { from: ['open', 'claimed', 'paused'], to: 'done' },
  close: { from: ['open', 'claimed', 'paused', 'done'], to: 'met' },
  signpost: { from: ['open', 'claimed', 'paused', 'done'], to: 'signposted' },
  passOn: { from: ['open', 'claimed', 'paused', 'done'], to: 'handed-over' },
  withdraw: { from: ['draft', 'checking', 'open', 'claimed', 'paused', 'hidden', 'done'], to: 'withdrawn' },
  goUnmet: { from: ['open', 'paused'], to: 'unmet' },
  reopen: { from: ['done', 'met', 'withdrawn', 'signposted', 'handed-over', 'unmet'], to: 'open' },
} as const satisfies Record<string, { from: readonly PostState[]; to: PostState }>
export type PostMove = keyof typeof postMoves

export const claimMoves = {
  queue: { from: [], to: 'waiting' },
  hold: { from: ['waiting'], to: 'held' },
  accept: { from: ['held'], to: 'accepted' },
  decline: { from: ['held', 'waiting'], to: 'declined' },
  release: { from: ['waiting', 'held', 'accepted'], to: 'released' },
  lapse: { from: ['held', 'accepted'], to: 'lapsed' },
  complete: { from: ['held', 'accepted'], to: 'done' },
} as const satisfies Record<string, { from: readonly ClaimState[]; to: ClaimState }>
export type ClaimMove = keyof typeof claimMoves

export const onBoard: readonly PostState[] = ['open', 'claimed', 'done']
export const ended: readonly PostState[] = ['met', 'withdrawn', 'signposted', 'handed-over', 'unmet']
/** A claim that takes up parts of its post. */
export const activeClaim: readonly ClaimState[] = ['held', 'accepted']

export type Shelf = 'board' | 'aside' | 'ended'

/** Where a post of this state stands: on the board, aside, or among what has ended. */
export function shelfOf(state: PostState): Shelf {
  if (onBoard.includes(state)) return 'board'
  return ended.includes(state) ? 'ended' : 'aside'
}

export function mayMove(state: PostState, move: PostMove): boolean {
  return (postMoves[move].from as readonly PostState[]).includes(state)
}

export function mayMoveClaim(state: ClaimState, move: ClaimMove): boolean {
  return (claimMoves[move].from as readonly ClaimState[]).includes(state)
}

/** What stands where the title of a post was whose words are gone; the index `posts_worded` knows it too. */
export const wordsGone = 'Words no longer kept'
/** Nothing is left of it that a neighbour could read and answer. */
export const isWordless = ({ title }: { title: string }) => title === wordsGone
