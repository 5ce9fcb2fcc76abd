// The pages for asking, offering and changing what was said.
import type { At, Route } from '../routes.ts'
import { t } from '../words/say.ts'

const ofBoard = (board: string) => ({ board, 'safety?': `${board}/safety`, 'byName?': `${board}/by-name` })

const onBoard = ({ params, query }: At): Record<string, string> => ({
  ...ofBoard(`/api/boards/${params.boardId}`),
  ...(query.repeat ? { 'old?': `/api/posts/${encodeURIComponent(query.repeat)}` } : {}),
})

const onPost = ({ params }: At): Record<string, string> => ({
  post: `/api/posts/${params.postId}`,
  board: '/api/boards/{post.boardId}',
})

export const askPages: Route[] = [
  {
    path: '/boards/:boardId/ask',
    words: ['ask', 'wording'],
    title: () => t('ask.request-title'),
    reads: onBoard,
    page: () => import('./AskPage.svelte'),
  },
  {
    path: '/boards/:boardId/offer',
    words: ['ask', 'wording'],
    title: () => t('ask.offer-title'),
    reads: onBoard,
    page: () => import('./OfferPage.svelte'),
  },
  {
    path: '/posts/:postId/check',
    words: ['ask', 'wording'],
    title: () => t('check.title'),
    reads: (at) => ({
      ...onPost(at),
      'wording?': `/api/posts/${at.params.postId}/wording`,
    }),
    page: () => import('./CheckPage.svelte'),
  },
  {
    path: '/posts/:postId/edit',
    words: ['ask', 'wording'],
    title: () => t('edit.title'),
    reads: (at) => ({ ...onPost(at), ...ofBoard('/api/boards/{post.boardId}') }),
    page: () => import('./EditPage.svelte'),
  },
]
