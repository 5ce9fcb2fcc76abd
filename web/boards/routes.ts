import type { Route } from '../routes.ts'
import { t } from '../words/say.ts'

/** `me` may be null on any page; under another name it has to be there, or the person is asked to sign in. */
const self = '/api/me'
const placeKeys = ['near', 'lat', 'lng']

export const boards: Route[] = [
  {
    path: '/start',
    words: ['boards'],
    title: () => t('boards.start-title'),
    reads: () => ({ self }),
    page: () => import('./StartPage.svelte'),
  },
  {
    path: '/find',
    words: ['boards'],
    title: () => t('boards.find-title'),
    reads: ({ query }) => {
      const asked = placeKeys.flatMap((key): [string, string][] => (query[key] ? [[key, query[key]]] : []))
      return { found: `/api/boards?${new URLSearchParams(asked)}` }
    },
    page: () => import('./FindPage.svelte'),
  },
  {
    path: '/boards/:boardId/join',
    words: ['boards'],
    title: () => t('boards.join-title'),
    reads: ({ params: { boardId } }) => ({ board: `/api/boards/${boardId}` }),
    page: () => import('./JoinPage.svelte'),
  },
  {
    path: '/invitations/:token',
    words: ['boards'],
    title: () => t('boards.invited-title'),
    reads: ({ params: { token } }) => ({ 'invited?': `/api/invitations/${token}` }),
    page: () => import('./InvitedPage.svelte'),
  },
  {
    path: '/boards/:boardId/settings',
    words: ['boards'],
    title: () => t('boards.settings-title'),
    reads: ({ params: { boardId }, query: { after } }) => {
      const board = `/api/boards/${boardId}`
      const cursor = after ? `&cursor=${encodeURIComponent(after)}` : ''
      return {
        self,
        board,
        stewards: `${board}/members?role=steward&limit=100`,
        neighbours: `${board}/members?role=neighbour&limit=50${cursor}`,
        'asking?': `${board}/members?state=asking&limit=100`,
        made: `${board}/invitations`,
      }
    },
    page: () => import('./SettingsPage.svelte'),
  },
  {
    path: '/boards/:boardId/invitations/:invitationId',
    words: ['boards'],
    title: () => t('boards.invitation-title'),
    reads: ({ params: { boardId, invitationId } }) => ({
      self,
      board: `/api/boards/${boardId}`,
      invitation: `/api/boards/${boardId}/invitations/${invitationId}`,
    }),
    page: () => import('./InvitationPage.svelte'),
  },
]
