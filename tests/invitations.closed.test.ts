/** A street that anybody could join asks its stewards from now on. */
import { describe, expect, test } from 'vitest'
import { InvitationOver } from '#contract/invitations'
import { type Cast, codeFor, neighbours } from './support/cast.ts'
import { openStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { engines } from './support/house.ts'

describe.each(engines)('an invitation to a street that has closed its door on %s', (engine) => {
  async function closing() {
    const street = await openStreet(engine, ['Ann', 'Bernard', 'Chandra'])
    const { as, boardId, cast, house } = street
    const url = `/api/boards/${boardId}`
    const invite = async (by: Cast) => {
      const made = (await as(by)('POST', `${url}/invitations`, {})).json()
      return String(made.url).split('/').at(-1)!
    }
    const set = async (joining: string) => {
      const { version } = (await as(cast[0])('GET', url)).json()
      return as(cast[0])('PATCH', url, { version, joining })
    }
    const arrive = async (invitation: string) => {
      const [somebody] = await neighbours(house, [`Somebody ${Math.random()}`])
      return as(somebody)('POST', `${url}/members`, { invitation })
    }
    return { ...street, url, invite, set, arrive }
  }

  test('is a steward’s to give: a neighbour’s lets nobody in without a yes', async () => {
    const { as, cast, invite, set, arrive } = await closing()
    const [ann, bernard] = cast
    const [hers, his] = [await invite(ann), await invite(bernard)]
    await set('approved')
    expect((await arrive(his)).json()).toMatchObject({ state: 'asking' })
    expect((await arrive(hers)).json()).toMatchObject({ state: 'active' })
    expectProblem(await as(null)('GET', `/api/invitations/${his}`), InvitationOver)
    await set('invited')
    expectProblem(await arrive(his), InvitationOver)
    await set('open')
    expect((await arrive(his)).json()).toMatchObject({ state: 'active' })
  })

  test('is over when whoever made it is a steward no longer', async () => {
    const { as, cast, url, invite, set, arrive } = await closing()
    const [ann, bernard] = cast
    await as(ann)('PUT', `${url}/members/${bernard.id}`, { role: 'steward' })
    await set('invited')
    const his = await invite(bernard)
    expect((await arrive(his)).json()).toMatchObject({ state: 'active' })
    await as(ann)('PUT', `${url}/members/${bernard.id}`, { role: 'neighbour' })
    expectProblem(await arrive(his), InvitationOver)
  })

  test('also for somebody who has joined by it and still waits for their code', async () => {
    const { as, house, cast, url, invite, set } = await closing()
    const [ann, bernard] = cast
    const contact = 'efua@example.org'
    const join = { name: 'Efua', contact, invitation: await invite(bernard) }
    expect((await as(null)('POST', `${url}/members`, join)).statusCode).toBe(202)
    await set('approved')
    const code = await codeFor(house.store, contact)
    await as(null)('POST', '/api/session', { contact, code })
    const { items } = (await as(ann)('GET', `${url}/members?state=asking`)).json()
    expect(items).toMatchObject([{ person: { name: 'Efua' } }])
  })
})
