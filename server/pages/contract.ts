// How a page and a form cross the wire: the same encoding for the browser's script and for plain HTML forms.
import type { ProblemDetails } from '#contract/http'

/** A form that came back: what was typed, by field name, and why it did not go through. */
export interface FormState {
  name: string
  values: Record<string, string[]>
  problem: ProblemDetails
  /** All of it as it was sent, where its page can not be drawn round it: to be sent again from another. */
  again?: [string, string][]
}

/** Everything a page is drawn from. Travels to the browser as JSON beside the HTML. */
export interface Visit {
  /** Path and query as asked, `/boards/x?kind=offer`. */
  path: string
  data: Record<string, unknown>
  form: FormState | null
  /** Set when the page itself could not be read; the page shown is then NotFound or Problem. */
  problem: ProblemDetails | null
  /** Epoch milliseconds; server and browser count "3 days ago" from the same moment. */
  now: number
  /** Fresh for each rendering: the stem of every form's Idempotency-Key. */
  key: string
  locale: string
}

export interface Drawing {
  title: string
  lang: string
  dir: 'ltr' | 'rtl'
  head: string
  body: string
  /** Source files whose built chunks this page needs first, as vite's manifest names them. */
  sources: string[]
}

/** What the built `dist/ssr/render.js` exports as `renderer`. */
export interface Renderer {
  /** The API reads a path needs, by prop name; null when there is no such page. */
  readsOf(path: string): Record<string, string> | null
  chooseLocale(asked: { query?: string; cookie?: string; header?: string }): string
  draw(visit: Visit): Promise<Drawing>
}

/** One read's reply, or why there is none. */
export interface Reply {
  value: unknown
  problem: ProblemDetails | null
}

/**
 * Makes all reads of a page with `read`. A name ending in `?` is one the page can do without: null where its reader may
 * not see it or it is not there. A URL with `{post.boardId}` is read second, filled from the replies before it.
 */
export async function makeReads(reads: Record<string, string>, read: (url: string) => Promise<Reply>) {
  const entries = Object.entries(reads)
  const isSecond = ([, url]: [string, string]) => url.includes('{')
  const data: Record<string, unknown> = {}
  const round = async (some: [string, string][]) => {
    const urls = some.map(([, url]) => filled(url, data))
    const replies = await Promise.all(urls.map((url) => read(url)))
    return replies.map((reply, n) => keep(data, some[n]?.[0] ?? '', reply)).find((problem) => problem) ?? null
  }
  const problem = await round(entries.filter((one) => !isSecond(one)))
  return { data, problem: problem ?? (await round(entries.filter(isSecond))) }
}

function keep(data: Record<string, unknown>, name: string, { value, problem }: Reply) {
  const mayLack = name === 'me' ? [401] : name.endsWith('?') ? [401, 403, 404] : []
  data[name.replace('?', '')] = value
  return problem && !mayLack.includes(problem.status) ? problem : null
}

export interface FormCall {
  method: string
  path: string
  next: string
  said: string
  name: string
  key: string
  body: Record<string, unknown>
  values: Record<string, string[]>
}

const callPattern = /^(POST|PUT|PATCH|DELETE) (\/api\/[^\s\\]*)$/
const namePattern = /^[a-z][\w-]*(\.([a-z][\w-]*|\d{1,3}))*$/i
const keptLength = 64 * 1024

/**
 * Reads a form's entries into the API call they stand for. Returns null when they name no call under `/api/`.
 * A field's name carries its type: `parts:number`, `standing:boolean`, `languages:list` (repeated or comma
 * separated; empty is `[]`), `details:nullable`, `some:number-or-null` (empty is null). Dots nest. Empty text and
 * numbers are left out.
 * When a name comes twice the last one counts, so a submit button may overrule a hidden field.
 */
export function readForm(entries: Iterable<readonly [string, string]>): FormCall | null {
  const fields = new Map<string, string[]>()
  for (const [name, value] of entries) {
    fields.set(name, [...(fields.get(name) ?? []), value.replaceAll('\r\n', '\n')])
  }
  const own = (name: string) => fields.get(name)?.at(-1) ?? ''
  const [, method, path] = callPattern.exec(own('_call')) ?? []
  if (!method || !path || !isApiPath(path)) return null
  const call = { method, path, next: own('_next'), said: own('_said'), name: own('_form'), key: own('_key') }
  return { ...call, ...readFields(fields) }
}

function isApiPath(path: string) {
  return new URL(path, 'http://here').pathname.startsWith('/api/')
}

function readFields(fields: Map<string, string[]>) {
  const body: Record<string, unknown> = {}
  const values: Record<string, string[]> = {}
  for (const [fullName, given] of fields) {
    const [name = '', type = 'text'] = fullName.split(':')
    if (!namePattern.test(name)) continue
    const value = typed(type, given)
    if (value !== undefined) put(body, name.split('.'), value)
    if (given.every((text) => text.length <= keptLength)) values[name] = given
  }
  return { body: withLists(body) as Record<string, unknown>, values }
}

/** Kinds of field that can be emptied. */
const emptied = ['nullable', 'number-or-null']

function typed(type: string, given: string[]): unknown {
  const last = given.at(-1) ?? ''
  if (type === 'list') return given.flatMap((text) => text.split(',')).flatMap((text) => text.trim() || [])
  if (type === 'boolean') return last === 'true' || last === 'on'
  if (last.trim() === '') return emptied.includes(type) ? null : undefined
  if (type.startsWith('number')) return Number.isFinite(Number(last)) ? Number(last) : last
  return last
}

function put(body: Record<string, unknown>, [first = '', ...rest]: string[], value: unknown) {
  if (rest.length === 0) {
    body[first] = value
    return
  }
  if (!Object.hasOwn(body, first) || !isGroup(body[first])) body[first] = {}
  put(body[first] as Record<string, unknown>, rest, value)
}

/** What of a form a page can carry back. */
export const kept = (entries: [string, string][]) => entries.filter(([, value]) => value.length <= keptLength)

/** Groups whose names are all numbers (`times.0.from`) become lists. */
function withLists(value: unknown): unknown {
  if (!isGroup(value)) return value
  const entries = Object.entries(value).map(([name, inner]) => [name, withLists(inner)] as const)
  const isList = entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name))
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries)
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The field a problem points at: `#/onBehalf/name` → `onBehalf.name`; '' for the form as a whole. */
export function fieldOf(pointer: string) {
  const steps = pointer.replace(/^#?\/?/, '').split('/')
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')).join('.')
}

/**
 * Where to go after a call: `/posts/{id}` filled from the reply, with `?said=` for the notice to show there.
 * Anything that would leave this site becomes `fallback`.
 */
export function nextPath(call: { next: string; said: string }, reply: unknown, fallback: string) {
  const wanted = filled(call.next, reply)
  const next = new URL([wanted, fallback].find(isOwnPath) ?? '/', 'http://here')
  next.searchParams.delete('said')
  if (call.said) next.searchParams.set('said', call.said)
  return `${next.pathname}${next.search}${next.hash}`
}

const filled = (template: string, reply: unknown) =>
  template.replace(/\{([\w.]+)\}/g, (_, name: string) => encodeURIComponent(inside(reply, name)))

/** True for a path on this site; false for `//elsewhere`, `/\elsewhere`, `https:…` and the API's own paths. */
export function isOwnPath(path: string) {
  if (!path.startsWith('/') || !URL.canParse(path, 'http://here')) return false
  const { origin, pathname } = new URL(path, 'http://here')
  return origin === 'http://here' && !pathname.startsWith('//') && !/^\/api(\/|$)/.test(pathname)
}

function inside(reply: unknown, name: string): string {
  const found = name.split('.').reduce<unknown>((at, step) => (isGroup(at) ? at[step] : undefined), reply)
  return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
}
