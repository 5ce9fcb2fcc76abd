/** Every call of the API passes here once: the table says who may make it. */
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type { Permissions, Role, Row } from '#contract/permissions'
import type { Db } from '#db'
import type { House } from '../http/room.ts'
import { hearing } from './hearing.ts'
import { type AskedBoard, findAskedBoard } from './queries.ts'
import { isLet, isSeen, needsThing, refuse, type Thing } from './rules.ts'
import type { Held, Holds } from './scope.ts'

type Plan = { call: string; row: Row; isForEverybody: boolean; names: string[] }
type Found = { standing: Role; board?: AskedBoard | undefined; thing?: Thing | undefined }
type Params = Record<string, string>

const here = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Guards every route that is registered on `api` after this. A route without a row does not start. */
export function guard(api: FastifyInstance, house: House, table: Permissions) {
  const plans = new Map<string, Plan>()
  api.decorateRequest('asked', null)
  house.live.whyNot = hearing(house, table)
  api.addHook('onRoute', (route) => {
    for (const call of callsOf(route)) plans.set(call, planFor(call, table))
  })
  api.addHook('preHandler', async (request) => {
    const plan = plans.get(`${request.method} ${request.routeOptions.url}`)
    if (plan && !plan.isForEverybody) await check(house, plan, request)
  })
}

const callsOf = ({ method, url }: RouteOptions) => [method].flat().map((one) => `${one} ${url}`)

/** HEAD is answered as GET is, and so is who may. */
export const rowName = (call: string) => call.replace(/^HEAD /, 'GET ').replace(' /api/', ' /')

function planFor(call: string, table: Permissions): Plan {
  const row = table[rowName(call)]
  if (!row) throw new Error(`${rowName(call)} has no row in server/permissions/table.ts: say who may do that`)
  const names = [...call.matchAll(/:(\w+)/g)].map(([, name]) => name!)
  return {
    call: rowName(call),
    row,
    isForEverybody: Object.values(row).every((cell) => cell === 'yes'),
    names,
  }
}

async function check(house: House, plan: Plan, request: FastifyRequest) {
  const { row } = plan
  const found = await find(house, plan, request)
  request.asked = found.board ?? null
  const { standing, thing } = found
  if (!thing || !isSeen(standing, thing)) throw refuse(row, standing, thing)
  if (isLet(row, [standing], thing)) return beSure(house, plan, { ...found, request, as: standing })
  const besides = await heldBesides(house, row, { ...found, request })
  const as = besides.find((role) => isLet(row, [role], thing))
  if (!as) throw refuse(row, standing, thing)
  await beSure(house, plan, { ...found, request, as })
}

type Acting = Found & { request: FastifyRequest; as: Role }

/** Whoever holds a role of the street shows more than one lock before they use it. */
async function beSure(house: House, { call, row }: Plan, { board, thing, as, request: { asker } }: Acting) {
  if (!asker || !board || !thing) return
  const isEverybodys = isLet(row, ['neighbour'], thing) || isLet(row, ['trusted'], thing)
  const act = { asker, boardId: board.id, call, as, isEverybodys, now: house.clock.now() }
  for (const hook of house.asSteward) await hook(house.store.read, act)
}

/** What the call is about, and what the one who asks is to it. */
async function find(house: House, plan: Plan, { asker, params }: FastifyRequest): Promise<Found> {
  const call: Call = {
    db: house.store.read,
    params: params as Params,
    personId: asker?.id,
    nobody: asker ? 'person' : 'visitor',
    scope: plan.names.findLast((name) => house.scopes[name] && name !== 'boardId'),
  }
  if (call.params.boardId !== undefined) return findOnBoard(house, plan.row, call)
  if (!call.scope) return foundOn(undefined, call)
  return findByItself(house, call)
}

type Call = {
  db: Db
  params: Params
  personId: string | undefined
  nobody: 'person' | 'visitor'
  scope: string | undefined
}

/** The address names the board. What stands on it is looked up only for whom it makes a difference whose it is. */
async function findOnBoard({ scopes }: House, row: Row, call: Call): Promise<Found> {
  const { db, params, personId, scope } = call
  const board = await findAskedBoard(db, params.boardId!, personId)
  if (!board) return { standing: call.nobody }
  const found = foundOn(board, call)
  // What a steward may with everybody's, they may with their own as a neighbour.
  const asks = found.standing === 'steward' ? [row.steward, row.neighbour] : [row[found.standing]]
  if (!scope || !asks.some(needsThing)) return found
  const its = await scopes[scope]!(db, params[scope]!, personId)
  const isHere = its && (its.boardId === null || its.boardId === board.id)
  return { ...found, thing: isHere ? { board, relation: its.relation, isInside: false } : undefined }
}

async function findByItself({ scopes }: House, call: Call): Promise<Found> {
  const { db, params, personId, scope } = call
  const its = await scopes[scope!]!(db, params[scope!]!, personId)
  if (!its) return { standing: call.nobody }
  const board = its.boardId === null ? undefined : await findAskedBoard(db, its.boardId, personId)
  return { ...foundOn(board, call), thing: { ...its, board, isInside: its.boardId !== null } }
}

function foundOn(board: AskedBoard | undefined, { nobody }: Pick<Call, 'nobody'>): Found {
  const standing = !board || board.standing === 'visitor' ? nobody : board.standing
  return { standing, board, thing: { board, relation: 'none', isInside: false } }
}

type Asking = Found & { request: FastifyRequest }

/** Looked up only where what somebody is to the board does not let them, and one of these would. */
async function heldBesides(
  { store, clock, holds }: House,
  row: Row,
  { board, standing, request: { asker, ip } }: Asking,
): Promise<Role[]> {
  const held: Role[] = here.has(ip) ? ['operator'] : []
  if (!asker || !board) return held
  const who = { boardId: board.id, personId: asker.id, now: clock.now() }
  for (const [role, isHeld] of Object.entries(holds) as [Held, Holds][]) {
    const isMore = typeof row[role] !== 'number' && row[role] !== row[standing]
    if (isMore && (await isHeld(store.read, who))) held.push(role)
  }
  return held
}
