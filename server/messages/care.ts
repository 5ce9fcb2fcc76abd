/** Which words are not passed on at once. A list of words is a prompt, never a verdict: a steward looks at what is held. */
import type { HeldWhy } from '#contract/messages'
import type { Level } from '#contract/standing'
import { notices } from '#contract/wording'
import { scamIn, scamRules } from '../wording/scams.ts'

export type Care =
  | { state: 'held'; why: HeldWhy; kind: 'scam' | 'spam'; said: string }
  | { state: 'sent'; why: 'elsewhere' | null }

/** As many others as may get the same words in a day. */
export const mostAlike = 3
/** "On my way" is said to many, and says nothing: only longer words count as the same to many. */
const shortest = 40
export const isWorthCounting = (folded: string) => folded.length >= shortest

/** Whoever asks, nobody ever needs these: not from a friend either. */
const never = ['card-asked', 'gift-card']
/** What swindlers write to begin with; neighbours who know each other may well speak of money. */
const fromStrangers = ['pay-first', 'bank-details', 'links', 'too-good', 'in-disguise']

/** @param alike how many others got the same words within a day */
export function careFor(text: string, { level, alike }: { level: Level; alike: number }): Care {
  const scams = scamIn(text)
  const isStranger = level === 'new' || level === 'known'
  const card = notices(text).some(({ kind }) => kind === 'card')
  const held = scams.filter(
    ({ rule }) => never.includes(rule) || (isStranger && fromStrangers.includes(rule)),
  )
  const said = held.map(({ why }) => why).join('. ')
  const is = (one: string) => held.some(({ rule }) => rule === one)
  // Codes are asked of a bank card and of a gift card; what is bought in a shop is money.
  if (card || (is('card-asked') && !is('gift-card')))
    return { state: 'held', why: 'card', kind: 'scam', said: said || scamRules['card-asked'] }
  if (held.length > 0) return { state: 'held', why: 'money', kind: 'scam', said }
  if (alike >= mostAlike) return { state: 'held', why: 'many', kind: 'spam', said: 'The same words to many' }
  const isLure = level === 'new' && scams.some(({ rule }) => rule === 'off-board')
  return { state: 'sent', why: isLure ? 'elsewhere' : null }
}
