import type { Route } from '../routes.ts'
import { t } from '../words/say.ts'

const nothing = () => ({})
/** `me` may be null on any page; under another name it has to be there, or the person is asked to sign in. */
const somebody = () => ({ self: '/api/me' })

export const people: Route[] = [
  {
    path: '/sign-in',
    words: ['people'],
    title: () => t('people.sign-in'),
    reads: nothing,
    page: () => import('./SignInPage.svelte'),
  },
  {
    path: '/sign-in/code',
    words: ['people'],
    title: () => t('people.code-title'),
    reads: () => ({ 'waiting?': '/api/sign-in-codes/waiting' }),
    page: () => import('./CodePage.svelte'),
  },
  {
    path: '/sign-in/link/:token',
    words: ['people'],
    title: () => t('people.link-title'),
    reads: nothing,
    page: () => import('./LinkPage.svelte'),
  },
  {
    path: '/sign-in/card',
    words: ['people'],
    title: () => t('people.card-title'),
    reads: nothing,
    page: () => import('./CardPage.svelte'),
  },
  {
    path: '/sign-in/card/:code',
    words: ['people'],
    title: () => t('people.card-title'),
    reads: nothing,
    page: () => import('./CardPage.svelte'),
  },
  {
    path: '/sign-in/welcome',
    words: ['people'],
    title: () => t('people.welcome-title'),
    reads: nothing,
    page: () => import('./WelcomePage.svelte'),
  },
  {
    path: '/me',
    words: ['people'],
    title: () => t('people.me'),
    reads: () => ({
      contact: '/api/me/contact',
      reveals: '/api/me/reveals',
      'lock?': '/api/me/second-lock',
      'recovery?': '/api/me/recovery',
    }),
    page: () => import('./MePage.svelte'),
  },
  {
    path: '/me/contact',
    words: ['people'],
    title: () => t('people.contact-heading'),
    reads: () => ({ contact: '/api/me/contact' }),
    page: () => import('./ContactPage.svelte'),
  },
  {
    path: '/me/contact/code',
    words: ['people'],
    title: () => t('people.code-title'),
    reads: () => ({ contact: '/api/me/contact', 'waiting?': '/api/sign-in-codes/waiting' }),
    page: () => import('./ContactCodePage.svelte'),
  },
  {
    path: '/me/codes',
    words: ['people'],
    title: () => t('people.codes'),
    reads: () => ({ ...somebody(), 'codes?': '/api/me/lock-codes' }),
    page: () => import('./LockCodesPage.svelte'),
  },
  {
    path: '/me/second-lock',
    words: ['people'],
    title: () => t('people.open-lock'),
    reads: () => ({ lock: '/api/me/second-lock' }),
    page: () => import('./OpenLockPage.svelte'),
  },
  {
    path: '/me/leave',
    words: ['people'],
    title: () => t('people.leave'),
    reads: somebody,
    page: () => import('./LeavePage.svelte'),
  },
  {
    path: '/card',
    words: ['people'],
    title: () => t('people.new-card'),
    reads: somebody,
    page: () => import('./NewCardPage.svelte'),
  },
  {
    path: '/card/:code',
    words: ['people'],
    title: () => t('people.printed'),
    reads: ({ params: { code } }) => ({ card: `/api/printed-cards/${code}` }),
    page: () => import('./PrintedCardPage.svelte'),
  },
]
