import type { MyEvent } from '#contract/live'

/** True when the page has taken it in. */
type Ear = (event: MyEvent) => boolean
const ears = new Set<Ear>()

/** A page listens to what concerns its reader. Call what it returns when the page is left. */
export function hearMine(ear: Ear) {
  ears.add(ear)
  return () => void ears.delete(ear)
}

export const hearFirst = (event: MyEvent) => [...ears].map((ear) => ear(event)).includes(true)
