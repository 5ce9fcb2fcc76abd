// The web's pages, drawn here first. Asks our own API and knows no rule of any other room.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { BadMediaType, Broken, NotFound, Problem, type ProblemDetails, TooLarge } from '#contract/http'
import { type FormState, kept, makeReads, nextPath, type Renderer, readForm } from '#contract/pages'
import { pagePolicy } from '../http/headers.ts'
import type { Load } from '../http/load.ts'
import type { Clock } from '../http/room.ts'
import { comeBackAfter } from '../http/shedding.ts'
import { type Api, asking } from './asking.ts'
import { busyPages, shedPages } from './busy.ts'
import { documents, sendDocument } from './document.ts'
import { addFiles } from './files.ts'
import { acceptForms, bodyLimit, cameBack, entriesOf, largest, refuseOtherSites } from './forms.ts'
import { straighten } from './straight.ts'

export type PagesSetting = {
  clock: Clock
  publicUrl: string
  /** The folder with the built `web/` and `ssr/`. */
  dist: string
  /** Whoever answers `/api`; the app itself when left out. */
  api?: Api
  /** How much is asked of this process; whoever comes is let in when left out. */
  load?: Load
}

type PageHouse = Required<Omit<PagesSetting, 'dist' | 'load'>> & {
  renderer: Renderer
  document: ReturnType<typeof documents>
  busy: ReturnType<typeof busyPages>
}
type Asked = { request: FastifyRequest; reply: FastifyReply }

/** Pages at every address that is not the API's, and the built files they need. */
export async function pages(app: FastifyInstance, { dist, load, api = app, ...setting }: PagesSetting) {
  const { renderer } = await import(pathToFileURL(join(dist, 'ssr/render.js')).href)
  const document = documents(dist)
  const busy = busyPages(async (visit) => document(await renderer.draw(visit), visit))
  const house: PageHouse = { ...setting, api, renderer, document, busy }
  await app.register(async (scope) => {
    await acceptForms(scope)
    scope.setErrorHandler((error, request, reply) => showError(house, error, { request, reply }))
    scope.addHook('onRequest', leaveToApi)
    scope.addHook('onRequest', straighten)
    if (load) shedPages(scope, load, (request, reply) => showBusy(house, { request, reply }))
    const page = (request: FastifyRequest, reply: FastifyReply) => show(house, { request, reply }, null)
    await addFiles(scope, join(dist, 'web'), page)
    scope.get('/*', page)
    scope.post('/*', (request, reply) => answerForm(house, { request, reply }))
  })
}

/** An unknown address of the API is not a page: programs want their problem as JSON. */
async function leaveToApi(request: FastifyRequest, reply: FastifyReply) {
  if (!/^\/api(?:[/?]|$)/.test(request.url)) return
  const { details } = NotFound.with()
  return reply.code(details.status).type('application/problem+json').send(JSON.stringify(details))
}

async function answerForm(house: PageHouse, asked: Asked) {
  const { request, reply } = asked
  refuseOtherSites(request, house.publicUrl)
  const mayBeLarge = request.isMultipart() && (await isKnown(house, request))
  const { entries, problem: unread } = await entriesOf(request, mayBeLarge ? largest : bodyLimit)
  const call = readForm(entries) ?? BadMediaType.raise()
  const back = (problem: ProblemDetails) =>
    show(house, asked, { name: call.name, values: call.values, problem, again: kept(entries) })
  if (unread) return back(unread)
  const { value, problem, cookies } = await asking(house.api, request).call(call)
  for (const cookie of cookies) reply.header('set-cookie', cookie)
  return problem ? back(problem) : reply.redirect(nextPath(call, value, request.url), 303)
}

/** A file may be large for somebody who is signed in, and for nobody else. */
const isKnown = async ({ api }: PageHouse, request: FastifyRequest) =>
  (await asking(api, request).read('/api/me')).problem === null

/** Reads what the page needs and draws it; a page that cannot be read becomes one that says why. */
async function show(house: PageHouse, { request, reply }: Asked, form: FormState | null) {
  const reads = house.renderer.readsOf(request.url)
  const { data, problem } = await readAll(house, request, reads ?? { me: '/api/me' })
  const missing = reads ? problem : NotFound.with().details
  if (missing?.status === 401 && !form)
    return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303)
  const visit = { ...fresh(house, { request, reply }), data, ...cameBack(form, missing) }
  return draw(house, { request, reply: reply.code(statusOf(missing ?? form?.problem)) }, visit)
}

const statusOf = (problem?: ProblemDetails) => problem?.status ?? 200

const readAll = ({ api }: PageHouse, request: FastifyRequest, reads: Record<string, string>) =>
  makeReads(reads, asking(api, request).read)

function fresh({ clock, renderer }: PageHouse, { request, reply }: Asked) {
  const query = new URL(request.url, 'http://here').searchParams.get('lang') ?? ''
  const cookie = /(?:^|;\s*)lang=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
  const locale = renderer.chooseLocale({ query, cookie, header: request.headers['accept-language'] ?? '' })
  if (query === locale) {
    reply.header('set-cookie', `lang=${locale}; Path=/; Max-Age=31536000; SameSite=Lax`)
  }
  return { path: request.url, now: clock.now(), key: randomUUID(), locale }
}

async function draw(house: PageHouse, asked: Asked, visit: Parameters<Renderer['draw']>[0]) {
  const html = house.document(await house.renderer.draw(visit), visit)
  asked.reply.header('cache-control', visit.data.me ? 'no-store' : 'private, no-cache')
  return sendDocument({ ...asked, policy: pagePolicy(house.publicUrl) }, html)
}

/** For whoever is sent away for a moment. */
async function showBusy(house: PageHouse, asked: Asked) {
  const html = await house.busy(fresh(house, asked))
  const said = { 'cache-control': 'no-store', 'content-security-policy': pagePolicy(house.publicUrl) }
  // Not compressed: time is what there is too little of.
  return comeBackAfter(asked.reply.code(503).headers(said)).type('text/html; charset=utf-8').send(html)
}

/** What went wrong before or while drawing, drawn as a page. */
async function showError(house: PageHouse, error: unknown, asked: Asked) {
  const problem = detailsOf(error)
  if (problem.status === 500) asked.request.log.error({ err: error }, 'unexpected')
  asked.reply.code(problem.status)
  return draw(house, asked, { ...fresh(house, asked), data: { me: null }, form: null, problem })
}

function detailsOf(error: unknown): ProblemDetails {
  if (error instanceof Problem) return error.details
  const { statusCode } = error as { statusCode?: number }
  const kind = statusCode === 413 ? TooLarge : statusCode === 415 ? BadMediaType : Broken
  return kind.with().details
}
