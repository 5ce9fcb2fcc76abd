import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { Nothing } from '#contract/http'
import { schemas } from './schemas.ts'
import { groups, summaryOf } from './summaries.ts'

type Json = Record<string, unknown>
type Route = { schema?: FastifySchema; url: string; route: { method: string | string[] } }
type Transformed = { schema: { response?: Record<string, Json> }; url: string }

const problem = {
  description: 'It could not be done, and why',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } } },
}
const meanings: Record<string, string> = {
  200: 'Done',
  201: 'Made',
  202: 'Taken in',
  204: 'Done, with nothing to say',
}
const forEverybody =
  /^(POST \/(session|sign-in-codes|passkeys\/session)|GET \/(health|ready|metrics|docs|openapi|asyncapi|places|invitations))/

/** Reads every route that is registered on `api` after this. */
export async function describing(api: FastifyInstance, publicUrl: string) {
  const toJson = createJsonSchemaTransform({ schemaRegistry: schemas })
  await api.register(swagger, {
    openapi: about(publicUrl),
    // Two versions of one type of schema, the bridge's and Fastify's own, which do not know of each other.
    transform: (route) =>
      described(toJson({ ...route, schema: shown(route.schema) }) as never, route as never) as never,
    transformObject: createJsonSchemaTransformObject({ schemaRegistry: schemas }),
  })
}

const about = (publicUrl: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Doorstep',
    version: '1',
    description: 'A mutual aid board that its street owns. Problems come as RFC 9457 problem details.',
    license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
  },
  servers: [{ url: publicUrl }],
  tags: Object.keys(groups).map((name) => ({ name, description: `Calls about ${name.toLowerCase()}` })),
  components: {
    securitySchemes: {
      token: {
        type: 'http' as const,
        scheme: 'bearer',
        description: 'For scripts: sign in with `as: "token"`',
      },
      session: { type: 'apiKey' as const, in: 'cookie' as const, name: 'session' },
    },
  },
})

/** The websocket plugin hides its routes; ours is part of what programs may ask for. */
function shown({ body, ...schema }: FastifySchema = {}) {
  return { ...schema, ...(body === Nothing ? {} : { body }), hide: false }
}

/** `GET /boards/:boardId/posts` is `getBoardsByBoardIdPosts`. */
const operationId = (call: string) =>
  call
    .toLowerCase()
    .replace(/:(\w)/g, 'by $1')
    .replace(/(?<![^a-z])[^a-z]+(\w)/g, (_, letter: string) => letter.toUpperCase())

function described(transformed: Transformed, { url, route }: Route) {
  const call = `${[route.method].flat()[0]} ${url.replace(/^\/api/, '')}`
  const { group, summary } = summaryOf(call) ?? { group: 'Server', summary: call }
  const security = forEverybody.test(call) ? [] : [{ token: [] }, { session: [] }]
  const { schema } = transformed
  const more = { summary, tags: [group], operationId: operationId(call), security }
  return { url, schema: { ...schema, ...more, response: responses(schema?.response) } }
}

/** A reply without a shape says at least what it means. */
function responses(given: Record<string, Json> = { 200: { type: 'string' } }) {
  const said = Object.entries(given).map(([status, shape]) => [
    status,
    { description: meanings[status] ?? 'Done', ...shape },
  ])
  return { ...Object.fromEntries(said), '4xx': problem }
}
