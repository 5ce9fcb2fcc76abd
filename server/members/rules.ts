import { type Standing, StewardsOnly } from '#contract/boards'
import { InvalidInput } from '#contract/http'
import type { Member, MemberEdit } from '#contract/members'

/** Nobody who still asks to join becomes a steward without a yes. */
export function editMember({ state, role }: Pick<Member, 'state' | 'role'>, edit: MemberEdit) {
  const next = { state: edit.state ?? state, role: edit.role ?? role }
  if (next.state === 'asking' && next.role === 'steward')
    throw InvalidInput.at('role', 'Say yes to them first, then they can be a steward')
  return { next, isLetIn: state === 'asking' && next.state === 'active' }
}

/** Who asks to join is for stewards to see. @throws StewardsOnly (403) */
export function forStewards(standing: Standing) {
  if (standing !== 'steward') throw StewardsOnly.with()
}
