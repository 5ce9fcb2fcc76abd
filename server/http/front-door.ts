import cookie from '@fastify/cookie'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import {
  BadEncoding,
  BadJson,
  BadMediaType,
  Broken,
  InvalidInput,
  NoRoom,
  NotFound,
  Nothing,
  OtherSite,
  Overloaded,
  Problem,
  type ProblemDetails,
  TooLarge,
  TooMany,
} from '#contract/http'
import { atOnce } from './at-once.ts'
import { isDeeperThan } from './depth.ts'
import type { Doorway } from './doorway.ts'
import { headersFor } from './headers.ts'
import type { Load } from './load.ts'
import { comeBackAfter, shedCalls } from './shedding.ts'
import { isOurSite, isUnnamedSocket } from './sites.ts'
import { serializerCompiler, validatorCompiler } from './zod-bridge.ts'

type Door = { publicUrl: string; load: Load; doorway: Doorway }

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** What every call passes on its way in and out: how busy we are, encoding, contracts, other sites, problems. */
export async function frontDoor(app: FastifyInstance, { publicUrl, ...busy }: Door) {
  shedCalls(app, busy)
  // They are taken apart where somebody asks for one: most programs bring none.
  await app.register(cookie, { hook: false })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.decorateRequest('asker', null)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    /^application\/json\b/,
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => readJson(app, request, body),
  )
  app.setErrorHandler<FastifyError | Problem>(answerProblem)
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, NotFound.with().details))
  app.addHook(
    'onRequest',
    atOnce((request) => refuseOtherSites(request, publicUrl)),
  )
  app.addHook('onRoute', takeNothing)
}

/** A call that asks for no body takes none: a program that sends one believes something that is not so. */
function takeNothing(route: RouteOptions) {
  if ([route.method].flat().every((method) => safeMethods.has(method))) return
  route.schema = { body: Nothing, ...route.schema }
}

/** No contract of ours goes half as deep; a program that does is looking for the end of a stack. */
const deepest = 32
const tooDeep = `Groups may stand inside groups ${deepest} deep, and no more`

/** Without this, `null` would pass for a call that came without a body. */
const nothing = { pointer: '#', detail: 'This has to be a group of fields' }

/** UTF-8 only, said plainly; a body that would reach for a prototype is refused. */
async function readJson(app: FastifyInstance, request: FastifyRequest, body: Buffer): Promise<unknown> {
  const charset = /charset="?([\w-]+)/i.exec(request.headers['content-type'] ?? '')?.[1]
  if (charset && charset.toLowerCase() !== 'utf-8') throw BadEncoding.with()
  if (body.length === 0) return {}
  const text = decode(body)
  if (isDeeperThan(deepest, text)) throw BadJson.with({ detail: tooDeep })
  return new Promise((resolve, reject) => {
    app.getDefaultJsonParser('error', 'error')(request, text, (error, value) => {
      if (error) reject(BadJson.with({ detail: error.message }))
      else if (value === null) reject(InvalidInput.with({ errors: [nothing] }))
      else resolve(value)
    })
  })
}

function decode(body: Buffer): string {
  try {
    return utf8.decode(body)
  } catch {
    throw BadEncoding.with()
  }
}

/** A page of another site may make a browser send our cookie along; it may not make it act, nor listen. */
function refuseOtherSites(request: FastifyRequest, publicUrl: string) {
  if (safeMethods.has(request.method) && !request.headers.upgrade) return
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site && site !== 'same-origin' && site !== 'none') throw OtherSite.with()
  if (origin !== undefined && !isOurSite(origin, host, publicUrl)) throw OtherSite.with()
  if (isUnnamedSocket(request)) throw OtherSite.with()
}

function answerProblem(error: FastifyError | Problem, request: FastifyRequest, reply: FastifyReply) {
  const details = detailsOf(error)
  if (details.status === 500) request.log.error({ err: error }, 'unexpected')
  return sendProblem(reply, details)
}

/** PostgreSQL is starting, stopping, out of reach, or has no place free; or too many wanted the same row. */
const goneForNow = [
  ...['57P01', '57P02', '57P03', '08000', '08001', '08003', '08006', '53300', '40001', '40P01'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'],
]

const known: Record<string, { with: () => Problem }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: TooLarge,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: BadMediaType,
  FST_ERR_CTP_EMPTY_JSON_BODY: BadJson,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: BadJson,
  FST_ERR_NOT_FOUND: NotFound,
  FST_ERR_BAD_URL: NotFound,
  SQLITE_FULL: NoRoom,
  // PostgreSQL's name for it.
  '53100': NoRoom,
  ...Object.fromEntries(goneForNow.map((code) => [code, Overloaded])),
}

function detailsOf(error: FastifyError | Problem): ProblemDetails {
  if (error instanceof Problem) return error.details
  const problem = known[codeOf(error)] ?? (error.statusCode === 429 ? TooMany : Broken)
  return problem.with().details
}

/** Drizzle wraps the error of its driver. */
function codeOf({ code, cause }: FastifyError): string {
  return (cause as FastifyError | undefined)?.code ?? code
}

/** An address that no router can read, such as `/%ff`, never gets as far as a room or a hook. */
export const answerUnreadable =
  (publicUrl: string) => (_error: FastifyError, _request: FastifyRequest, reply: FastifyReply) =>
    sendProblem(reply.headers(headersFor(publicUrl)), NotFound.with().details)

/** @param text the same written out, where many are told it */
export function sendProblem(reply: FastifyReply, details: ProblemDetails, text?: string) {
  if (details.status === 503) comeBackAfter(reply)
  return reply
    .code(details.status)
    .type('application/problem+json')
    .serializer(() => text ?? JSON.stringify(details))
    .send(details)
}
