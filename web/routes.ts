// Every page: its address, what it reads from the API, what draws it. One entry a page; the first match wins.
import type { Component } from 'svelte'
import type { FormState } from '#contract/pages'
import { postReads } from './board/lists.ts'
import { boards } from './boards/routes.ts'
import { concernPages } from './concerns/pages.ts'
import { homePages } from './home/pages.ts'
import { papers } from './papers/routes.ts'
import { people } from './people/routes.ts'
import { bringLate } from './posts/late.ts'
import { askPages } from './posts/pages.ts'
import { safetyPages } from './safeguarding/pages.ts'
import { standing } from './standing/routes.ts'
import { stewardPages } from './stewards/routes.ts'
import { t } from './words/say.ts'

export interface At {
  params: Record<string, string>
  query: Record<string, string>
}

/** What every page component receives. `data` holds the reads by name, and `me`: null when nobody is signed in. */
export interface PageProps<Data = Record<string, unknown>> extends At {
  data: Data
  form: FormState | null
  /** Epoch milliseconds, the same on the server and in the browser. */
  now: number
}

export interface Route {
  path: string
  /** Nothing personal: titles stay in histories and show in shared windows. Names the reads it uses in its type. */
  title: (data: never) => string
  /** API paths by the name each reply gets in `data`, from params ready to stand in them; see `makeReads` for `history?` and `{post.boardId}`. */
  reads: (at: At) => Record<string, string>
  /** The rooms whose words it says, besides those that stand on every page; all of them when left out. */
  words?: readonly string[]
  /**
   * Each page names the contract types of its own reads, so the list takes a component of any props. With what was read,
   * where one address is drawn differently for different people; without, while that is still under way.
   */
  page: (data?: Record<string, unknown>) => Promise<{ default: Component<never> }>
}

const nothing = () => ({})
const isOwn = (data?: Record<string, unknown>) => (data?.post as { you?: string } | null)?.you === 'author'

/** Where somebody comes from who has just written words of their own: only they may read what was noticed in them. */
const justWritten = ['post-up', 'saved', 'moved']

export const routes: Route[] = [
  ...homePages,
  ...askPages,
  ...boards,
  ...safetyPages,
  ...concernPages,
  {
    path: '/help-now',
    words: ['help-now', 'safety'],
    title: () => t('help-now.title'),
    reads: ({ query: { board } }): Record<string, string> =>
      board ? { 'board?': `/api/boards/${encodeURIComponent(board)}` } : {},
    page: () => import('./pages/HelpNowPage.svelte'),
  },
  ...papers,
  ...people,
  ...standing,
  ...stewardPages,
  {
    path: '/boards/:boardId',
    words: ['board', 'claims', 'live', 'post'],
    title: () => t('board.title'),
    reads: ({ params: { boardId = '' }, query }) => ({
      board: `/api/boards/${boardId}`,
      'figures?': `/api/boards/${boardId}/figures`,
      'rules?': `/api/boards/${boardId}/rules`,
      ...postReads({ boardId, query }),
    }),
    page: () => import('./board/BoardPage.svelte'),
  },
  {
    path: '/posts/:postId',
    words: ['claims', 'live', 'messages', 'post', 'wording'],
    title: () => t('post.title'),
    reads: ({ params: { postId }, query }) => ({
      post: `/api/posts/${postId}`,
      board: '/api/boards/{post.boardId}',
      'claims?': `/api/posts/${postId}/claims`,
      'talks?': `/api/posts/${postId}/messages`,
      'history?': `/api/posts/${postId}/history`,
      'receipts?': `/api/posts/${postId}/receipts`,
      ...(justWritten.includes(query.said ?? '') ? { 'wording?': `/api/posts/${postId}/wording` } : {}),
      ...(query.step === 'hand-over' ? { 'members?': '/api/boards/{post.boardId}/members?limit=100' } : {}),
    }),
    page: async (data) => {
      await bringLate(data)
      return isOwn(data) ? import('./posts/OwnPostPage.svelte') : import('./posts/PostPage.svelte')
    },
  },
  {
    path: '/mine',
    words: ['mine', 'post'],
    title: () => t('mine.title'),
    reads: () => ({
      mine: '/api/mine',
      'boards?': '/api/boards?mine=true',
      'notices?': '/api/notices?limit=20',
    }),
    page: () => import('./mine/MinePage.svelte'),
  },
  {
    path: '/boards/:boardId/sheet',
    words: ['sheets'],
    title: () => t('sheets.title'),
    reads: ({ params: { boardId } }) => ({
      me: '/api/me',
      board: `/api/boards/${boardId}`,
      imports: `/api/boards/${boardId}/imports`,
    }),
    page: () => import('./sheets/SheetPage.svelte'),
  },
  {
    path: '/boards/:boardId/sheet/:importId',
    words: ['sheets'],
    title: () => t('sheets.one-title'),
    reads: ({ params: { boardId, importId } }) => ({
      me: '/api/me',
      board: `/api/boards/${boardId}`,
      sheet: `/api/imports/${importId}`,
      kept: `/api/imports/${importId}/rows`,
    }),
    page: () => import('./sheets/ImportPage.svelte'),
  },
]

/** Shown instead of a page that cannot be read. */
export const notFound: Route = {
  path: '',
  title: () => t('not-found.heading'),
  words: ['problem'],
  reads: nothing,
  page: () => import('./pages/NotFoundPage.svelte'),
}

export const problem: Route = {
  path: '',
  title: () => t('problem.heading'),
  words: ['problem'],
  reads: nothing,
  page: () => import('./pages/ProblemPage.svelte'),
}
