/** Which fields take words at all, by our own description of the calls, and which of them were sent payloads. */
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { type ApiRoute, apiRoutes } from './api-routes.ts'
import { callOf, type Described, describedBy, type Shape, shapeIn, whole } from './described.ts'
import { payloads } from './payloads.ts'

type Sent = { method?: string; url?: unknown; payload?: unknown }

/** No words: codes, contacts and what programs send are refused unless they are what they should be. */
const noWords = / (contact|code|link|card|invitation|place\.postcode|passkey\.[\w.]+)$/
/** The same as in a field that was: a phone names its own lock, and a street may begin with numbers to call. */
const sameElsewhere = ['POST /passkeys label', 'POST /boards helplines.name', 'POST /boards helplines.words']

/** `POST /posts/:postId/claims words`, `POST /boards helplines.name`: every field in which people write what they like. */
export async function fieldsOfWords(app: FastifyInstance): Promise<string[]> {
  const api = await describedBy(app)
  return apiRoutes(app)
    .filter(({ method }) => method !== 'GET')
    .flatMap((route) => {
      const schema = shapeIn(callOf(api, route)?.requestBody) ?? {}
      return wordsIn(api, schema, '').map((field) => `${nameOf(route)} ${field}`)
    })
    .filter((field) => !noWords.test(field) && !sameElsewhere.includes(field))
}

const nameOf = ({ method, path }: ApiRoute) => `${method} ${path.replace('/api', '')}`
const isWords = ({ type, format, pattern, ...shape }: Shape) =>
  type === 'string' && shape.enum === undefined && shape.const === undefined && !format && !pattern

function wordsIn(api: Described, shape: Shape, at: string): string[] {
  if (shape.$ref) return wordsIn(api, whole(api, shape), at)
  const inside = Object.entries(shape.properties ?? {}).flatMap(([name, inner]) =>
    wordsIn(api, inner, at ? `${at}.${name}` : name),
  )
  const others = [...(shape.anyOf ?? []), ...(shape.items ? [shape.items] : [])]
  const all = [...(isWords(shape) ? [at] : []), ...inside, ...others.flatMap((one) => wordsIn(api, one, at))]
  return [...new Set(all)]
}

/** From now on, the fields in which at least one payload was sent and taken. */
export function listenIn(app: FastifyInstance): () => Set<string> {
  const told = new Set<string>()
  const routes = apiRoutes(app).map((route) => ({ ...route, is: addressOf(route) }))
  const inject = app.inject.bind(app) as (sent: Sent) => Promise<LightMyRequestResponse>
  const listening = async (sent: Sent) => {
    const reply = await inject(sent)
    if (reply.statusCode < 300) for (const field of fieldsIn(sent)) told.add(field)
    return reply
  }
  app.inject = listening as typeof app.inject
  return () => told

  function fieldsIn({ method, url, payload }: Sent): string[] {
    const route = routes.find((one) => one.method === method && one.is.test(String(url)))
    return route ? holding(payload, '').map((field) => `${nameOf(route)} ${field}`) : []
  }
}

const addressOf = ({ path }: ApiRoute) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/?]+')}$`)

function holding(value: unknown, at: string): string[] {
  if (typeof value === 'string') return payloads.some((one) => value.includes(one.trim())) ? [at] : []
  if (Array.isArray(value)) return value.flatMap((one) => holding(one, at))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, inner]) => holding(inner, at ? `${at}.${name}` : name))
}
