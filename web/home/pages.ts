// The first page, and the demo street's own.
import type { Route } from '../routes.ts'
import { t } from '../words/say.ts'

export const homePages: Route[] = [
  {
    path: '/',
    words: ['home'],
    title: () => t('home.title'),
    reads: () => ({ boards: '/api/boards?mine=true', 'mine?': '/api/mine', demo: '/api/demo' }),
    page: () => import('./HomePage.svelte'),
  },
  {
    path: '/demo',
    words: ['demo'],
    title: () => t('demo.title'),
    reads: () => ({ demo: '/api/demo' }),
    page: () => import('../demo/DemoPage.svelte'),
  },
]
