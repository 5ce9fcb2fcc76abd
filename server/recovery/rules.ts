import { neighboursNeeded, recoveryDays, recoveryHours } from '#contract/recovery'

const hourMs = 3_600_000
export const recoveryMs = recoveryDays * 24 * hourMs

/** How long before it stops opening the account somebody is asked to sign in with it once. */
export const askBeforeDays = 30

/** From when on it is open, once enough neighbours have said so; in epoch ms. */
export const openFrom = (askedAt: number) => askedAt + recoveryHours * hourMs

export const isOpen = ({ askedAt, yes }: { askedAt: number; yes: number }, now: number) =>
  yes >= neighboursNeeded && now >= openFrom(askedAt)
