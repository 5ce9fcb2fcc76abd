import * as z from 'zod/mini'
import { Instant, problemType } from '#contract/http'

/** How near a neighbour comes: not at all, to the door, inside or alone with somebody, and further than neighbours go. */
export const Tier = z.int().check(z.minimum(0), z.maximum(3))
export type Tier = z.infer<typeof Tier>

/** Kinds of help for which nobody comes. */
export const fromAfar: readonly string[] = ['languages', 'words']

/** What was said, or what the kind of help commonly is. */
export function tierOf({ tier, category }: { tier?: number | null; category: string | null }): Tier {
  return tier ?? (fromAfar.includes(category ?? '') ? 0 : 1)
}

/** Kinds of help, by their ids on every street, that tell of somebody's health or of a child. */
export const sensitiveKinds: readonly string[] = ['chemist', 'children']

type Asked = { kind: string; tier?: number | null; category: string | null }

/** A request that needs trust: to come inside, or about somebody's health or a child. Not for whom nobody knows yet. */
export const isSensitive = ({ kind, tier, category }: Asked): boolean =>
  kind === 'request' && ((tier ?? 0) > 1 || sensitiveKinds.includes(category ?? ''))

export const LeadRole = z.enum(['lead', 'deputy'])
export type LeadRole = z.infer<typeof LeadRole>

/** A neighbour who looks after worries, or is asked to. */
export const Lead = z.object({
  person: z.object({ id: z.string(), name: z.string() }),
  role: LeadRole,
  /** They have said yes themselves. */
  accepted: z.boolean(),
})
export type Lead = z.infer<typeof Lead>

/** What a street still wants before somebody may be asked to a door. */
export const Missing = z.enum(['lead', 'deputy', 'council-adults', 'council-children'])
export type Missing = z.infer<typeof Missing>

export const Safety = z.object({
  leads: z.array(Lead),
  /** Whether neighbours may be asked to come to a door now. */
  ready: z.boolean(),
  missing: z.array(Missing),
  /** Until then a deputy may be missing. */
  deputyBy: z.nullable(Instant),
  /** The most that anybody may ask a neighbour to spend, paid back with the receipt. */
  moneyCapPounds: z.int(),
})
export type Safety = z.infer<typeof Safety>

export const SafetyEdit = z.strictObject({
  moneyCapPounds: z.int().check(z.minimum(0, 'Nothing, or more'), z.maximum(500, 'At most £500')),
})
export type SafetyEdit = z.infer<typeof SafetyEdit>

/** A steward asks somebody; whoever names themselves, or is asked already, has said yes. */
export const LeadEdit = z.strictObject({ role: z.optional(LeadRole) })
export type LeadEdit = z.infer<typeof LeadEdit>

/** Neighbours who have agreed to be asked by name: to come inside, or to be in a car with somebody. */
export const ByName = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Whether the one asking has. */
  you: z.boolean(),
})
export type ByName = z.infer<typeof ByName>

export const firstMoneyCapPounds = 30

export const NoLeadYet = problemType(
  'no-lead-yet',
  409,
  'Nobody here looks after worries yet, so nobody can be asked to a door. Your words are kept',
)
export const AskedByName = problemType(
  'asked-by-name',
  403,
  'For this they choose somebody they know, by name. There is more on the board that you can do',
)
export const NotForNeighbours = problemType(
  'not-for-neighbours',
  409,
  'This is more than neighbours can do safely. The council or a doctor can say who can. Your words are kept',
)
export const AskThemFirst = problemType('ask-them-first', 409, 'A steward has to ask them first')
