import type { Action, Decision } from '#contract/actions'
import type { Case } from '#contract/cases'
import { type Key, t, tIfKnown } from '../words/say.ts'

/** What stands on the card: the words of the thing, or that it is gone. */
export const titleOf = ({ subject, person }: Case) => subject?.title || person?.name || t('stewards.gone')

/** Why it is here, in plain words. A report names its reason, a rule says what it saw. */
export function whyOf({ kind, why }: Pick<Case, 'kind' | 'why'>): string {
  const [, what, which] = /^(report|account): ([a-z-]+)$/.exec(why) ?? []
  const reason = what && tIfKnown(`stewards.${what === 'report' ? 'reason' : what}.${which}`)
  return reason || (kind === 'report' ? t('stewards.kind.report') : why)
}

const minuteMs = 60_000
/** How long something has waited, roughly. */
export function waited(since: string, now: number): string {
  const minutes = Math.max(0, Math.round((now - Date.parse(since)) / minuteMs))
  if (minutes < 60) return t('stewards.minutes', { count: minutes })
  const hours = Math.round(minutes / 60)
  return hours < 48
    ? t('stewards.hours', { count: hours })
    : t('stewards.days', { count: Math.round(hours / 24) })
}

/** A type of the ledger in words; one this page does not know is shown as it is. */
export function lineOf(type: string): string {
  const key = `stewards.line.${type.replace('.', '-')}`
  const said = t(key as Key)
  return said === key ? type : said
}

export function reasonOf(reason: string): string {
  const key = `stewards.rule.${reason}`
  const said = t(key as Key)
  return said === key ? reason : said
}

export const deedOf = ({ deed, state }: Pick<Action | Decision, 'deed' | 'state'>) =>
  state === 'proposed' ? t('stewards.proposed') : t(`stewards.did.${deed}`)
