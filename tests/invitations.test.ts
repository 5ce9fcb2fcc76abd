import { describe, expect, test } from 'vitest'
import { InvitationNeeded, NotANeighbour, StewardsOnly } from '#contract/boards'
import { NotFound } from '#contract/http'
import { InvitationOver } from '#contract/invitations'
import { type Cast, codeFor, neighbours } from './support/cast.ts'
import { expectProblem } from './support/expect.ts'
import { days, engines, openHouse, type TestHouse } from './support/house.ts'
import { ask, join, startStreet } from './support/street.ts'

const tokenIn = (url: string) => url.slice(url.lastIndexOf('/') + 1)

async function invite({ house, id }: { house: TestHouse; id: string }, by: Cast, more: object = {}) {
  const reply = await ask(house, 'POST', `/boards/${id}/invitations`).by(by, more)
  expect(reply.statusCode, reply.body).toBe(201)
  return reply.json()
}

describe.each(engines)('an invitation on %s', (engine) => {
  async function openStreet(joining: 'open' | 'approved' | 'invited' = 'invited') {
    const house = await openHouse(engine)
    const [ann, bernard] = await neighbours(house, ['Ann', 'Bernard'])
    const { id } = await startStreet(house, ann, { joining })
    const joinWith = (cast: Cast, url: string) =>
      ask(house, 'POST', `/boards/${id}/members`).by(cast, { invitation: tokenIn(url) })
    return { house, ann, bernard, id, joinWith }
  }

  test('lets somebody in at once, by link or by the same printed as a picture', async () => {
    const { house, ann, bernard, id, joinWith } = await openStreet()
    const { url, qr, usesLeft } = await invite({ house, id }, ann, { uses: 2, days: 7 })
    expect(url).toMatch(/^http:\/\/localhost\/invitations\/[\w-]{22}$/)
    expect(qr).toMatch(/^<svg[\s\S]*<\/svg>\s*$/)
    expect(usesLeft).toBe(2)
    expectProblem(await join(house, id, bernard), InvitationNeeded)
    expect((await joinWith(bernard, url)).json()).toEqual({ state: 'active', boardId: id })
  })

  test('also where a steward would have to say yes', async () => {
    const { house, ann, bernard, id, joinWith } = await openStreet('approved')
    const { url } = await invite({ house, id }, ann)
    expect((await joinWith(bernard, url)).json()).toMatchObject({ state: 'active' })
  })

  test('says which street it is for, and nothing about who lives there', async () => {
    const { house, ann, id } = await openStreet()
    const { url } = await invite({ house, id }, ann)
    const told = await ask(house, 'GET', `/invitations/${tokenIn(url)}`).by(null)
    expect(Object.keys(told.json()).sort()).toEqual(['boardId', 'name', 'welcome'])
    expect(told.json()).toMatchObject({ boardId: id, name: 'Elm Street' })
  })

  test('is used up, runs out, or is taken back', async () => {
    const { house, ann, bernard, id, joinWith } = await openStreet()
    const [chandra] = await neighbours(house, ['Chandra'])
    const once = await invite({ house, id }, ann, { uses: 1 })
    const short = await invite({ house, id }, ann, { days: 1 })
    const back = await invite({ house, id }, ann)
    const replies = await Promise.all([joinWith(bernard, once.url), joinWith(chandra, once.url)])
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([201, 404])
    const left = replies[0].statusCode === 404 ? bernard : chandra
    house.clock.pass(days(1))
    expectProblem(await joinWith(left, short.url), InvitationOver)
    expect((await ask(house, 'DELETE', `/boards/${id}/invitations/${back.id}`).by(ann)).statusCode).toBe(204)
    expectProblem(await joinWith(left, back.url), InvitationOver)
    for (const { url } of [once, short, back])
      expectProblem(await ask(house, 'GET', `/invitations/${tokenIn(url)}`).by(null), InvitationOver)
    expect((await ask(house, 'GET', `/boards/${id}/invitations`).by(ann)).json()).toEqual({ items: [] })
  })

  test('is for its own street only', async () => {
    const { house, ann, bernard, id } = await openStreet()
    const oak = await startStreet(house, ann, { name: 'Oak Road', joining: 'invited' })
    const { url, id: invitationId } = await invite({ house, id: oak.id }, ann)
    const reply = await ask(house, 'POST', `/boards/${id}/members`).by(bernard, { invitation: tokenIn(url) })
    expectProblem(reply, InvitationOver)
    expectProblem(await ask(house, 'DELETE', `/boards/${id}/invitations/${invitationId}`).by(ann), NotFound)
  })

  test('is nowhere in the database', async () => {
    const { house, ann, id } = await openStreet()
    const headers = { ...ann.headers, 'idempotency-key': 'one' }
    const url = `/api/boards/${id}/invitations`
    const call = () => house.app.inject({ method: 'POST', url, headers, payload: {} })
    const [first, again] = [await call(), await call()]
    expect(first.json()).toEqual(again.json())
    const { invitations, replies } = house.store.read.t
    const kept = [
      await house.store.read.select().from(invitations),
      await house.store.read.select().from(replies),
    ]
    expect(kept.flat()).toHaveLength(2)
    expect(JSON.stringify(kept)).not.toContain(tokenIn(first.json().url))
  })

  test('is for a neighbour to make where anybody may join, and for stewards elsewhere', async () => {
    const open = await openStreet('open')
    await join(open.house, open.id, open.bernard)
    const own = await invite(open, open.bernard)
    await invite(open, open.ann)
    const seen = async (by: Cast) =>
      (await ask(open.house, 'GET', `/boards/${open.id}/invitations`).by(by)).json().items
    expect(await seen(open.bernard)).toMatchObject([{ id: own.id }])
    expect(await seen(open.ann)).toHaveLength(2)
    const [dolores] = await neighbours(open.house, ['Dolores'])
    const one = ask(open.house, 'GET', `/boards/${open.id}/invitations/${own.id}`)
    expect((await one.by(open.ann)).json()).toMatchObject({ url: own.url })
    expectProblem(await one.by(dolores), NotANeighbour)

    const closed = await openStreet('approved')
    const { url } = await invite(closed, closed.ann)
    await closed.joinWith(closed.bernard, url)
    expectProblem(
      await ask(closed.house, 'POST', `/boards/${closed.id}/invitations`).by(closed.bernard, {}),
      StewardsOnly,
    )
  })

  test('that was good when somebody joined by it is still good when they enter their code', async () => {
    const { house, ann, id } = await openStreet()
    const { url } = await invite({ house, id }, ann, { days: 1, uses: 1 })
    const contact = 'efua@example.org'
    const payload = { name: 'Efua', contact, invitation: tokenIn(url) }
    const joined = await house.app.inject({ method: 'POST', url: `/api/boards/${id}/members`, payload })
    expect(joined.statusCode).toBe(202)
    house.clock.pass(days(2))
    const post = (path: string, body: object) =>
      house.app.inject({ method: 'POST', url: path, payload: body })
    await post('/api/sign-in-codes', { contact })
    const session = await post('/api/session', {
      contact,
      code: await codeFor(house.store, contact),
      as: 'token',
    })
    const headers = { authorization: `Bearer ${session.json().token}` }
    const board = await house.app.inject({ method: 'GET', url: `/api/boards/${id}`, headers })
    expect(board.json().you).toEqual({ role: 'neighbour', state: 'active' })
  })

  const goings: Record<string, (gone: { sayBoth: Say; himself: Say }) => Promise<unknown>> = {
    'leaves the street': ({ himself }) => himself('/boards/B/members/P'),
    'is sent away': ({ sayBoth }) => sayBoth('/boards/B/members/P'),
    'leaves for good': ({ himself }) => himself('/me'),
  }
  test.each(Object.entries(goings))('ends when whoever made it %s', async (_, goes) => {
    const { house, ann, bernard, id, joinWith } = await openStreet()
    const [chandra, dell] = await neighbours(house, ['Chandra', 'Dell'])
    const kept = await invite({ house, id }, ann)
    for (const one of [bernard, dell]) {
      await joinWith(one, kept.url)
      await ask(house, 'PUT', `/boards/${id}/members/${one.id}`).by(ann, { role: 'steward' })
    }
    const { url } = await invite({ house, id }, bernard)
    const say = async (path: string, by: Cast) => {
      const at = path.replace('/B/', `/${id}/`).replace('/P', `/${bernard.id}`)
      expect((await ask(house, 'DELETE', at).by(by, {})).statusCode).toBeLessThan(300)
    }
    const sayBoth = async (path: string) => {
      for (const by of [ann, dell]) await say(path, by)
    }
    await goes({ sayBoth, himself: (path) => say(path, bernard) })
    expectProblem(await ask(house, 'GET', `/invitations/${tokenIn(url)}`).by(null), InvitationOver)
    expectProblem(await joinWith(chandra, url), InvitationOver)
    expect((await joinWith(chandra, kept.url)).json()).toMatchObject({ state: 'active' })
  })
})

type Say = (path: string) => Promise<unknown>
