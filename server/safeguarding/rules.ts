import { councilIds, type Helpline } from '#contract/helplines'
import { firstMoneyCapPounds, type LeadRole, type Missing } from '#contract/safeguarding'

const dayMs = 24 * 3_600_000
/** How long a street may go without a deputy. */
export const deputyWithinMs = 14 * dayMs
/** Twice a year somebody looks the telephone numbers up again. */
export const lookUpAgainMs = 182 * dayMs

type Named = { role: LeadRole; acceptedAt: number | null }
type Street = { helplines: readonly Helpline[] | null }
type Settled = { moneyCapPounds: number | null; deputyBy: number | null } | undefined

/** All that a street still wants, soon or at once. */
export function missing(board: Street, leads: readonly Named[]): Missing[] {
  const has = (role: LeadRole) => leads.some((one) => one.role === role && one.acceptedAt !== null)
  const known = new Set((board.helplines ?? []).map(({ id }) => id))
  const roles = (['lead', 'deputy'] as const).filter((role) => !has(role))
  return [...roles, ...councilIds.filter((id) => !known.has(id))]
}

/** Whether neighbours may be asked to come to a door: a deputy has some time to be found. */
export function isReady(wanted: readonly Missing[], settled: Settled, now: number): boolean {
  return wanted.every((one) => one === 'deputy' && now < (settled?.deputyBy ?? 0))
}

export const moneyCap = (settled: Settled) => settled?.moneyCapPounds ?? firstMoneyCapPounds

/** Somebody who has been asked, and has not said yes, looks after nothing yet. */
export const isLead = (leads: readonly (Named & { personId: string })[], personId: string) =>
  leads.some((one) => one.personId === personId && one.acceptedAt !== null)
