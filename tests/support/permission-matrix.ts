/** Every route as everybody, about everybody's things: what the table says should come of it, and what did. */
import type { LightMyRequestResponse } from 'fastify'
import { NotANeighbour, StewardsOnly } from '#contract/boards'
import { NotAllowed, NotFound, SignInNeeded } from '#contract/http'
import {
  type Cell,
  type Permissions,
  type Relation,
  type Role,
  roles,
  type When,
} from '#contract/permissions'
import { NotYours } from '#contract/posts'
import { TrustedFirst } from '#contract/standing'
import { calls } from './permission-calls.ts'
import type { Calling } from './permission-fixture.ts'
import type { Asker, Scene, Where } from './permission-scene.ts'

export type Spot = { call: string; role: Role; relation: Relation; where: Where }
export type Answer = 'let' | 401 | 403 | 404
export type Seen = {
  spot: Spot
  said: string | number
  expected: Answer
  reply: LightMyRequestResponse
  asker: Asker
}

const refusals = [
  SignInNeeded,
  NotFound,
  NotANeighbour,
  StewardsOnly,
  TrustedFirst,
  NotYours,
  NotAllowed,
].map(({ type }) => type)
const relationsOf: Record<string, Relation[]> = {
  postId: ['own', 'party', 'none'],
  claimId: ['own', 'author', 'none'],
  personId: ['own', 'none'],
  invitationId: ['own', 'none'],
  concernId: ['own', 'none'],
  cardId: ['own', 'none'],
  passkeyId: ['own', 'none'],
  caseId: ['own', 'none'],
  actionId: ['own', 'none'],
  appealId: ['own', 'none'],
}
/** Whatever stewards may: nobody judges what they did themselves, nor learns who told of it. */
const judging = /\/(cases\/:caseId|actions\/:actionId(?!\/appeal)|appeals\/:appealId)/
/** Things that are for those only who may read the board they stand on. */
const inside = /^\w+ \/(posts|claims|imports|cases|actions|appeals)\//
const onBoard = /:(boardId|postId|claimId|importId|invitationId|concernId|caseId|actionId|appealId)/

const paramsOf = (call: string) => [...call.matchAll(/:(\w+)/g)].map(([, name]) => name!)

/** Every spot of these routes: each role with things of its own and of others, on its street, an open one and another. */
export function spotsOf(called: readonly string[], asked: readonly Role[] = roles): Spot[] {
  return called.flatMap((call) => {
    const relations = paramsOf(call).flatMap((name) => relationsOf[name] ?? [])
    return asked.flatMap((role) =>
      (relations.length > 0 ? relations : (['none'] as const))
        .filter((relation) => relation === 'none' || (role !== 'visitor' && role !== 'operator'))
        .flatMap((relation) => placesFor(call, role).map((where) => ({ call, role, relation, where }))),
    )
  })
}

/** Roles that nobody holds yet are asked at home only. */
const placesFor = (call: string, role: Role): Where[] =>
  onBoard.test(call) && !awaited.includes(role) ? ['elm', 'oak', 'ash'] : ['elm']
const awaited: Role[] = ['partner', 'linkWorker', 'funder', 'coach']

const outsiders: Role[] = ['visitor', 'person', 'asking']
const standings: Partial<Record<Role, Role>> = {
  ...{
    trusted: 'neighbour',
    lead: 'neighbour',
    operator: 'visitor',
    partner: 'person',
    linkWorker: 'person',
  },
  ...{ funder: 'person', coach: 'person' },
}
const whenIs: Record<When, (spot: Spot) => boolean> = {
  own: ({ relation }) => relation === 'own',
  author: ({ relation }) => relation === 'author',
  party: ({ relation }) => relation !== 'none',
  about: () => false,
  visible: ({ where }) => where === 'oak',
  open: ({ where }) => where === 'oak',
  shared: () => false,
}

const isElsewhere = ({ where, call }: Spot) => where === 'ash' && onBoard.test(call)

/** What they are to the street that the thing is on. */
export function standingAt(spot: Spot): Role {
  const known = standings[spot.role] ?? spot.role
  return isElsewhere(spot) && known !== 'visitor' ? 'person' : known
}

/** What the table says, read from it by hand and not by the guard's own rules. */
export function expectedOf(table: Permissions, spot: Spot): Answer {
  const row = table[spot.call]!
  if (spot.relation === 'own' && judging.test(spot.call)) return 404
  const isAway = isElsewhere(spot)
  const standing = standingAt(spot)
  const held = isAway && spot.role !== 'operator' ? [standing] : [standing, spot.role]
  if (held.some((role) => isYes(row[role], spot))) return 'let'
  return refusedBy(row[standing], standing, spot)
}

function refusedBy(cell: Cell, standing: Role, spot: Spot): Answer {
  const refusal = typeof cell === 'object' ? cell[1] : (cell as 401 | 403 | 404)
  const isShut = inside.test(spot.call) && outsiders.includes(standing) && spot.where !== 'oak'
  return refusal === 403 && isShut && spot.relation !== 'own' ? 404 : refusal
}

const isYes = (cell: Cell, spot: Spot) =>
  cell === 'yes' || (typeof cell === 'object' && whenIs[cell[0]](spot))

/** The call of one spot, with people and things that are there for nothing else. */
export async function preparedAt(scene: Scene, { call, role, relation, where }: Spot) {
  const fixture = calls[call]
  if (!fixture) throw new Error(`${call} has no call in tests/support/permission-calls.ts`)
  const asker = await scene.person(role, where === 'ash' ? 'elm' : where)
  const ids: Record<string, string> = {}
  for (const name of paramsOf(call)) Object.assign(ids, await scene.making[name]!(asker.id, where, relation))
  const calling: Calling = { scene, where, ids }
  await fixture.before?.(calling)
  const [method, path] = call.split(' ') as ['GET', string]
  const address = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(ids[name]!))
  const url = `/api${address}${fixture.query ? `?${fixture.query}` : ''}`
  const { headers, remoteAddress } = asker
  const payload = (await fixture.body?.(calling)) ?? {}
  return { asker, sent: { method, url, headers, remoteAddress }, payload }
}

/** Makes it. */
export async function askAt(scene: Scene, spot: Spot): Promise<Omit<Seen, 'expected'>> {
  const { asker, sent, payload } = await preparedAt(scene, spot)
  const reply = await scene.app.inject({ ...sent, ...(sent.method !== 'GET' && { payload }) })
  return { spot, said: saidBy(reply, spot.call), reply, asker }
}

export function saidBy(reply: LightMyRequestResponse, call: string): string | number {
  const { fine = [], isDone } = calls[call]!
  const type: string = isProblem(reply) ? reply.json().type : ''
  if (isDone?.(reply) || reply.statusCode < 400) return 'let'
  if (fine.some((name) => type === `/problems/${name}`)) return 'let'
  if (refusals.includes(type)) return reply.statusCode
  return `${reply.statusCode} ${reply.body.slice(0, 200)}`
}

const isProblem = ({ headers }: LightMyRequestResponse) =>
  String(headers['content-type']).startsWith('application/problem+json')

/** Every spot that was answered otherwise than this table says. */
export async function surprisesIn(
  scene: Scene,
  table: Permissions,
  { spots, look }: { spots: Spot[]; look?: (seen: Seen) => void },
): Promise<string[]> {
  const surprises: string[] = []
  for (const spot of spots) {
    const seen = { ...(await askAt(scene, spot)), expected: expectedOf(table, spot) }
    if (seen.said !== seen.expected) surprises.push(`${nameOf(spot)}: ${seen.said}, not ${seen.expected}`)
    look?.(seen)
  }
  return surprises
}

export const nameOf = ({ call, role, relation, where }: Spot) => `${call} by ${role}, ${relation}, ${where}`
