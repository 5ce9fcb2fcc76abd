import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NotOpen } from '#contract/claims'
import { InvalidInput, StaleEdit, TooMany } from '#contract/http'
import { type Cast, neighbours } from './support/cast.ts'
import { foundStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { engines, openHouse, type TestHouse } from './support/house.ts'
import { often } from './support/often.ts'
import { type UnsafeRoute, unsafeRoutes, type WrongBody, wrongBodies } from './support/wrong-bodies.ts'

let network = 0
let newcomers = 0
/** Nobody here is slowed down for asking often. */
const elsewhere = () => `10.${200 + (++network >> 16)}.${(network >> 8) & 255}.${network & 255}`

const numRuns = {
  sqlite: often('BODIES', { suite: 2000, long: 10_000 }),
  postgres: often('BODIES', { suite: 400, long: 2000 }),
}

describe.each(engines)('bad input on %s', (engine) => {
  let house: TestHouse
  let ann: Cast
  let boardId: string
  let routes: UnsafeRoute[]
  let ids: Record<string, string>

  beforeAll(async () => {
    house = await openHouse(engine, true)
    const street = await foundStreet(house, ['Ann', 'Bernard'])
    ann = street.cast[0]
    boardId = street.boardId
    const { id: postId } = await street.post(ann)
    const claim = await street.as(street.cast[1])('POST', `/api/posts/${postId}/claims`, {})
    ids = { boardId, postId, claimId: claim.json().id, personId: street.cast[1].id }
    routes = await unsafeRoutes(house.app)
  })
  afterAll(() => house.close())

  const fill = (path: string) => path.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? 'nobody')

  const sendAs = (
    by: Cast,
    { method, path }: UnsafeRoute,
    { payload, contentType = 'application/json' }: Sent,
  ) =>
    house.app.inject({
      method: method as 'POST',
      url: fill(path),
      remoteAddress: elsewhere(),
      headers: { ...by.headers, 'content-type': contentType },
      payload,
    })
  /** Where somebody may try only so often, somebody else who has not tried yet sends the rest. */
  const send = async (route: UnsafeRoute, sent: Sent) => {
    const reply = await sendAs(ann, route, sent)
    if (reply.statusCode !== TooMany.status) return reply
    expectProblem(reply, TooMany)
    const [newcomer] = await neighbours(house, [`Newcomer ${++newcomers}`])
    return sendAs(newcomer, route, sent)
  }
  type Sent = Pick<WrongBody, 'payload' | 'contentType'>

  test('every route refuses every wrong body, and says where', async () => {
    expect(routes.length).toBeGreaterThan(30)
    const surprises: string[] = []
    for (const route of routes) {
      for (const body of wrongBodies(route)) {
        const surprise = surpriseIn(await send(route, body), body)
        if (surprise) surprises.push(`${route.method} ${route.path}, ${body.name}: ${surprise}`)
      }
    }
    expect(surprises).toEqual([])
  })

  test('nothing that a program may send breaks the server, ten thousand times', {
    timeout: 300_000,
  }, async () => {
    const withBody = routes.filter(({ fields }) => Object.keys(fields).length > 0)
    const fuzzed = fc
      .constantFrom(...withBody)
      .chain((route) => fc.record({ route: fc.constant(route), body: bodyFor(route) }))
    const statuses = new Map<number, number>()
    const one = fc.asyncProperty(fuzzed, async ({ route, body }) => {
      const reply = await send(route, { payload: JSON.stringify(body) })
      statuses.set(reply.statusCode, (statuses.get(reply.statusCode) ?? 0) + 1)
      expect(reply.statusCode, `${route.method} ${route.path} ${reply.body}`).toBeLessThan(500)
      if (reply.statusCode >= 400) expect(reply.headers['content-type']).toContain('application/problem+json')
    })
    await fc.assert(one, { numRuns: numRuns[engine] })
    console.info(`${engine}: answers to fuzzed bodies ${JSON.stringify([...statuses])}`)
    expect(statuses.get(422)).toBeGreaterThan(100)
  })

  test('addresses and searches that make no sense break nothing', async () => {
    const odd = [
      '%00',
      '%ff%fe',
      '%F0%9F%98%80',
      "'%22%3B--",
      '..%2f..%2fetc',
      'a'.repeat(2000),
      '%25',
      '__proto__',
    ]
    const paths = odd.flatMap((word) => [
      `/api/boards/${word}`,
      `/api/boards/${word}/posts`,
      `/api/boards/${boardId}/posts?q=${word}`,
      `/api/boards/${boardId}/posts?cursor=${word}`,
      `/api/boards/${boardId}/posts?category=${word}`,
      `/api/boards/${boardId}/members?cursor=${word}`,
      `/api/boards?near=${word}`,
      `/api/posts/${word}`,
      `/api/posts/${word}/history`,
      `/api/places/${word}`,
      `/api/invitations/${word}`,
      `/api/imports/${word}`,
      `/api/notices?cursor=${word}`,
    ])
    const broken: string[] = []
    for (const url of paths) {
      const reply = await house.app.inject({ url, headers: ann.headers })
      if (reply.statusCode >= 500) broken.push(`${url.slice(0, 80)}: ${reply.statusCode}`)
    }
    expect(broken).toEqual([])
  })

  test('an edit of what somebody else changed, and a claim on what was withdrawn, are said plainly', async () => {
    const { as, cast, post } = await foundStreet(house, ['Chandra', 'Dell'])
    const [chandra, dell] = cast
    const url = `/api/posts/${(await post(chandra)).id}`
    expect((await as(chandra)('PATCH', url, { version: 1, title: 'Tea and cake' })).statusCode).toBe(200)
    expectProblem(await as(chandra)('PATCH', url, { version: 1, title: 'Coffee' }), StaleEdit)
    await as(chandra)('DELETE', url, {})
    expectProblem(await as(dell)('POST', `${url}/claims`, {}), NotOpen)
  })

  test('a version larger than any is no version', async () => {
    const { as, cast, post, boardId: street } = await foundStreet(house, ['Esme'])
    const [esme] = cast
    const edits = { [`/api/posts/${(await post(esme)).id}`]: 'title', [`/api/boards/${street}`]: 'name' }
    for (const [url, field] of Object.entries(edits)) {
      const reply = await as(esme)('PATCH', url, { version: 3_000_000_000, [field]: 'Tea' })
      expectProblem(reply, InvalidInput, ['#/version'])
    }
  })
})

/** What is not as it has to be in this reply to a wrong body. */
function surpriseIn(reply: Awaited<ReturnType<TestHouse['app']['inject']>>, { kind, pointer }: WrongBody) {
  const type = reply.headers['content-type'] ?? ''
  if (!type.startsWith('application/problem+json')) return `${reply.statusCode} ${type}`
  const problem = reply.json()
  if (problem.status !== kind.status || problem.type !== kind.type) return `${problem.status} ${problem.type}`
  const pointers = (problem.errors ?? []).map((error: { pointer: string }) => error.pointer)
  const isThere = !pointer || pointers.some((one: string) => one === pointer || one.startsWith(`${pointer}/`))
  return isThere ? undefined : `points at ${pointers.join(' ')}`
}

/** Fields it knows, with values of every kind, a right one now and then; and some that it does not know. */
function bodyFor({ fields }: UnsafeRoute): fc.Arbitrary<unknown> {
  const values = Object.entries(fields).map(([name, { enum: options }]) => [
    name,
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom(...(options ?? ['Tea']), null, '', 1, true),
      fc.jsonValue({ maxDepth: 3 }),
    ),
  ])
  const known = fc.record(Object.fromEntries(values), { requiredKeys: [] })
  return fc.oneof({ weight: 9, arbitrary: known }, { weight: 1, arbitrary: fc.jsonValue() })
}
