import type { ProblemDetails } from '#contract/http'
import { makeReads, type Reply, type Visit } from '#contract/pages'
import { freshKey } from './fresh-key.ts'
import { readsOf } from './match.ts'

/** Makes a page's reads from the browser. Null when the network fails; then the old page stays. */
export async function readAll(path: string, before: Visit): Promise<Visit | null> {
  try {
    const { data, problem } = await makeReads(readsOf(path) ?? { me: '/api/me' }, read)
    return { path, data, problem, form: null, now: Date.now(), key: freshKey(), locale: before.locale }
  } catch {
    return null
  }
}

/** One read of the API. Throws when the network fails. */
export async function read(url: string): Promise<Reply> {
  const response = await fetch(url, { headers: { accept: 'application/json' } })
  if (response.ok) return { value: await response.json(), problem: null }
  return { value: null, problem: (await response.json()) as ProblemDetails }
}
