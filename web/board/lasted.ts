import { t } from '../words/say.ts'

const hourMs = 3_600_000

/** How long, roughly and without a verb: "3 days". Both in epoch milliseconds. */
export function lasted(since: number, now: number): string {
  const hours = Math.floor(Math.max(0, now - since) / hourMs)
  if (hours < 1) return t('lasted.little')
  return hours < 48
    ? t('lasted.hours', { count: hours })
    : t('lasted.days', { count: Math.floor(hours / 24) })
}
