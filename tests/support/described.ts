/** Our own description of the calls, as far as tests read it. */
import type { FastifyInstance } from 'fastify'
import type { Audience } from '#contract/permissions'
import type { ApiRoute } from './api-routes.ts'

export type Shape = {
  $ref?: string
  type?: string
  enum?: string[]
  const?: unknown
  format?: string
  pattern?: string
  anyOf?: Shape[]
  items?: Shape
  properties?: Record<string, Shape>
  'x-for-whom'?: Audience
}
type Content = { content?: Record<string, { schema?: Shape }> }
type Operation = { requestBody?: Content; responses: Record<string, Content> }
export type Described = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Shape> }
}

export const describedBy = async (app: FastifyInstance): Promise<Described> =>
  (await app.inject('/api/openapi.json')).json()

/** What is said of one call; undefined where nothing is. */
export const callOf = ({ paths }: Described, { method, path }: ApiRoute): Operation | undefined =>
  paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]

export const shapeIn = (said: Content | undefined): Shape | undefined =>
  said?.content?.['application/json']?.schema

/** The shape that is meant, where another is only named. */
export const whole = (api: Described, shape: Shape): Shape =>
  shape.$ref ? whole(api, api.components.schemas[shape.$ref.split('/').at(-1)!]!) : shape
