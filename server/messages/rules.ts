import type { ClaimState } from '#contract/lifecycle'
import { WordsClosed } from '#contract/messages'

const dayMs = 24 * 3_600_000
/** Words stay open this long after it is done, as contact does. */
export const openAfterDoneMs = dayMs
/** The same words to many people are counted over this long. */
export const alikeMs = dayMs
/** Words are kept this long (TRUST, retention). */
export const keepMs = 90 * dayMs

type Claim = { personId: string; state: ClaimState; endedAt: number | null }
type Post = { authorId: string }

/** From the moment somebody holds it until a day after it is done. */
export function areWordsOpen({ state, endedAt }: Omit<Claim, 'personId'>, now: number): boolean {
  if (state === 'held' || state === 'accepted') return true
  return state === 'done' && endedAt !== null && now < endedAt + openAfterDoneMs
}

/** @throws WordsClosed */
export function stillOpen(claim: Omit<Claim, 'personId'>, now: number) {
  if (!areWordsOpen(claim, now)) throw WordsClosed.with()
}

/** The other of the two; undefined for everybody else. */
export function otherParty(claim: Pick<Claim, 'personId'>, post: Post, personId: string): string | undefined {
  if (claim.personId === personId) return post.authorId
  return post.authorId === personId ? claim.personId : undefined
}

type Stored = { id: string; claimId: string; byId: string; text: string; state: 'sent' | 'held' } & {
  why: string | null
  at: number
  seenAt: number | null
}

/** A message as `readerId` may read it: what was held is its writer's alone. */
export function shownTo(message: Stored, readerId: string) {
  const { id, claimId, text, state, why, at, seenAt } = message
  const by = message.byId === readerId ? ('you' as const) : ('other' as const)
  const held = state === 'held' ? ((why ?? 'money') as 'card' | 'money' | 'many') : null
  return {
    ...{ id, claimId, by, held },
    text: held && by === 'other' ? null : text,
    care: state === 'sent' && why === 'elsewhere',
    at: new Date(at).toISOString(),
    seen: by === 'you' || seenAt !== null,
  }
}
