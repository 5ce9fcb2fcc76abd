// A page left open shows what a fresh page shows: every event, a real socket, the page's own code, both engines.

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type BoardEvent, BoardEventType, PostEventType } from '#contract/live'
import { lastSeq } from '../server/live/queries.ts'
import { type Cast, neighbours } from './support/cast.ts'
import { callsAs } from './support/elm-row.ts'
import { happenings, type Scene } from './support/happenings.ts'
import { engines, openHouse, type TestHouse } from './support/house.ts'
import { often } from './support/often.ts'
import { freshLists, openPage, type Reader } from './support/reader.ts'
import { safely } from './support/safety.ts'

const types = [...PostEventType.options, ...BoardEventType.options, 'post.gone', 'board.refetch'] as const
/** Events that change nothing on the lists of a board, or whose loss the next event makes good. */
const silent: BoardEvent['type'][] = [
  ...BoardEventType.options,
  'board.refetch',
  'post.paused',
  'claim.queued',
]

test('every type of event has an action', () => {
  expect(Object.keys(happenings).sort()).toEqual([...types].sort())
})

const cuts = {
  sqlite: often('DROPS', { suite: 200, long: 1000 }),
  postgres: often('DROPS', { suite: 50, long: 1000 }),
}

describe.each(engines)('on %s', (engine) => {
  let house: TestHouse
  let url: string
  let cast: Record<'ann' | 'bernard' | 'chandra' | 'dell', Cast>
  beforeAll(async () => {
    house = await openHouse(engine, true)
    url = (await house.app.listen({ host: '127.0.0.1', port: 0 })).replace('http', 'ws')
    const [ann, bernard, chandra, dell] = await neighbours(house, ['Ann', 'Bernard', 'Chandra', 'Dell'])
    cast = { ann, bernard, chandra, dell }
  })
  afterAll(() => house.close())

  /** A street of its own for each test, with a few posts of every sort on it. */
  async function newStreet() {
    const as = callsAs(house)
    const place = { lat: 54.9069, lng: -1.3838 }
    const { id: boardId } = (
      await as(cast.ann)('POST', '/api/boards', { name: 'Elm Row', place, vouchesWanted: 0, ...safely })
    ).json()
    for (const one of [cast.bernard, cast.chandra])
      await as(one)('POST', `/api/boards/${boardId}/members`, {})
    const post = async (by: Cast, more: object = {}) => {
      const body = { kind: 'request', title: 'Walk the dog', ...more }
      return (await as(by)('POST', `/api/boards/${boardId}/posts`, body)).json()
    }
    await post(cast.bernard, { title: 'Milk' })
    await post(cast.chandra, { kind: 'offer', title: 'Lifts on Tuesdays', standing: true, category: 'lifts' })
    return { house, boardId, as, post, url, ...cast }
  }

  const heardAll = async (street: Scene, sockets: { seq: number }[]) => {
    const last = await lastSeq(house.store.read, street.boardId)
    await vi.waitFor(() => expect(sockets.map(({ seq }) => seq)).toEqual(sockets.map(() => last)), {
      timeout: 20_000,
      interval: 5,
    })
  }
  const inStep = (street: Scene & { url: string }, page: Reader) =>
    vi.waitFor(async () => {
      const shown = page.lists.map(({ items }) => items)
      expect(shown).toEqual(await freshLists(street, street.bernard, page.lists))
    }, 3000)

  test.each(types)('%s keeps pages that stand open, and pages that come back, in step', async (type) => {
    const street = await newStreet()
    const act = await happenings[type](street)
    const [open, away, deaf] = await Promise.all([
      openPage(street, street.bernard),
      openPage(street, street.bernard),
      openPage(street, street.bernard, (event) => event.type === type),
    ])
    const lines = [open.connect(), deaf.connect()]
    await vi.waitFor(() => expect(house.house.live.listeners(street.boardId)).toBe(2))
    await act()
    lines.push(away.connect())
    await heardAll(street, lines)
    // Whose own place has changed reads the page anew: more of it may be theirs to see.
    const heardAs = type === 'member.changed' ? 'board.refetch' : type
    expect([...open.heard, ...away.heard]).toContain(heardAs)
    await inStep(street, open)
    await inStep(street, away)
    const missed = deaf.lists.map(({ items }) => items)
    const fresh = await freshLists(street, street.bernard, deaf.lists)
    if (!silent.includes(type)) expect(missed, 'a page that misses it is out of step').not.toEqual(fresh)
    for (const line of lines) line.close()
  })

  test(`through ${cuts[engine]} lost connections nothing is missed and nothing comes twice`, async () => {
    const street = await newStreet()
    const chance = dice(engine === 'sqlite' ? 7 : 8)
    const page = await openPage(street, street.bernard)
    const from = await lastSeq(house.store.read, street.boardId)
    const line = page.connect()
    const steady = await openPage(street, street.chandra)
    const other = steady.connect()
    for (let lost = 0; lost < cuts[engine]; lost++) {
      await Promise.all(Array.from({ length: 2 + chance(3) }, () => randomWrite(street, chance)))
      if (chance(2)) await heardAll(street, [line])
      await page.cut()
      await randomWrite(street, chance)
    }
    await heardAll(street, [line, other])
    const to = await lastSeq(house.store.read, street.boardId)
    expect(to - from).toBeGreaterThan(cuts[engine])
    const all = Array.from({ length: to - from }, (_, n) => from + 1 + n)
    expect(page.frames).toEqual(all)
    expect(steady.frames).toEqual(all)
    expect(page.lost()).toBe(cuts[engine])
    expect(page.refetches).toBe(0)
    await inStep(street, page)
    line.close()
    other.close()
  })
})

/** The same throws every time: a multiplicative generator. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (state * 48271) % 2147483647
    return state % sides
  }
}

/** Some neighbour does something to some post; what is not allowed now is refused, and tells nobody. */
async function randomWrite({ as, boardId, post, ...cast }: Scene, chance: (sides: number) => number) {
  const who = [cast.ann, cast.bernard, cast.chandra][chance(3)] as Cast
  const { items } = (await as(who)('GET', `/api/boards/${boardId}/posts?limit=100`)).json()
  const { id, version, state, helpers, author } = items[chance(items.length)] ?? {}
  const owner = [cast.ann, cast.bernard, cast.chandra].find((one) => one.id === author?.id) ?? who
  const claimId = helpers?.[0]?.claimId
  const writes = [
    () =>
      post(who, { kind: chance(2) ? 'request' : 'offer', parts: 1 + chance(3), standing: chance(4) === 0 }),
    () => as(who)('POST', `/api/posts/${id}/claims`, { wait: chance(3) === 0 }),
    () => as(who)('POST', `/api/posts/${id}/claims`, {}),
    () => as(owner)('PATCH', `/api/posts/${id}`, { version, title: 'Feed the cat' }),
    () => as(owner)('PATCH', `/api/posts/${id}`, { version, title: `Title ${chance(100)}` }),
    () => as(owner)('PATCH', `/api/posts/${id}`, { version, state: state === 'paused' ? 'open' : 'paused' }),
    () => as(owner)('PUT', `/api/claims/${claimId}/acceptance`),
    () => as(owner)('PUT', `/api/claims/${claimId}/completion`, {}),
    () => as(owner)('DELETE', `/api/claims/${claimId}`, {}),
    () => as(owner)('DELETE', `/api/posts/${id}`, {}),
  ]
  await writes[chance(writes.length)]?.()
}
