import * as z from 'zod/mini'
import { ActionReason, Appeal, Deed } from '#contract/actions'
import { problemType, Text } from '#contract/http'

export const NewAppeal = z.strictObject({ words: Text(2000) })
export type NewAppeal = z.infer<typeof NewAppeal>

/** An appeal as a steward reads it who did not decide what it is about. */
export const WaitingAppeal = z.extend(Appeal, {
  actionId: z.string(),
  deed: Deed,
  reason: ActionReason,
  /** What the person was told at the time, and what it was about. */
  said: z.nullable(z.string()),
  title: z.nullable(z.string()),
})
export type WaitingAppeal = z.infer<typeof WaitingAppeal>
/** Oldest first. */
export const Appeals = z.object({ items: z.array(WaitingAppeal) })
export type Appeals = z.infer<typeof Appeals>

export const AppealAnswer = z.strictObject({ overturn: z.boolean(), words: Text(2000) })
export type AppealAnswer = z.infer<typeof AppealAnswer>

export const AlreadyAppealed = problemType(
  'already-appealed',
  409,
  'You have asked for a second look already. You will have an answer',
)
export const NothingToAppeal = problemType('nothing-to-appeal', 409, 'This does not hold any more')
export const AppealDecided = problemType('appeal-decided', 409, 'Another steward has answered this already')
