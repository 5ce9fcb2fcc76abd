import type { Route } from '../routes.ts'
import { t } from '../words/say.ts'

const self = '/api/me'

export const standing: Route[] = [
  {
    path: '/boards/:boardId/neighbours',
    words: ['standing'],
    title: () => t('standing.title'),
    reads: ({ params: { boardId }, query: { after } }) => ({
      self,
      board: `/api/boards/${boardId}`,
      byName: `/api/boards/${boardId}/by-name`,
      neighbours: `/api/boards/${boardId}/vouches?limit=50${after ? `&cursor=${encodeURIComponent(after)}` : ''}`,
    }),
    page: () => import('./NeighboursPage.svelte'),
  },
  {
    path: '/boards/:boardId/neighbours/:personId',
    words: ['standing'],
    title: () => t('standing.one-title'),
    reads: ({ params: { boardId, personId } }) => ({
      self,
      board: `/api/boards/${boardId}`,
      known: `/api/boards/${boardId}/members/${personId}/vouches`,
      'recovery?': `/api/boards/${boardId}/members/${personId}/recovery`,
    }),
    page: () => import('./NeighbourPage.svelte'),
  },
  {
    path: '/boards/:boardId/neighbours/:personId/reach',
    words: ['standing'],
    title: () => t('standing.reach-title'),
    reads: ({ params: { boardId, personId } }) => ({
      board: `/api/boards/${boardId}`,
      known: `/api/boards/${boardId}/members/${personId}/vouches`,
      latest: `/api/boards/${boardId}/members/${personId}/looks`,
    }),
    page: () => import('./ReachPage.svelte'),
  },
  {
    path: '/me/blocks',
    words: ['standing', 'dates'],
    title: () => t('standing.blocks-title'),
    reads: () => ({ blocks: '/api/me/blocks' }),
    page: () => import('../blocks/BlocksPage.svelte'),
  },
]
