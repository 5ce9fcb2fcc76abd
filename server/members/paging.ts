import type { Member, Members } from '#contract/members'

/** `found` has one more than was asked for when there is a next page. */
export function page(found: Member[], { limit }: { limit: number }): Members {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  const next = found.length > limit && last ? `${Date.parse(last.since)}.${last.person.id}` : null
  return { items, next }
}
