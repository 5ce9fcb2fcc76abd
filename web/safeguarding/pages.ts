// The pages on which a street keeps safe.
import type { Route } from '../routes.ts'
import { t } from '../words/say.ts'

export const safetyPages: Route[] = [
  {
    path: '/boards/:boardId/safety',
    words: ['safety'],
    title: () => t('safety.title'),
    reads: ({ params: { boardId } }) => ({
      self: '/api/me',
      board: `/api/boards/${boardId}`,
      safety: `/api/boards/${boardId}/safety`,
      members: `/api/boards/${boardId}/members?limit=100`,
    }),
    page: () => import('./SafetyPage.svelte'),
  },
]
