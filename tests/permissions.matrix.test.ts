// Every route × every role × {own, other's, other board's} answers as the table says, field by field.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cell, type Permissions, type Role, roles } from '#contract/permissions'
import { buildApp } from '../server/app.ts'
import { permissions } from '../server/permissions/table.ts'
import { apiRoutes } from './support/api-routes.ts'
import { engines } from './support/house.ts'
import { calls } from './support/permission-calls.ts'
import { isEmpty, leaksIn, markedIn } from './support/permission-fields.ts'
import { askAt, expectedOf, nameOf, type Spot, spotsOf, surprisesIn } from './support/permission-matrix.ts'
import { openScene, type Scene } from './support/permission-scene.ts'

const all = Object.keys(permissions)
const rowOf = (cell: Cell) => Object.fromEntries(roles.map((role) => [role, cell])) as Permissions[string]

/** Where fields are given to one neighbour and kept back from the next. */
const isAboutFields = ({ call, role, where }: Spot) =>
  call.startsWith('GET') && role === 'neighbour' && where === 'elm'

/** At each change every route as everybody once, at another place and with another relation for each; at night all of them. */
function oneOfEach(spots: Spot[]): Spot[] {
  const pairs = Object.values(Object.groupBy(spots, ({ call, role }) => `${call} ${role}`))
  const each = pairs.map((some, n) => some![n % some!.length]!)
  return [...new Set([...each, ...spots.filter(isAboutFields)])]
}

describe.each(engines)('the matrix on %s', (engine) => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene(engine)
  })
  afterAll(() => scene.house.close())

  /** The same streets, behind a guard that asks another table. */
  async function behind(table: Permissions): Promise<Scene> {
    const { store, clock, house } = scene.house
    const other = await buildApp({ ...house, store, clock, table })
    await other.app.ready()
    scene.tellRoles(other.house)
    return { ...scene, app: other.app }
  }

  test('has a call for every route there is', () => {
    const routes = apiRoutes(scene.app).map(({ method, path }) => `${method} ${path.replace('/api', '')}`)
    expect(routes.filter((route) => !calls[route])).toEqual([])
    expect(Object.keys(calls).filter((call) => !routes.includes(call))).toEqual([])
  })

  test('every route answers everybody as the table says, with the fields that are for them', {
    timeout: 600_000,
  }, async () => {
    // PostgreSQL sees every route, and the roles between which its queries could differ.
    const asked: readonly Role[] = engine === 'sqlite' ? roles : ['visitor', 'person', 'neighbour', 'steward']
    const spots = process.env.LONG ? spotsOf(all, asked) : oneOfEach(spotsOf(all, asked))
    const api = (await scene.app.inject('/api/openapi.json')).json()
    const leaks: string[] = []
    const fields = new Map<string, number>()
    const surprises = await surprisesIn(scene, permissions, {
      spots,
      look: (seen) => {
        const found = markedIn(api, seen)
        const keys = found.map(({ who, value }) => `${who}: ${isEmpty(value) ? 'kept back' : 'given'}`)
        for (const key of keys) fields.set(key, (fields.get(key) ?? 0) + 1)
        leaks.push(...leaksIn(api, seen).map((leak) => `${nameOf(seen.spot)}: ${leak}`))
      },
    })
    expect(surprises).toEqual([])
    expect(leaks).toEqual([])
    for (const who of ['author', 'author and stewards', 'parties', 'parties and stewards', 'neighbours'])
      for (const how of ['given', 'kept back'])
        expect(fields.get(`${who}: ${how}`), `${who} ${how}`).toBeTruthy()
    expect(new Set(spots.map(({ call }) => call)).size).toBe(all.length)
    const said = `${spots.length} calls of ${all.length} routes by ${asked.length} roles; fields ${JSON.stringify([...fields])}`
    console.info(`${engine}: ${said}`)
  })

  const alone = ['GET /boards/:boardId/posts', 'GET /boards/:boardId/members', 'GET /boards/:boardId/figures']
  test.each([...alone, 'GET /boards/:boardId/imports'])(
    'a guard that is missing from %s is seen, there and nowhere else',
    async (opened) => {
      const broken = await behind({ ...permissions, [opened]: { ...rowOf('yes'), coach: 404 } })
      const others = ['GET /boards/:boardId/invitations', 'GET /notices']
      const spots = spotsOf([...new Set([...alone, opened, ...others])])
      const surprises = await surprisesIn(broken, permissions, { spots })
      const guarded = spots.filter((spot) => spot.call === opened && expectedOf(permissions, spot) !== 'let')
      expect(surprises.map((line) => line.split(':').slice(0, -1).join(':'))).toEqual(guarded.map(nameOf))
      expect(guarded.length).toBeGreaterThan(10)
      await broken.app.close()
    },
  )

  test('no route lets anybody in whom its row does not: with every row shut, nobody is', async () => {
    const shut = await behind(Object.fromEntries(all.map((call) => [call, rowOf(404)])))
    const isHere = ({ where, relation }: Spot) => where === 'elm' && relation !== 'party'
    const everywhere = spotsOf(all, ['neighbour', 'steward']).filter(isHere)
    const spots = process.env.LONG ? everywhere : oneOfEach(everywhere)
    const said = await Promise.all(spots.map((spot) => askAt(shut, spot)))
    const open = said.filter(({ reply }) => reply.statusCode < 400 || reply.body === '')
    expect(open.map(({ spot, reply }) => `${nameOf(spot)}: ${reply.statusCode}`)).toEqual([])
    await shut.app.close()
  })
})

test('a field that is given to somebody else is found in the reply', async () => {
  const scene = await openScene('sqlite')
  const api = (await scene.app.inject('/api/openapi.json')).json()
  const spot = { call: 'GET /posts/:postId', role: 'neighbour', relation: 'none', where: 'elm' } as const
  const seen = await askAt(scene, spot)
  expect(leaksIn(api, seen)).toEqual([])
  const leaky = { ...seen.reply.json(), privateNote: 'Key under the blue pot' }
  const reply = { ...seen.reply, body: JSON.stringify(leaky), json: () => leaky } as typeof seen.reply
  expect(leaksIn(api, { spot, reply })).toEqual(['/privateNote is for author', 'the secret itself'])
  await scene.house.close()
})
