import { count } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { Demo } from '#contract/demo'
import { NotYourDemo, OnlyPretend } from '#contract/demo'
import { NotFound } from '#contract/http'
import { postStates } from '#contract/lifecycle'
import type { Post } from '#contract/posts'
import { demoPeople, demoPosts } from '../db/demo.ts'
import { neighbours } from './support/cast.ts'
import { expectProblem } from './support/expect.ts'
import { engines, hours, openHouse, type TestHouse } from './support/house.ts'
import { ask, streetOf } from './support/street.ts'

const make = (house: TestHouse) => ask(house, 'POST', '/demo')
const look = async (house: TestHouse): Promise<Demo> => (await ask(house, 'GET', '/demo').by(null)).json()

/** How many rows each table has. */
async function rowsOf({ store }: TestHouse) {
  const tables = Object.entries(store.read.t)
  const counted = tables.map(async ([name, table]) => [
    name,
    (await store.read.select({ rows: count() }).from(table))[0]?.rows,
  ])
  return Object.fromEntries(await Promise.all(counted))
}

async function postsOf({ store }: TestHouse) {
  return await store.read.select().from(store.read.t.posts)
}

/** Steps in as one of the pretend neighbours, as a browser does. */
async function be(house: TestHouse, id: string, headers = {}) {
  const payload = { as: id }
  const reply = await house.app.inject({ method: 'POST', url: '/api/demo/session', payload, headers })
  const session = reply.cookies.find(({ name }) => name === 'session')?.value ?? ''
  return { reply, cast: { id, name: '', contact: '', headers: { authorization: `Bearer ${session}` } } }
}

describe.each(engines)('the demo street on %s', (engine) => {
  test('it is made with thirty posts in every state, and everybody may read it', async () => {
    const house = await openHouse(engine)
    expect((await make(house).by(null)).statusCode).toBe(201)
    const posts = await postsOf(house)
    expect(posts).toHaveLength(30)
    expect(demoPosts).toHaveLength(30)
    // Into the other two only a steward's doubt brings a post: nothing to look round in.
    const states = postStates.filter((state) => state !== 'checking' && state !== 'hidden')
    expect(new Set(posts.map(({ state }) => state))).toEqual(new Set(states))
    expect(posts.filter((post) => post.standing).length).toBeGreaterThan(2)
    expect(posts.filter((post) => post.onBehalf)).toHaveLength(1)
    expect(posts.some(({ title }) => /\p{sc=Arab}/u.test(title))).toBe(true)
    const board = (await ask(house, 'GET', '/boards/demo').by(null)).json()
    expect(board).toMatchObject({ name: 'Elm Row', demo: true, visible: true, area: null, stewards: 2 })
    const { items } = (await ask(house, 'GET', '/boards/demo/posts').by(null)).json()
    const alley = items.find(({ parts }: Post) => parts === 6)
    expect(alley).toMatchObject({ state: 'open', taken: 4, author: { name: 'Amina' } })
  })

  test('neighbours may be asked to a door there: two of them look after worries', async () => {
    const house = await openHouse(engine)
    await make(house).by(null)
    const { cast: rose } = await be(house, 'demo-rose')
    const { missing, leads } = (await ask(house, 'GET', '/boards/demo/safety').by(rose)).json()
    expect(missing).toEqual([])
    expect(leads).toMatchObject([
      { role: 'lead', accepted: true },
      { role: 'deputy', accepted: true },
    ])
    const asked = await ask(house, 'POST', '/boards/demo/posts').by(rose, {
      kind: 'request',
      title: 'Thread',
    })
    expect(asked.statusCode).toBe(201)
  })

  test('nothing on it has run out, or is known before it happened', async () => {
    const house = await openHouse(engine)
    await make(house).by(null)
    const states = async () => (await postsOf(house)).map(({ id, state }) => `${id} ${state}`).sort()
    const before = await states()
    await house.sweep()
    expect(await states()).toEqual(before)
    const { events } = house.store.read.t
    const all = await house.store.read.select().from(events).orderBy(events.seq)
    const log = all.filter(({ boardId }) => boardId === 'demo')
    expect(log.map(({ at }) => at)).toEqual(log.map(({ at }) => at).sort((a, b) => a - b))
    expect(log.at(-1)!.at).toBeLessThan(house.clock.now())
  })

  test('removed it leaves nothing behind, though visitors have used it', async () => {
    const house = await openHouse(engine)
    const before = await rowsOf(house)
    await make(house).by(null)
    const { cast: bernard } = await be(house, 'demo-bernard')
    const { items } = (await ask(house, 'GET', '/boards/demo/posts').by(bernard)).json()
    const open = items.find((post: Post) => post.state === 'open' && post.author.id !== bernard.id)
    const claimed = await house.app.inject({
      ...{ method: 'POST', url: `/api/posts/${open.id}/claims`, payload: {} },
      headers: { ...bernard.headers, 'idempotency-key': 'once' },
    })
    expect(claimed.statusCode).toBe(201)
    await house.sweep()
    expect(await rowsOf(house)).not.toEqual(before)
    expect((await ask(house, 'DELETE', '/demo').by(bernard)).statusCode).toBe(204)
    expect(await rowsOf(house)).toEqual(before)
    expect((await ask(house, 'GET', '/me').by(bernard)).statusCode).toBe(401)
    expect((await make(house).by(null)).statusCode).toBe(201)
  })

  test('removing it touches nothing of a real street', async () => {
    const house = await openHouse(engine)
    const [ann] = await neighbours(house, ['Ann'])
    await make(house).by(null)
    const street = await streetOf(house, [ann])
    await ask(house, 'POST', `/boards/${street.id}/posts`).by(ann, { kind: 'request', title: 'Milk' })
    expect((await ask(house, 'DELETE', '/demo').by(ann)).statusCode).toBe(204)
    expect((await postsOf(house)).map(({ title }) => title)).toEqual(['Milk'])
    expect((await ask(house, 'GET', '/boards?mine=true').by(ann)).json().items).toHaveLength(1)
  })

  test('made by many at the same time it is one', async () => {
    const house = await openHouse(engine)
    const replies = await Promise.all(Array.from({ length: 5 }, () => make(house).by(null)))
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 200, 200, 201])
    expect((await rowsOf(house)).posts).toBe(30)
  })
})

test('while nobody has a street here anybody makes and removes it; afterwards only stewards here do', async () => {
  const house = await openHouse()
  const [ann, bernard] = await neighbours(house, ['Ann', 'Bernard'])
  expect(await look(house)).toMatchObject({ boardId: null, mayMake: true, mayRemove: false })
  await make(house).by(null)
  expect(await look(house)).toMatchObject({ boardId: 'demo', mayMake: false, mayRemove: true })
  await streetOf(house, [ann, bernard])
  for (const somebody of [null, bernard, (await be(house, 'demo-ann')).cast])
    expectProblem(await ask(house, 'DELETE', '/demo').by(somebody), NotYourDemo)
  expect((await make(house).by(bernard)).statusCode).toBe(200)
  expect((await ask(house, 'DELETE', '/demo').by(ann)).statusCode).toBe(204)
  expectProblem(await make(house).by(bernard), NotYourDemo)
})

test('a visitor steps in as a pretend neighbour, never as anybody real, and for two hours', async () => {
  const house = await openHouse()
  const [ann] = await neighbours(house, ['Ann'])
  await make(house).by(null)
  expect((await look(house)).people.map(({ name }) => name)).toEqual(demoPeople.map(({ name }) => name))
  for (const id of [ann.id, 'demo-nobody', 'demo']) expectProblem((await be(house, id)).reply, NotFound)
  const { reply, cast } = await be(house, 'demo-rose', ann.headers)
  expect(reply.statusCode).toBe(201)
  expect((await ask(house, 'GET', '/me').by(ann)).statusCode).toBe(401)
  expect((await ask(house, 'GET', '/demo').by(cast)).json().you).toEqual({ id: 'demo-rose', name: 'Rose' })
  house.clock.pass(hours(2))
  expect((await ask(house, 'GET', '/me').by(cast)).statusCode).toBe(401)
})

test('a pretend neighbour stays on the pretend street', async () => {
  const house = await openHouse()
  const [ann] = await neighbours(house, ['Ann'])
  await make(house).by(null)
  const street = await streetOf(house, [ann])
  const { cast } = await be(house, 'demo-ann')
  const tried = [
    ask(house, 'POST', '/boards').by(cast, { name: 'Mine', place: { lat: 54.9, lng: -1.38 } }),
    ask(house, 'POST', `/boards/${street.id}/members`).by(cast, {}),
    ask(house, 'PATCH', '/boards/demo').by(cast, { version: 1, joining: 'open' }),
    ask(house, 'POST', '/boards/demo/invitations').by(cast, {}),
    ask(house, 'PATCH', '/me').by(cast, { name: 'Somebody' }),
    ask(house, 'DELETE', '/me').by(cast),
    ask(house, 'POST', '/cards').by(cast, { name: 'Somebody' }),
    ask(house, 'POST', '/passkeys/options').by(cast, {}),
  ]
  for (const reply of await Promise.all(tried)) expectProblem(reply, OnlyPretend)
  const asked = await ask(house, 'POST', '/boards/demo/posts').by(cast, { kind: 'request', title: 'Tea' })
  expect(asked.statusCode).toBe(201)
  expect((await ask(house, 'DELETE', '/session').by(cast)).statusCode).toBeLessThan(300)
})
