// Telling a worry, and looking after it.
import type { Route } from '../routes.ts'
import { t } from '../words/say.ts'

const self = '/api/me'

export const concernPages: Route[] = [
  {
    path: '/boards/:boardId/worried',
    words: ['safety', 'worries'],
    title: () => t('worries.title'),
    reads: ({ params: { boardId } }) => ({
      self,
      board: `/api/boards/${boardId}`,
      safety: `/api/boards/${boardId}/safety`,
    }),
    page: () => import('./WorriedPage.svelte'),
  },
  {
    path: '/boards/:boardId/worries',
    words: ['worries'],
    title: () => t('worries.list-title'),
    reads: ({ params: { boardId } }) => ({
      self,
      board: `/api/boards/${boardId}`,
      concerns: `/api/boards/${boardId}/concerns`,
    }),
    page: () => import('./WorriesPage.svelte'),
  },
  {
    path: '/worries/:concernId',
    words: ['worries'],
    title: () => t('worries.one-title'),
    reads: ({ params: { concernId } }) => ({
      self,
      concern: `/api/concerns/${concernId}`,
      board: '/api/boards/{concern.boardId}',
    }),
    page: () => import('./WorryPage.svelte'),
  },
]
