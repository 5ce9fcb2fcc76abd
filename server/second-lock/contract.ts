import * as z from 'zod/mini'
import { Instant, problemType, Typed } from '#contract/http'

/** How somebody stands with their second lock, in the session that asks. */
export const SecondLock = z.object({
  /** Whether they are a steward anywhere, and so need one. */
  needed: z.boolean(),
  passkeys: z.number(),
  codesLeft: z.number(),
  /** Until when this session counts as opened with both locks. */
  strongUntil: z.nullable(Instant),
  /** How long their newest street can still do without; null when that time is over, or nothing is needed. */
  graceUntil: z.nullable(Instant),
})
export type SecondLock = z.infer<typeof SecondLock>

/** Eight codes to print. Each opens the second lock once. They can be read for ten minutes, and never again. */
export const LockCodes = z.object({ items: z.array(z.object({ code: z.string() })), madeAt: Instant })
export type LockCodes = z.infer<typeof LockCodes>

export const LockCode = z.strictObject({ code: Typed(60) })

export const SecondLockNeeded = problemType(
  'second-factor-needed',
  403,
  'This needs your second lock: a passkey, or one of your printed codes',
)
export const BadLockCode = problemType(
  'bad-lock-code',
  422,
  'That is not one of your codes, or it was used before',
)
