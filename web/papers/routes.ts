import type { Route } from '../routes.ts'
import { t } from '../words/say.ts'

export const papers: Route[] = [
  {
    path: '/privacy',
    words: ['privacy'],
    title: () => t('privacy.title'),
    reads: () => ({ privacy: '/api/privacy' }),
    page: () => import('./PrivacyPage.svelte'),
  },
  {
    path: '/boards/:boardId/legal',
    words: ['papers'],
    title: () => t('papers.legal-title'),
    reads: ({ params: { boardId } }) => ({
      papers: `/api/boards/${boardId}/papers`,
      board: `/api/boards/${boardId}`,
    }),
    page: () => import('./LegalPage.svelte'),
  },
  {
    path: '/boards/:boardId/rules',
    words: ['papers'],
    title: () => t('papers.rules-title'),
    reads: ({ params: { boardId } }) => ({
      rules: `/api/boards/${boardId}/rules`,
      board: `/api/boards/${boardId}`,
    }),
    page: () => import('./RulesPage.svelte'),
  },
  {
    path: '/boards/:boardId/records',
    words: ['papers'],
    title: () => t('papers.records-title'),
    reads: ({ params: { boardId } }) => ({ records: `/api/boards/${boardId}/records` }),
    page: () => import('./RecordsPage.svelte'),
  },
]
