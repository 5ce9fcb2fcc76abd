import type { Visit } from '#contract/pages'
import { t } from './words/say.ts'

export interface NavLink {
  href: string
  label: string
  count?: number
}

/** The links at the head of a page, for who is asking and where they are. */
export function navOf({ data }: Visit): NavLink[] {
  const own = data.me
    ? [
        { href: '/mine', label: t('page.mine') },
        { href: '/me', label: t('page.me') },
      ]
    : [{ href: '/sign-in', label: t('page.sign-in') }]
  return [{ href: '/', label: t('page.home') }, ...own]
}
