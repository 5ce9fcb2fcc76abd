// A field that nobody asked for changes nothing, whoever sends it along.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '../server/permissions/table.ts'
import { rowsOf } from './support/everything.ts'
import { engines } from './support/house.ts'
import { expectedOf, preparedAt, type Spot, saidBy, spotsOf } from './support/permission-matrix.ts'
import { openScene, type Scene } from './support/permission-scene.ts'
import { type UnsafeRoute, unsafeRoutes } from './support/wrong-bodies.ts'

/** What somebody might slip in to become more than they are, or to write where they may not. */
const slipped = [
  ['id', '"00000000-0000-7000-8000-000000000001"'],
  ['role', '"steward"'],
  ['boardId', '"another-board"'],
  ['personId', '"somebody-else"'],
  ['__proto__', '{"role":"steward","isAdmin":true}'],
  ['constructor', '{"prototype":{"role":"steward"}}'],
] as const

describe.each(engines)('a field too many on %s', (engine) => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene(engine)
  })
  afterAll(() => scene.house.close())

  /** Everything there is, as text; the order of rows is nobody's business. */
  const everything = async () =>
    JSON.stringify([...(await rowsOf(scene.house.store.read))].map(([name, rows]) => [name, rows.sort()]))

  /** Letters and notices about what was made for the trial are written a moment after it. */
  async function settled(): Promise<string> {
    await scene.house.sweep()
    for (let before = ''; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
      const now = await everything()
      if (now === before) return now
      before = now
    }
  }

  const mayDo = (call: string): Spot | undefined =>
    spotsOf([call], ['steward', 'neighbour', 'visitor', 'operator']).find(
      (spot) => spot.where === 'elm' && expectedOf(permissions, spot) === 'let',
    )

  /** Sends each field too many, then the same body without; says what was not as it has to be. */
  async function trialOf({ method, path, fields }: UnsafeRoute) {
    const call = `${method} ${path.replace('/api', '')}`
    const { sent, payload } = await preparedAt(scene, mayDo(call)!)
    const before = await settled()
    const headers = { ...sent.headers, 'content-type': 'application/json' }
    const send = (text: string) => scene.app.inject({ ...sent, headers, payload: text })
    const surprises: string[] = []
    for (const [name, value] of slipped.filter(([field]) => !(field in fields))) {
      const { statusCode } = await send(withField(payload, name, value))
      if (statusCode < 400 || statusCode >= 500) surprises.push(`${call} with ${name}: ${statusCode}`)
    }
    if ((await everything()) !== before) surprises.push(`${call} changed something`)
    const reply = await send(JSON.stringify(payload))
    if (saidBy(reply, call) !== 'let') surprises.push(`${call} without: ${reply.statusCode} ${reply.body}`)
    return { surprises, changes: (await everything()) !== before }
  }

  test('is refused by every route that takes a body, and nothing is changed', {
    timeout: 600_000,
  }, async () => {
    // What a body may hold is read before any query: PostgreSQL sees every fourth route.
    const every = engine === 'sqlite' ? 1 : 4
    const routes = (await unsafeRoutes(scene.app)).filter((_, n) => n % every === 0)
    const trials: Awaited<ReturnType<typeof trialOf>>[] = []
    for (const route of routes) trials.push(await trialOf(route))
    expect(trials.flatMap(({ surprises }) => surprises)).toEqual([])
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('isAdmin')
    // The same bodies without the field do what they are for, and the comparison sees it.
    const changed = trials.filter(({ changes }) => changes).length
    expect(changed).toBeGreaterThan(routes.length / 2)
    console.info(
      `${engine}: ${routes.length} routes, ${slipped.length} fields each; ${changed} change something without`,
    )
  })
})

const withField = (payload: object, name: string, value: string) =>
  JSON.stringify(payload).replace(/^\{/, `{"${name}":${value}${Object.keys(payload).length === 0 ? '' : ','}`)
