// A tiny site that stands in for web/routes.ts, so that pages and forms are tested apart from any domain page.
import type { Route } from '../../../web/routes.ts'

export { notFound, problem } from '../../../web/routes.ts'

export const routes: Route[] = [
  {
    path: '/',
    title: () => 'Things',
    reads: ({ query }) => ({ things: `/api/things?q=${query.q ?? ''}` }),
    page: () => import('./ThingsPage.svelte'),
  },
  {
    path: '/things/:id',
    title: () => 'A thing',
    reads: ({ params }) => ({ thing: `/api/things/${params.id}` }),
    page: () => import('./ThingPage.svelte'),
  },
  {
    path: '/mine',
    title: () => 'Mine',
    reads: () => ({ things: '/api/mine' }),
    page: () => import('./ThingsPage.svelte'),
  },
  {
    path: '/help-now',
    title: () => 'Help now',
    reads: () => ({}),
    page: () => import('../../../web/pages/HelpNowPage.svelte'),
  },
  { path: '/pieces', title: () => 'Pieces', reads: () => ({}), page: () => import('./PiecesPage.svelte') },
]
