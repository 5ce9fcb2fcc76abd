import type { Route } from '../routes.ts'
import { t } from '../words/say.ts'

/** Telling the stewards, what they look at, and what everybody may read of it. */
export const stewardPages: Route[] = [
  {
    path: '/boards/:boardId/report',
    words: ['stewards'],
    title: () => t('stewards.report-title'),
    reads: ({ params: { boardId } }) => ({ board: `/api/boards/${boardId}` }),
    page: () => import('./ReportPage.svelte'),
  },
  {
    path: '/boards/:boardId/cases',
    words: ['stewards'],
    title: () => t('stewards.queue-title'),
    reads: ({ params: { boardId }, query: { after } }) => ({
      board: `/api/boards/${boardId}`,
      queue: `/api/boards/${boardId}/cases?limit=200${after ? `&cursor=${encodeURIComponent(after)}` : ''}`,
      'done?': `/api/boards/${boardId}/actions`,
      'appeals?': `/api/boards/${boardId}/appeals`,
      'shift?': `/api/boards/${boardId}/shift`,
    }),
    page: () => import('./QueuePage.svelte'),
  },
  {
    path: '/boards/:boardId/status',
    words: ['health'],
    title: () => t('health.title'),
    reads: ({ params: { boardId } }) => ({
      board: `/api/boards/${boardId}`,
      status: `/api/boards/${boardId}/status`,
    }),
    page: () => import('../health/StatusPage.svelte'),
  },
  {
    path: '/cases/:caseId',
    words: ['stewards'],
    title: () => t('stewards.case-title'),
    reads: ({ params: { caseId } }) => ({
      one: `/api/cases/${caseId}`,
      board: '/api/boards/{one.boardId}',
    }),
    page: () => import('./CasePage.svelte'),
  },
  {
    path: '/decisions',
    words: ['stewards'],
    title: () => t('stewards.mine-title'),
    reads: () => ({ decisions: '/api/me/decisions', reports: '/api/me/reports' }),
    page: () => import('./DecisionsPage.svelte'),
  },
  {
    path: '/boards/:boardId/ledger',
    words: ['stewards'],
    title: () => t('stewards.ledger-title'),
    reads: ({ params: { boardId }, query: { before } }) => ({
      board: `/api/boards/${boardId}`,
      ledger: `/api/boards/${boardId}/ledger${before ? `?before=${encodeURIComponent(before)}` : ''}`,
      'check?': `/api/boards/${boardId}/ledger/check`,
      'quarters?': `/api/boards/${boardId}/quarters`,
    }),
    page: () => import('./LedgerPage.svelte'),
  },
]
