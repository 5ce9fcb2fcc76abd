import { describe, expect, test } from 'vitest'
import { AlreadyHere, InvitationNeeded, type Join } from '#contract/boards'
import { InvalidInput, NotFound } from '#contract/http'
import { InvitationOver } from '#contract/invitations'
import { BadContact } from '#contract/people'
import { type Cast, codeFor, neighbours } from './support/cast.ts'
import { expectAnnounced, expectProblem } from './support/expect.ts'
import { days, engines, minutes, openHouse, type TestHouse } from './support/house.ts'
import { ask, startStreet } from './support/street.ts'

const post = ({ app }: TestHouse, url: string, payload: object) =>
  app.inject({ method: 'POST', url, payload })

const joinAs = (house: TestHouse, boardId: string, join: Join) =>
  post(house, `/api/boards/${boardId}/members`, join)

const bernard = { name: 'Bernard', contact: 'bernard@example.org' }

/** Enters the newest code of a contact, and nothing else: the name was said when joining. */
async function enterCode(house: TestHouse, contact: string): Promise<Cast> {
  const code = await codeFor(house.store, contact)
  const reply = await post(house, '/api/session', { contact, code, as: 'token' })
  expect(reply.statusCode, reply.body).toBe(201)
  const { person, token } = reply.json()
  return { ...person, contact, headers: { authorization: `Bearer ${token}` } }
}

const standing = async (house: TestHouse, boardId: string, cast: Cast) =>
  (await ask(house, 'GET', `/boards/${boardId}`).by(cast)).json().you

const postsOn = async (house: TestHouse, boardId: string, cast: Cast) =>
  (await ask(house, 'GET', `/boards/${boardId}/posts`).by(cast)).json().items

describe.each(engines)('joining in one step on %s', (engine) => {
  async function openStreet(more: Parameters<typeof startStreet>[2] = {}) {
    const house = await openHouse(engine)
    const [ann] = await neighbours(house, ['Ann'])
    return { house, ann, id: (await startStreet(house, ann, more)).id }
  }

  test('stores name, contact and offer at once; the code makes everything true', async () => {
    const { house, id } = await openStreet()
    const reply = await joinAs(house, id, {
      ...bernard,
      contact: ' Bernard@Example.org',
      offer: 'I can walk dogs',
    })
    expect([reply.statusCode, reply.json()]).toEqual([202, { state: 'code-sent', boardId: id }])
    await expectAnnounced(house, id, ['member.joined'])
    const cast = await enterCode(house, bernard.contact)
    expect(cast.name).toBe('Bernard')
    expect(await standing(house, id, cast)).toEqual({ role: 'neighbour', state: 'active' })
    expect(await postsOn(house, id, cast)).toMatchObject([
      { kind: 'offer', title: 'I can walk dogs', author: { id: cast.id, name: 'Bernard' }, state: 'open' },
    ])
    await expectAnnounced(house, id, ['member.joined', 'member.joined', 'post.published'])
    expect(await house.store.read.$count(house.store.read.t.joinings)).toBe(0)
  })

  test('answers alike whether or not the contact is known, and does the same work', async () => {
    const { house, id, ann } = await openStreet()
    const { t } = house.store.read
    const counts = async () => [
      await house.store.read.$count(t.joinings),
      await house.store.read.$count(t.signInCodes),
    ]
    const [joinings, codes] = (await counts()) as [number, number]
    const known = await joinAs(house, id, { name: 'Ann', contact: ann.contact })
    const unknown = await joinAs(house, id, bernard)
    expect(known.body).toBe(unknown.body)
    expect([known.statusCode, unknown.statusCode]).toEqual([202, 202])
    expect(await counts()).toEqual([joinings + 2, codes + 2])
  })

  test('says which of name and contact is missing, and stores nothing', async () => {
    const { house, id } = await openStreet()
    expectProblem(await joinAs(house, id, {}), InvalidInput, ['#/name', '#/contact'])
    expectProblem(await joinAs(house, id, { name: 'Bernard' }), InvalidInput, ['#/contact'])
    expectProblem(await joinAs(house, id, { ...bernard, contact: 'next door' }), BadContact, ['#/contact'])
    expectProblem(await joinAs(house, 'nowhere', bernard), NotFound)
    expect(await house.store.read.$count(house.store.read.t.joinings)).toBe(0)
  })

  test('publishes an offer once, though somebody pressed twice', async () => {
    const { house, id } = await openStreet()
    await joinAs(house, id, { ...bernard, offer: 'Dogs' })
    house.clock.pass(minutes(1))
    await joinAs(house, id, { ...bernard, offer: 'I can walk dogs' })
    const cast = await enterCode(house, bernard.contact)
    expect(await postsOn(house, id, cast)).toMatchObject([{ title: 'I can walk dogs' }])
  })

  test('joins several streets with one code', async () => {
    const { house, id, ann } = await openStreet()
    const oak = await startStreet(house, ann, { name: 'Oak Road' })
    for (const boardId of [id, oak.id]) await joinAs(house, boardId, bernard)
    const cast = await enterCode(house, bernard.contact)
    for (const boardId of [id, oak.id])
      expect(await standing(house, boardId, cast)).toMatchObject({ state: 'active' })
  })

  test('waits seven days for its code, and is gone after that', async () => {
    const { house, id } = await openStreet()
    const chandra = { name: 'Chandra', contact: 'chandra@example.org' }
    await joinAs(house, id, bernard)
    house.clock.pass(days(6))
    await joinAs(house, id, chandra)
    house.clock.pass(days(1) + minutes(1))
    await house.sweep()
    const { t } = house.store.read
    expect(await house.store.read.select({ name: t.joinings.name }).from(t.joinings)).toEqual([
      { name: 'Chandra' },
    ])
    await post(house, '/api/sign-in-codes', { contact: chandra.contact })
    const cast = await enterCode(house, chandra.contact)
    expect(await standing(house, id, cast)).toMatchObject({ state: 'active' })
  })

  test('what came with another code than the one entered is only a draft, for the person to look at', async () => {
    const { house, id } = await openStreet()
    const [known] = await neighbours(house, ['Bernard'])
    await joinAs(house, id, { name: 'A stranger', contact: known.contact, offer: 'Free car, ring any time' })
    house.clock.pass(minutes(1))
    await post(house, '/api/sign-in-codes', { contact: known.contact })
    const cast = await enterCode(house, known.contact)
    expect(cast.name).toBe('Bernard')
    expect(await postsOn(house, id, cast)).toEqual([])
    const drafts = await ask(house, 'GET', `/boards/${id}/posts?state=draft`).by(cast)
    expect(drafts.json().items).toMatchObject([{ title: 'Free car, ring any time', state: 'draft' }])
    await expectAnnounced(house, id, ['member.joined', 'member.joined'])
  })

  test('keeps the offer of somebody who asks until a steward says yes', async () => {
    const { house, id, ann } = await openStreet({ joining: 'approved' })
    await joinAs(house, id, { ...bernard, offer: 'I can walk dogs' })
    const cast = await enterCode(house, bernard.contact)
    expect(await standing(house, id, cast)).toMatchObject({ state: 'asking' })
    expect(await postsOn(house, id, ann)).toEqual([])
    await ask(house, 'PUT', `/boards/${id}/members/${cast.id}`).by(ann, { state: 'active' })
    expect(await postsOn(house, id, ann)).toMatchObject([
      { title: 'I can walk dogs', author: { id: cast.id } },
    ])
    await expectAnnounced(house, id, ['member.joined', 'member.changed', 'member.joined', 'post.published'])
  })

  test('forgets the offer of somebody who was turned away', async () => {
    const { house, id, ann } = await openStreet({ joining: 'approved' })
    await joinAs(house, id, { ...bernard, offer: 'I can walk dogs' })
    const cast = await enterCode(house, bernard.contact)
    await ask(house, 'DELETE', `/boards/${id}/members/${cast.id}`).by(ann)
    expect(await house.store.read.$count(house.store.read.t.heldOffers)).toBe(0)
  })

  test('needs an invitation where the street says so, for everybody alike', async () => {
    const { house, id, ann } = await openStreet({ joining: 'invited' })
    for (const contact of [bernard.contact, ann.contact])
      expectProblem(await joinAs(house, id, { name: 'B', contact }), InvitationNeeded)
    expectProblem(await joinAs(house, id, { ...bernard, invitation: 'made-up' }), InvitationOver)
  })

  test('with a session takes the offer along', async () => {
    const { house, id } = await openStreet()
    const [chandra] = await neighbours(house, ['Chandra'])
    const join = ask(house, 'POST', `/boards/${id}/members`)
    expect((await join.by(chandra, { offer: 'Eggs' })).statusCode).toBe(201)
    expect(await postsOn(house, id, chandra)).toMatchObject([{ title: 'Eggs', kind: 'offer' }])
    expectProblem(await join.by(chandra, { offer: 'Eggs' }), AlreadyHere)
  })

  test('stores two hundred people in one breath', async () => {
    const { house, id } = await openStreet()
    const people = Array.from({ length: 200 }, (_, n) => ({ name: `N${n}`, contact: `n${n}@example.org` }))
    const replies = await Promise.all(people.map((person) => joinAs(house, id, person)))
    expect(new Set(replies.map((reply) => reply.statusCode))).toEqual(new Set([202]))
    expect(await house.store.read.$count(house.store.read.t.joinings)).toBe(200)
  })
})
