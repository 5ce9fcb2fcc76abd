import type { OtherAccount } from '#contract/other-accounts'

/** Of the other account: sent away for a while, for good, or gone in the middle of a case. `vouch`: it is one that vouches. */
export type Why = 'paused' | 'removed' | 'case' | 'vouch'

/** For the steward; the page has words for each. */
export const whyOf = (why: Why) => `account: ${why}`

type Found = { boardId: string; why: Why; at: number }

export function newestByStreet(found: readonly Found[]): Map<string, Found> {
  const newest = new Map<string, Found>()
  for (const one of found) if (one.at >= (newest.get(one.boardId)?.at ?? 0)) newest.set(one.boardId, one)
  return newest
}

type Away = { personId: string; why: 'paused' | 'removed' }

export function shown(person: { id: string; name: string }, away: readonly Away[]): OtherAccount {
  const standings = away.filter(({ personId }) => personId === person.id).map(({ why }) => why)
  const standing = standings.includes('removed') ? 'removed' : (standings[0] ?? 'here')
  return { person, by: 'browser', standing }
}

export const shownMark = ({ by }: { by: OtherAccount['by'] }): OtherAccount => ({
  person: null,
  by,
  standing: 'gone',
})
