import * as z from 'zod/mini'
import { problemType } from '#contract/http'
import { MembersQuery } from '#contract/members'

/** How well a street knows a neighbour. Never shown to others: they read who vouches, and judge for themselves. */
export const Level = z.enum(['new', 'known', 'trusted', 'steward'])
export type Level = z.infer<typeof Level>

/** `pausedUntil` in epoch ms; null while nothing is paused. */
export type Trust = { level: Level; vouches: number; pausedUntil: number | null }

type Known = { role: string | null; vouchesWanted: number | null; trustedAt: number | null }

/** Of somebody who belongs: whether enough neighbours have said that they know them, or the street asks for none. */
export const isTrusted = ({ role, vouchesWanted, trustedAt }: Known): boolean =>
  role === 'steward' || vouchesWanted === 0 || trustedAt !== null

/** Who says that they know a neighbour: how many, and the first few by name. */
export const Vouches = z.object({
  person: z.object({ id: z.string(), name: z.string() }),
  count: z.int(),
  by: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Whether the one asking is among them, and whether they may be. */
  byYou: z.boolean(),
  mayYou: z.boolean(),
})
export type Vouches = z.infer<typeof Vouches>

export const VouchesPage = z.object({ items: z.array(Vouches), next: z.nullable(z.string()) })
export type VouchesPage = z.infer<typeof VouchesPage>
export const VouchesQuery = z.pick(MembersQuery, { cursor: true, limit: true })

export const Paused = problemType(
  'paused',
  403,
  'The stewards have asked you to wait a little. You can still read your own things',
)
export const ThreeADay = problemType(
  'three-a-day',
  403,
  'Three posts a day are enough to begin with. Please wait until tomorrow',
)
export const TooManyLinks = problemType(
  'too-many-links',
  403,
  'Two links are enough to begin with. Please take some out',
)
export const HandsFull = problemType(
  'hands-full',
  403,
  'You have enough in hand for now. Finish one or hand one back, then take this on',
)
export const OwnWord = problemType('own-word', 403, 'Somebody else has to say that they know you')
export const TrustedFirst = problemType(
  'trusted-first',
  403,
  'First some neighbours here have to know you. Then you can do that',
)
