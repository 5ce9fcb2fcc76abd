// The web's pages, drawn here first. Asks our own API and knows no rule of any other room.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import statics from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { BadMediaType, Broken, NotFound, Problem, type ProblemDetails } from '#contract/http'
import { type FormCall, type FormState, nextPath, type Renderer, readForm, type Visit } from '#contract/pages'
import type { Clock } from '../http/room.ts'
import { type Api, asking } from './asking.ts'
import { documents } from './document.ts'
import { acceptForms, entriesOf, refuseOtherSites } from './forms.ts'

export type PagesSetting = {
  clock: Clock
  /** The folder with the built `web/` and `ssr/`. */
  dist: string
  /** Whoever answers `/api`; the app itself when left out. */
  api?: Api
}

const ownFilesOnly = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ')

const headers = {
  'content-security-policy': ownFilesOnly,
  // Not `no-referrer`: browsers would then send our own forms with `Origin: null`.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  vary: 'Cookie, Accept-Language',
}

/** Pages at every address that is not the API's, and the built files they need. */
export async function pages(app: FastifyInstance, { clock, dist, api = app }: PagesSetting) {
  const built = await import(pathToFileURL(join(dist, 'ssr/render.js')).href)
  const house = { api, clock, renderer: built.renderer as Renderer, document: documents(dist) }
  await app.register(async (scope) => {
    await acceptForms(scope)
    await scope.register(statics, files(join(dist, 'web')))
    scope.setErrorHandler((error, request, reply) => answerError(house, error, { request, reply }))
    scope.get('/*', (request, reply) => answer(house, { request, reply }))
    scope.post('/*', (request, reply) => answerForm(house, { request, reply }))
  })
}

type PageHouse = {
  api: Api
  clock: Clock
  renderer: Renderer
  document: ReturnType<typeof documents>
}
type Asked = { request: FastifyRequest; reply: FastifyReply }

/** Built files carry a hash in their name, so a browser never need ask again. */
function files(root: string) {
  const setHeaders = (reply: FastifyReply, path: string) => {
    if (path.includes('/assets/')) reply.header('cache-control', 'public, max-age=31536000, immutable')
  }
  return {
    root,
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders,
  } as const
}

async function answer(house: PageHouse, asked: Asked) {
  if (isApi(asked.request.url)) return sendProblem(asked.reply, NotFound.with().details)
  return show(house, asked, null)
}

async function answerForm(house: PageHouse, asked: Asked) {
  const { request, reply } = asked
  if (isApi(request.url)) return sendProblem(reply, NotFound.with().details)
  refuseOtherSites(request)
  const call = readForm(await entriesOf(request)) ?? BadMediaType.raise()
  const { value, problem, cookies } = await asking(house.api, request).call(call)
  for (const cookie of cookies) reply.header('set-cookie', cookie)
  if (problem) return show(house, asked, { name: call.name, values: call.values, problem })
  return reply.redirect(afterwards(call, value, request.url), 303)
}

const afterwards = (call: FormCall, value: unknown, url: string) => nextPath(call, value, url)

/** Reads what the page needs and draws it; a page that cannot be read becomes one that says why. */
async function show(house: PageHouse, { request, reply }: Asked, form: FormState | null) {
  const reads = house.renderer.readsOf(request.url)
  const { data, problem } = await readAll(house, request, reads ?? { me: '/api/me' })
  const missing = reads ? problem : NotFound.with().details
  if (missing?.status === 401) return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303)
  const visit = { ...fresh(house, { request, reply }), data, form, problem: missing }
  return draw(house, reply.code(missing?.status ?? form?.problem.status ?? 200), visit)
}

async function readAll({ api }: PageHouse, request: FastifyRequest, reads: Record<string, string>) {
  const { read } = asking(api, request)
  const answers = await Promise.all(
    Object.entries(reads).map(async ([name, url]) => ({ name, ...(await read(url)) })),
  )
  const failed = answers.find(({ name, problem }) => problem && !(name === 'me' && problem.status === 401))
  const data = Object.fromEntries(answers.map(({ name, value }) => [name, value]))
  return { data, problem: failed?.problem ?? null }
}

function fresh({ clock, renderer }: PageHouse, { request, reply }: Asked) {
  const query = new URL(request.url, 'http://here').searchParams.get('lang') ?? ''
  const cookie = /(?:^|;\s*)lang=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
  const locale = renderer.chooseLocale({ query, cookie, header: request.headers['accept-language'] ?? '' })
  if (query === locale) {
    reply.header('set-cookie', `lang=${locale}; Path=/; Max-Age=31536000; SameSite=Lax`)
  }
  return { path: request.url, now: clock.now(), key: randomUUID(), locale }
}

async function draw(house: PageHouse, reply: FastifyReply, visit: Visit) {
  const html = house.document(await house.renderer.draw(visit), visit)
  const cache = visit.data.me ? 'no-store' : 'private, no-cache'
  return reply
    .headers({ ...headers, 'cache-control': cache })
    .type('text/html; charset=utf-8')
    .send(html)
}

/** What went wrong before or while drawing, drawn as a page. */
async function answerError(house: PageHouse, error: unknown, asked: Asked) {
  const problem = error instanceof Problem ? error.details : detailsOf(error)
  if (problem.status === 500) asked.request.log.error({ err: error }, 'unexpected')
  const visit = { ...fresh(house, asked), data: { me: null }, form: null, problem }
  return draw(house, asked.reply.code(problem.status), visit)
}

function detailsOf(error: unknown): ProblemDetails {
  const { statusCode } = error as { statusCode?: number }
  if (statusCode === 413) return { ...Broken.with().details, status: 413 }
  return statusCode === 415 ? BadMediaType.with().details : Broken.with().details
}

function sendProblem(reply: FastifyReply, details: ProblemDetails) {
  return reply.code(details.status).type('application/problem+json').send(JSON.stringify(details))
}

const isApi = (url: string) => /^\/api(?:[/?]|$)/.test(url)
