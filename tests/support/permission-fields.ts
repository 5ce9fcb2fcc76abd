/** Looks at every reply for fields that are not for whoever got it. */
import type { Audience, Role } from '#contract/permissions'
import { callOf, type Described, type Shape, shapeIn, whole } from './described.ts'
import type { Seen, Spot } from './permission-matrix.ts'
import { standingAt } from './permission-matrix.ts'
import { secret } from './permission-scene.ts'

type Marked = { path: string; who: Audience; value: unknown }

/** Every marked field in this reply, by the shapes of our own description. */
export function markedIn(api: Described, { spot, reply }: Pick<Seen, 'spot' | 'reply'>): Marked[] {
  if (!String(reply.headers['content-type']).startsWith('application/json')) return []
  const [method, path] = spot.call.split(' ') as [string, string]
  const shape = shapeIn(callOf(api, { method, path: `/api${path}` })?.responses[reply.statusCode])
  return shape ? walk(api, { shape, value: reply.json(), path: '' }) : []
}

function walk(
  api: Described,
  { shape, value, path }: { shape: Shape; value: unknown; path: string },
): Marked[] {
  const here = shape['x-for-whom'] ? [{ path, who: shape['x-for-whom'], value }] : []
  if (value === null || typeof value !== 'object') return here
  return [
    ...here,
    ...insideOf(api, shape, value).flatMap((one) => walk(api, { ...one, path: `${path}/${one.name}` })),
  ]
}

function insideOf(
  api: Described,
  shape: Shape,
  value: object,
): { name: string; shape: Shape; value: unknown }[] {
  const named = shape.$ref ? [whole(api, shape)] : []
  const others = [...named, ...(shape.anyOf ?? [])].flatMap((one) => insideOf(api, one, value))
  if (Array.isArray(value) && shape.items)
    return value.map((one, at) => ({ name: String(at), shape: shape.items!, value: one }))
  const fields = Object.entries(shape.properties ?? {}).filter(([name]) => name in value)
  return [
    ...others,
    ...fields.map(([name, inner]) => ({ name, shape: inner, value: Reflect.get(value, name) })),
  ]
}

const members: Role[] = ['neighbour', 'trusted', 'steward', 'lead']

/** By what is theirs, and by what they are to the board, whether a field is for them. */
export function isFor(who: Audience, spot: Spot): boolean {
  const { call, relation } = spot
  const isAboutOneself = !/:(boardId|postId|claimId|importId)/.test(call)
  const standing = standingAt(spot)
  const holds: Record<Audience, boolean> = {
    author: relation === 'own',
    'author and stewards': relation === 'own' || standing === 'steward',
    parties: relation !== 'none',
    'parties and stewards': relation !== 'none' || standing === 'steward',
    neighbours: members.includes(standing) || relation !== 'none',
    stewards: standing === 'steward',
    leads: spot.role === 'lead',
    oneself: true,
  }
  return isAboutOneself || holds[who]
}

export const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  value === 0 ||
  (typeof value === 'object' && isHollow(value))
const isHollow = (value: object) => Object.values(value).every(isEmpty)

/** What this reply says that is not for its reader. */
export function leaksIn(api: Described, seen: Pick<Seen, 'spot' | 'reply'>): string[] {
  const marked = markedIn(api, seen).filter(({ who, value }) => !isEmpty(value) && !isFor(who, seen.spot))
  const mayKnow = isFor('author and stewards', seen.spot) || isFor('parties', seen.spot)
  const told = !mayKnow && seen.reply.body.includes(secret) ? ['the secret itself'] : []
  return [...marked.map(({ path, who }) => `${path} is for ${who}`), ...told]
}
