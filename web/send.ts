import type { ProblemDetails } from '#contract/http'
import { type FormCall, readForm } from '#contract/pages'
import { forgetAll } from './forget.ts'
import { t } from './words/say.ts'

export interface Answer {
  reply: unknown
  problem: ProblemDetails | null
}

/** The calls by which somebody goes, from here or for good. */
const goings = ['/api/session', '/api/sessions', '/api/me']

/** Sends what a form stands for, as its plain HTML form would, but as JSON. Never throws. */
export async function send(call: FormCall): Promise<Answer> {
  const isEmpty = Object.keys(call.body).length === 0
  const body = isEmpty && call.method === 'DELETE' ? null : JSON.stringify(call.body)
  const headers: Record<string, string> = body === null ? {} : { 'content-type': 'application/json' }
  if (call.key) headers['idempotency-key'] = call.key
  try {
    const response = await fetch(call.path, { method: call.method, headers, body })
    const text = await response.text()
    const reply: unknown = text === '' ? null : JSON.parse(text)
    if (response.ok && call.method === 'DELETE' && goings.includes(call.path)) forgetAll()
    return response.ok ? { reply, problem: null } : { reply: null, problem: problemIn(reply) }
  } catch {
    return { reply: null, problem: ownProblem(t('form.unreachable')) }
  }
}

/** Whatever stands between may refuse in its own way, or without a word. */
const problemIn = (reply: unknown) =>
  (reply as ProblemDetails | null)?.type ? (reply as ProblemDetails) : ownProblem(t('form.unreachable'))

/** The call a form stands for, with each chosen file turned into its text. */
export async function callOf(form: HTMLFormElement, submitter: HTMLElement | null) {
  const entries: [string, string][] = []
  for (const [name, value] of new FormData(form, submitter)) {
    if (typeof value === 'string') entries.push([name, value])
    else if (value.size > 0) entries.push([name, await textOf(value)])
  }
  return readForm(entries)
}

async function textOf(file: File) {
  return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
}

export function ownProblem(title: string): ProblemDetails {
  return { type: 'about:blank', title, status: 0 }
}
