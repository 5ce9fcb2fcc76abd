import { houseDays } from '#contract/keeping'

const dayMs = 86_400_000
/** So often in so short a time, by the same neighbour at the same home, somebody gives a friendly call (S9). */
export const manyVisits = 6
export const withinMs = 28 * dayMs
/** A friendship is not asked after every month. */
export const askAgainMs = houseDays.calls * dayMs

type Lead = { personId: string; acceptedAt: number | null }
type Pair = { helperId: string; homeId: string }

/** Whoever looks after worries, and where that is one of the two, or nobody, the stewards. */
export function callers(leads: readonly Lead[], stewards: readonly { personId: string }[], pair: Pair) {
  const isOther = ({ personId }: { personId: string }) => ![pair.helperId, pair.homeId].includes(personId)
  const ready = leads.filter((one) => one.acceptedAt !== null && isOther(one))
  return (ready.length > 0 ? ready : stewards.filter(isOther)).map(({ personId }) => personId)
}
