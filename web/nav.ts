import type { Conversations, News } from '#contract/messages'
import type { Visit } from '#contract/pages'
import { t } from './words/say.ts'

export interface NavLink {
  href: string
  label: string
  /** How many wait there, in figures and in words. */
  count?: number
  counted?: string
}

/** The links at the head of a page, for who is asking and where they are. */
export function navOf({ data }: Visit): NavLink[] {
  const own = data.me
    ? [
        { href: '/mine', label: t('page.mine'), ...waiting(data as Own) },
        { href: '/me', label: t('page.me') },
      ]
    : [{ href: '/sign-in', label: t('page.sign-in') }]
  return [{ href: '/', label: t('page.home') }, ...own]
}

type Own = { news?: News | null; talks?: Conversations | null }

/** What waits elsewhere: words that stand on this very page are read. */
function waiting(data: Own) {
  const here = new Set(data.talks?.items.map(({ claimId }) => claimId))
  const elsewhere = data.news?.claims.filter(({ claimId }) => !here.has(claimId)) ?? []
  const count = elsewhere.reduce((sum, { unread }) => sum + unread, 0)
  return count > 0 ? { count, counted: t('page.new-words', { count }) } : {}
}
