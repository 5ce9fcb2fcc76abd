/** Everything that a body can be and should not, for a route whose shape is read from our own description. */
import type { FastifyInstance } from 'fastify'
import { BadEncoding, BadJson, BadMediaType, InvalidInput, TooLarge } from '#contract/http'
import { type ApiRoute, apiRoutes } from './api-routes.ts'
import { callOf, describedBy, type Shape, shapeIn, whole } from './described.ts'

export type UnsafeRoute = ApiRoute & { fields: Record<string, Shape> }
type Kind = { type: string; status: number }
export type WrongBody = {
  name: string
  payload: string | Buffer
  contentType?: string
  kind: Kind
  /** Where the problem has to point, where it points at all. */
  pointer?: string
}

/** Every route that changes something, with the fields that its body may have. */
export async function unsafeRoutes(app: FastifyInstance): Promise<UnsafeRoute[]> {
  const api = await describedBy(app)
  return apiRoutes(app)
    .filter(({ method }) => method !== 'GET')
    .map((route) => {
      const body = shapeIn(callOf(api, route)?.requestBody) ?? {}
      const given = Object.entries(whole(api, body).properties ?? {})
      return { ...route, fields: Object.fromEntries(given.map(([name, shape]) => [name, whole(api, shape)])) }
    })
}

const json = JSON.stringify
const large = json({ surprise: 'a'.repeat(65 * 1024) })
const deep = `{"surprise":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
const [invalid, broken, foreign] = [InvalidInput, BadJson, BadEncoding]

const anywhere: WrongBody[] = [
  { name: 'broken JSON', payload: '{"title":', kind: broken },
  { name: 'no JSON at all', payload: 'title=Tea', kind: broken },
  { name: 'Latin-1 bytes', payload: Buffer.from('{"title":"café"}', 'latin1'), kind: foreign },
  { name: 'UTF-16', payload: Buffer.from('{"title":"Tea"}', 'utf16le'), kind: broken },
  {
    name: 'UTF-16 that says so',
    payload: Buffer.from('{"title":"Tea"}', 'utf16le'),
    contentType: 'application/json; charset=utf-16',
    kind: foreign,
  },
  {
    name: 'Latin-1 by name',
    payload: '{}',
    contentType: 'application/json; charset=iso-8859-1',
    kind: foreign,
  },
  { name: 'plain text', payload: 'Tea', contentType: 'text/plain', kind: BadMediaType },
  { name: 'XML', payload: '<title>Tea</title>', contentType: 'application/xml', kind: BadMediaType },
  { name: '65 kB', payload: large, kind: TooLarge },
  { name: 'a field nobody knows', payload: json({ surprise: 1 }), kind: invalid, pointer: '#/surprise' },
  { name: 'an odd field', payload: json({ 'a/b~c': 1 }), kind: invalid, pointer: '#/a~1b~0c' },
  { name: 'a list', payload: '[]', kind: invalid, pointer: '#' },
  { name: 'nothing', payload: 'null', kind: invalid, pointer: '#' },
  { name: 'a number', payload: '7', kind: invalid, pointer: '#' },
  { name: 'a word', payload: '"Tea"', kind: invalid, pointer: '#' },
  { name: 'a prototype', payload: '{"__proto__":{"title":"Tea"}}', kind: broken },
  { name: 'a constructor', payload: '{"constructor":{"prototype":{"title":"Tea"}}}', kind: broken },
  { name: 'twenty thousand brackets', payload: deep, kind: broken },
]

/** Each field with a value of another kind, and each that takes words with a control character in them. */
export function wrongBodies({ path, fields }: UnsafeRoute): WrongBody[] {
  const typed = Object.entries(fields).flatMap(([name, shape]) => {
    const pointer = `#/${name}`
    const wrong = { name: `${name} of another kind`, payload: json({ [name]: otherThan(shape) }) }
    const control = { name: `${name} with a control character`, payload: json({ [name]: 'a\u0000b' }) }
    const both = isWords(shape) ? [wrong, control] : [wrong]
    return both.map((body) => ({ ...body, kind: invalid, pointer }))
  })
  const given = takesSheets(path) ? anywhere.filter(({ kind }) => kind !== TooLarge) : anywhere
  return [...given, ...typed]
}

/** A whole sheet comes in one call, and has a limit of its own. */
const takesSheets = (path: string) => path.endsWith('/imports')

const isWords = ({ type, anyOf }: Shape) => type === 'string' || anyOf?.some(({ type }) => type === 'string')

function otherThan({ type, anyOf }: Shape): unknown {
  const takes = [type, ...(anyOf ?? []).map((one) => one.type)]
  return takes.includes('object') || takes.includes('array') ? 7 : { other: 'kind' }
}
