import type { Visit } from '#contract/pages'
import { type At, notFound, problem, type Route, routes } from './routes.ts'

export interface Match extends At {
  route: Route
}

/** The page at a path (with or without its query), or null. */
export function match(path: string, among: Route[] = routes): Match | null {
  const { pathname, searchParams } = new URL(path, 'http://here')
  const asked = pathname.split('/').filter(Boolean).map(decoded)
  for (const route of among) {
    const params = paramsOf(route.path, asked)
    if (params) return { route, params, query: Object.fromEntries(searchParams) }
  }
  return null
}

/** What to show for a visit: its page, or the page that says why not. */
export function shownFor(visit: Pick<Visit, 'path' | 'problem'> & { form?: Visit['form'] }): Match {
  const found = match(visit.path)
  const nowhere = { params: {}, query: {} }
  if (visit.problem && (visit.problem.status !== 404 || visit.form))
    return { ...nowhere, ...found, route: problem }
  return visit.problem || !found ? { ...nowhere, ...found, route: notFound } : found
}

/** A page's reads, with `me` and what waits to be read, which every page has. */
export function readsOf(path: string): Record<string, string> | null {
  const found = match(path)
  if (!found) return null
  // What is one step of our address is one step of the API's, whatever stands in it.
  const params = Object.entries(found.params).map(([name, value]) => [name, encodeURIComponent(value)])
  const at = { ...found, params: Object.fromEntries(params) }
  return { me: '/api/me', news: '/api/me/news', ...found.route.reads(at) }
}

function paramsOf(pattern: string, asked: (string | null)[]) {
  const wanted = pattern.split('/').filter(Boolean)
  if (wanted.length !== asked.length) return null
  const params: Record<string, string> = {}
  for (const [n, step] of wanted.entries()) {
    const given = asked[n]
    if (given == null || (step[0] !== ':' && step !== given)) return null
    if (step[0] === ':') params[step.slice(1)] = given
  }
  return params
}

function decoded(step: string) {
  try {
    return decodeURIComponent(step)
  } catch {
    return null
  }
}
