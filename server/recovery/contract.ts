import * as z from 'zod/mini'
import { Instant, problemType } from '#contract/http'

/** How many neighbours have to say that it is them. */
export const neighboursNeeded = 2
/** How long a way back in waits at least, so that whoever the account belongs to can say no. */
export const recoveryHours = 48
/** And how long it is open at most. */
export const recoveryDays = 30

/** Somebody asks to get back into this account with an address or number that was not used for a year. */
export const Recovery = z.object({
  askedAt: Instant,
  yes: z.int(),
  needed: z.int(),
  /** Whether the one asking has said that it is them, and whether they may. */
  byYou: z.boolean(),
  mayYou: z.boolean(),
})
export type Recovery = z.infer<typeof Recovery>

/** The same, as whoever the account belongs to reads it. */
export const MyRecovery = z.object({ askedAt: Instant, openFrom: Instant, yes: z.int(), needed: z.int() })
export type MyRecovery = z.infer<typeof MyRecovery>

export const OwnRecovery = problemType('own-recovery', 403, 'Two neighbours have to say that it is you')
