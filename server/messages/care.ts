/** Which words are not passed on as they are. A word list is a prompt, never a verdict: a steward looks at what is held. */
import type { HeldWhy } from '#contract/messages'

export type Care = { held: HeldWhy; why: string } | { held: null; why: 'elsewhere' | null }

/** As many others as may get the same words in a day. */
export const mostAlike = 3
/** "On my way" is said to many, and says nothing: only longer words count as the same to many. */
const shortest = 40

export const isWorthCounting = (folded: string) => folded.length >= shortest
