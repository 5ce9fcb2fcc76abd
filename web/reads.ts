import type { ProblemDetails } from '#contract/http'
import type { Visit } from '#contract/pages'
import { freshKey } from './fresh-key.ts'
import { readsOf } from './match.ts'

/** Makes a page's reads from the browser. Null when the network fails; then the old page stays. */
export async function readAll(path: string, before: Visit): Promise<Visit | null> {
  const reads = Object.entries(readsOf(path) ?? { me: '/api/me' })
  try {
    const answers = await Promise.all(reads.map(([name, url]) => read(name, url)))
    const problem = answers.find((answer) => answer.problem)?.problem ?? null
    if (problem?.status === 401) location.assign(`/sign-in?next=${encodeURIComponent(path)}`)
    const data = Object.fromEntries(answers.map(({ name, value }) => [name, value]))
    return { path, data, problem, form: null, now: Date.now(), key: freshKey(), locale: before.locale }
  } catch {
    return null
  }
}

async function read(name: string, url: string) {
  const response = await fetch(url, { headers: { accept: 'application/json' } })
  if (response.ok) return { name, value: (await response.json()) as unknown, problem: null }
  if (name === 'me' && response.status === 401) return { name, value: null, problem: null }
  return { name, value: null, problem: (await response.json()) as ProblemDetails }
}
