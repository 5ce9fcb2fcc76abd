import type { Reveals, Shown } from '#contract/reveals'

const minuteMs = 60_000
/** Looks through one session that are this close are written down as one, and counted. */
const slotMs = 10 * minuteMs
/** Who looked is kept for two years (TRUST, retention: audit). */
export const keepLooksMs = 730 * 24 * 60 * minuteMs

/** As many as a whole number has on PostgreSQL. By second they begin anew every 68 years, and no look is kept so long. */
const slots = 2 ** 31

/** Of a steward each look stands alone, with its own reason. */
export const slotOf = ({ at, reason }: { at: number; reason: string | null }) =>
  reason === null ? Math.floor(at / slotMs) : Math.floor(at / 1000) % slots

type Look = {
  toId: string
  aboutId: string
  at: number
  times: number
  what: string[]
  reason: string | null
}
type Opened = {
  claimId: string
  toId: string
  name: string | null
  postId: string
  postTitle: string
  at: number
}
const iso = (ms: number) => new Date(ms).toISOString()

/** What was opened by claims, each with its looks, and the looks of stewards; the newest first. */
export function told(opened: readonly Opened[], looks: readonly { look: Look; name: string | null }[]) {
  const seen = ({ at, times, what }: Look) => ({ at: iso(at), times, what: what as Shown[] })
  const byClaims = opened.map(({ claimId, toId, name, at, ...post }) => ({
    ...post,
    ...{ to: { id: toId, name: name ?? '' }, as: 'party' as const, reason: null, at: iso(at) },
    looks: looks
      .filter(({ look }) => look.aboutId === claimId && look.toId === toId)
      .map(({ look }) => seen(look)),
  }))
  const byStewards = looks
    .filter(({ look }) => look.reason !== null)
    .map(({ look, name }) => ({
      ...{ to: { id: look.toId, name: name ?? '' }, as: 'steward' as const, postId: null, postTitle: null },
      ...{ reason: look.reason, at: iso(look.at), looks: [seen(look)] },
    }))
  const items = [...byClaims, ...byStewards].sort((a, b) => (a.at < b.at ? 1 : -1))
  return { items } satisfies Reveals
}

/** How long a steward may read again what they were shown. */
export const rereadMs = 10 * 60_000
