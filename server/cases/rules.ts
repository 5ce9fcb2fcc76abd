import { type Case, type CaseKind, type Lane, lanes } from '#contract/cases'
import { houseDays } from '#contract/keeping'
import { BadCursor } from '#contract/posts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** How long what a case is about stays closed up after whoever it is about left for good. */
export const sealedMs = houseDays.sealedCases * 24 * hourMs
/** How long a steward holds a case without doing anything. */
export const leaseMs = 5 * minuteMs
/** A case that has waited so long is said aloud to all stewards, and again each time as long. */
export const alarmMs = 4 * hourMs
/** The same for somebody in crisis. */
export const crisisAlarmMs = 30 * minuteMs
/** And for what cannot wait. */
export const urgentAlarmMs = hourMs
/** A post nobody has looked at goes onto the board after so long. */
export const releaseMs = 24 * hourMs
/** What is needed sooner than this does not wait behind the rest. */
const soonMs = 24 * hourMs

const severity: CaseKind[] = ['crisis', 'scam', 'account', 'report', 'spam', 'health', 'new']
/** Reports that cannot wait. */
const pressing = ['danger', 'scam', 'threat']

type Worrying = { kind: CaseKind; reason?: string | undefined; now: number }
export type Placed = { lane: number; sortAt: number }

/** Where a case stands in the queue; `unmetAt` is when its post is too late, in epoch ms. */
export function placeOf({ kind, reason, now }: Worrying, unmetAt: number | null = null): Placed {
  if (kind === 'crisis') return { lane: 0, sortAt: now }
  if (kind === 'scam' || kind === 'account' || (reason && pressing.includes(reason)))
    return { lane: 1, sortAt: now }
  if (unmetAt !== null && unmetAt - now < soonMs) return { lane: 1, sortAt: unmetAt }
  return { lane: 3, sortAt: now }
}

/** The graver of two, and of two places the one that comes first. */
export const graver = (a: CaseKind, b: CaseKind) => (severity.indexOf(a) <= severity.indexOf(b) ? a : b)
export const sooner = (a: Placed, b: Placed) =>
  b.lane < a.lane || (b.lane === a.lane && b.sortAt < a.sortAt) ? b : a

export const laneOf = (lane: number): Lane => lanes[lane] ?? 'rest'

/** Only what was held back because its author is new, or for its tone, and is still held back. */
export function releasedAt(
  one: { kind: CaseKind; openedAt: number; aboutKind: string },
  state: string | null,
) {
  const isHeldLightly = one.kind !== 'crisis' && one.kind !== 'scam'
  if (one.aboutKind !== 'post' || state !== 'checking' || !isHeldLightly) return null
  return one.openedAt + releaseMs
}

/** When all stewards are told again. */
export const alarmDue = (lane: number, since: number) =>
  since + (lane === 0 ? crisisAlarmMs : lane === 1 ? urgentAlarmMs : alarmMs)

export type At = { lane: number; sortAt: number; likeness: string; id: string }

export const cursorOf = ({ lane, sortAt, likeness, id }: At) => `${lane}_${sortAt}_${likeness}_${id}`

/** @throws BadCursor */
export function readCursor(cursor: string | undefined): At | undefined {
  if (cursor === undefined) return undefined
  const [, lane, sortAt, likeness, id] =
    /^([0-3])_(\d{1,15})_([\da-f]{0,64})_([\w-]{1,64})$/.exec(cursor) ?? []
  if (!lane || !sortAt || !id) throw BadCursor.with()
  return { lane: Number(lane), sortAt: Number(sortAt), likeness: likeness ?? '', id }
}

type Leased = { leaseById: string | null; leaseEndsAt: number | null }

/** Whose hands it is in now. */
export const holderOf = ({ leaseById, leaseEndsAt }: Leased, now: number) =>
  leaseById !== null && leaseEndsAt !== null && leaseEndsAt > now ? leaseById : null

export const iso = (ms: number): string => new Date(ms).toISOString()
export const isOver = ({ state }: Pick<Case, 'state'>) => state === 'closed'
