/** A while to wait, and being sent away: what closes, what stays open, and for how long. */
import { describe, expect, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import { NotANeighbour } from '#contract/boards'
import { LastSteward } from '#contract/members'
import { Paused } from '#contract/standing'
import { openStore } from '#db'
import { buildApp } from '../server/app.ts'
import { findBoard } from '../server/boards/queries.ts'
import type { House } from '../server/http/room.ts'
import { closeCodes } from '../server/live/hub.ts'
import { trustOf } from '../server/standing/queries.ts'
import { pause, removeFrom, unpause } from '../server/standing/steps.ts'
import { type Cast, neighbours } from './support/cast.ts'
import { callsAs } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { days, type Engine, engines, hours, openHouse, type TestHouse } from './support/house.ts'
import { often } from './support/often.ts'
import { join, startStreet } from './support/street.ts'

const cycles = often('CYCLES', { suite: 10, long: 100 })

type Ear = { closed: Promise<number>; status: Promise<number | 'open'> }

/** One open line of somebody to a street. */
function listen(port: number, boardId: string, cast: Cast): Ear {
  const url = `ws://127.0.0.1:${port}/api/boards/${boardId}/live?since=0`
  const socket = new WebSocket(url, { headers: cast.headers })
  onTestFinished(() => socket.terminate())
  socket.on('error', () => {})
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  const status = new Promise<number | 'open'>((resolve) => {
    socket.once('message', () => resolve('open'))
    socket.once('unexpected-response', (_, reply) => resolve(reply.statusCode ?? 0))
  })
  return { closed, status }
}

async function portOf(app: TestHouse['app']): Promise<number> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 })
  return (app.server.address() as { port: number }).port
}

async function street(engine: Engine) {
  const house = await openHouse(engine)
  const [ann, bernard] = await neighbours(house, ['Ann', 'Bernard'])
  const { id: boardId } = await startStreet(house, ann)
  await join(house, boardId, bernard)
  const who = { boardId, personId: bernard.id }
  const act = <T>(what: (tx: Parameters<Parameters<House['store']['write']>[0]>[0]) => Promise<T>) =>
    house.store.write(what)
  const now = () => house.clock.now()
  const remove = () =>
    act(async (tx) => {
      const board = (await findBoard(tx, boardId))!
      await removeFrom(house.house, tx, { ...who, board, otherId: ann.id, now: now() })
    })
  const pauseFor = (ms: number) =>
    act((tx) => pause(house.house, tx, { ...who, until: now() + ms, now: now() }))
  return { house, boardId, ann, bernard, who, act, now, remove, pauseFor, as: callsAs(house) }
}

describe.each(engines)('a pause on %s', (engine) => {
  test('stops posting, editing, claiming and listening, says until when, and ends by itself', async () => {
    const { house, boardId, ann, bernard, as, pauseFor, who } = await street(engine)
    const ask = { kind: 'request', title: 'Milk' }
    const post = (by: Cast, more = {}) => as(by)('POST', `/api/boards/${boardId}/posts`, { ...ask, ...more })
    const anns = (await post(ann)).json()
    const his = (await post(bernard)).json()
    await pauseFor(days(3))
    const refused = await post(bernard)
    expectProblem(refused, Paused)
    expect(refused.json()).toMatchObject({
      until: '2026-03-15T09:00:00.000Z',
      detail: expect.stringContaining('15 March 2026'),
    })
    expectProblem(await as(bernard)('POST', `/api/posts/${anns.id}/claims`, {}), Paused)
    expectProblem(await as(bernard)('PATCH', `/api/posts/${his.id}`, { version: 1, title: 'Bread' }), Paused)
    expectProblem(await as(bernard)('POST', `/api/boards/${boardId}/members/${ann.id}/vouches`), Paused)
    expect((await post(bernard, { draft: true })).statusCode).toBe(201)
    for (const path of ['/api/me', '/api/mine', '/api/notices', `/api/posts/${anns.id}`])
      expect((await as(bernard)('GET', path)).statusCode, path).toBe(200)
    expect((await as(bernard)('DELETE', `/api/posts/${his.id}`, {})).statusCode).toBe(200)
    expect(await listen(await portOf(house.app), boardId, bernard).status).toBe(403)
    house.clock.pass(days(3))
    await house.sweep()
    expect((await post(bernard)).statusCode).toBe(201)
    expect(await trustOf(house.store.read, { ...who, now: house.clock.now() })).toMatchObject({
      pausedUntil: null,
    })
    expect(await house.store.read.$count(house.store.read.t.pauses)).toBe(0)
  })

  test('can be lifted before, and is not left behind by leaving and joining again', async () => {
    const { house, boardId, bernard, as, pauseFor, act, who } = await street(engine)
    await pauseFor(days(3))
    await as(bernard)('DELETE', `/api/boards/${boardId}/members/${bernard.id}`)
    const again = await as(bernard)('POST', `/api/boards/${boardId}/members`, { offer: 'An hour' })
    expect(again.json()).toMatchObject({ state: 'active' })
    const offers = (await as(bernard)('GET', '/api/mine')).json().open
    expect(offers).toMatchObject([{ title: 'An hour', state: 'draft' }])
    const post = () => as(bernard)('POST', `/api/boards/${boardId}/posts`, { kind: 'offer', title: 'Tea' })
    expectProblem(await post(), Paused)
    expect(await act((tx) => unpause(tx, who))).toBe(true)
    expect(await act((tx) => unpause(tx, who))).toBe(false)
    expect((await post()).statusCode).toBe(201)
    expect((await house.store.read.select().from(house.store.read.t.pauses)).length).toBe(0)
  })

  test('is nobody else’s to know: the street hears only that something changed', async () => {
    const { house, boardId, ann, pauseFor } = await street(engine)
    const port = await portOf(house.app)
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/boards/${boardId}/live?since=2`, {
      headers: ann.headers,
    })
    onTestFinished(() => socket.terminate())
    const heard: unknown[] = []
    socket.on('message', (data) => heard.push(JSON.parse(String(data)).event))
    await new Promise((resolve) => socket.once('open', resolve))
    await pauseFor(hours(1))
    await expect.poll(() => heard).toEqual([{ type: 'member.changed' }])
  })
})

describe.each(engines)('being sent away on %s', (engine) => {
  test('lasts until a steward says yes, whatever way others come in', async () => {
    const { boardId, ann, bernard, as, remove } = await street(engine)
    await remove()
    expectProblem(await as(bernard)('GET', `/api/boards/${boardId}/members`), NotANeighbour)
    const back = await as(bernard)('POST', `/api/boards/${boardId}/members`, {})
    expect(back.json()).toMatchObject({ state: 'asking' })
    const { token } = (await as(ann)('POST', `/api/boards/${boardId}/invitations`, {})).json()
    const invited = await as(bernard)('POST', `/api/boards/${boardId}/members`, { invitation: token })
    expect(invited.json()).toMatchObject({ state: 'asking' })
    await as(ann)('PUT', `/api/boards/${boardId}/members/${bernard.id}`, { state: 'active' })
    await as(bernard)('DELETE', `/api/boards/${boardId}/members/${bernard.id}`)
    const free = await as(bernard)('POST', `/api/boards/${boardId}/members`, {})
    expect(free.json()).toMatchObject({ state: 'active' })
  })

  test('never leaves a street without a steward', async () => {
    const { house, boardId, ann, act, now } = await street(engine)
    const gone = act(async (tx) => {
      const board = (await findBoard(tx, boardId))!
      const who = { boardId, personId: ann.id, otherId: ann.id }
      await removeFrom(house.house, tx, { ...who, board, now: now() })
    })
    await expect(gone).rejects.toMatchObject({ details: { type: LastSteward.type } })
  })

  test(`closes every line within a second, on every server: ${cycles} times each`, {
    timeout: 600_000,
  }, async () => {
    const { house, boardId, ann, bernard, as, act, remove, pauseFor, who } = await street(engine)
    const ports = [await portOf(house.app)]
    if (engine === 'postgres') ports.push(await portOf((await anotherServer(house)).app))
    let slowest = 0
    const cycle = async (cause: () => Promise<unknown>, code: number) => {
      const ears = ports.map((port) => listen(port, boardId, bernard))
      for (const { status } of ears) expect(await status).toBe('open')
      const from = performance.now()
      await cause()
      for (const { closed } of ears) expect(await closed).toBe(code)
      slowest = Math.max(slowest, performance.now() - from)
      expect(await listen(ports[0]!, boardId, bernard).status).toBe(403)
    }
    for (let n = 0; n < cycles; n++) {
      await cycle(() => pauseFor(hours(1)), closeCodes.paused)
      await act((tx) => unpause(tx, who))
      await cycle(remove, closeCodes.left)
      await join(house, boardId, bernard)
      await as(ann)('PUT', `/api/boards/${boardId}/members/${bernard.id}`, { state: 'active' })
      await cycle(
        () => as(bernard)('DELETE', `/api/boards/${boardId}/members/${bernard.id}`),
        closeCodes.left,
      )
      await join(house, boardId, bernard)
    }
    console.info(
      `${engine}: ${cycles * 3} lines closed on ${ports.length} server(s), slowest ${slowest.toFixed(0)} ms`,
    )
    expect(slowest).toBeLessThan(1000)
  })
})

/** On the same database, as a second process would be. */
async function anotherServer({ url, house: { clock, key, publicUrl, mail } }: TestHouse) {
  const store = await openStore(url)
  const { app } = await buildApp({ store, clock, key, publicUrl, mail })
  await app.ready()
  onTestFinished(async () => {
    await app.close()
    await store.close()
  })
  return { app }
}
