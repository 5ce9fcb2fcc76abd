import { describe, expect, test } from 'vitest'
import { StewardsOnly } from '#contract/boards'
import type { ClaimInFull } from '#contract/claims'
import type { Notices } from '#contract/notices'
import type { PostInFull } from '#contract/posts'
import { OwnContact, type Reveals } from '#contract/reveals'
import { eventsSince, lineOf } from '../server/live/queries.ts'
import { lookedAt, openTo } from '../server/reveals/queries.ts'
import type { Cast } from './support/cast.ts'
import { openStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { days, engines, hours, minutes } from './support/house.ts'

const names = ['Ann', 'Bernard', 'Chandra', 'Dell'] as const
const secrets = { privateNote: 'The bell is broken', address: '4 Elm Row, the blue door' }

describe.each(engines)('what is shown to one alone on %s', (engine) => {
  async function elmRow() {
    const street = await openStreet(engine, names)
    const [ann, bernard, chandra, dell] = street.cast
    const { as, post } = street
    const asked = (title = 'Walk the dog', parts = 1) => post(bernard, { title, parts, ...secrets })
    const claim = async (who: Cast, postId: string): Promise<string> =>
      (await as(who)('POST', `/api/posts/${postId}/claims`, {})).json().id
    const accept = (id: string) => as(bernard)('PUT', `/api/claims/${id}/acceptance`)
    const see = async (who: Cast, postId: string): Promise<ClaimInFull[]> =>
      (await as(who)('GET', `/api/posts/${postId}/claims`)).json().items
    /** All that this person can fetch about a post, as one text. */
    const everything = async (who: Cast, postId: string) => {
      const at = ['', '/claims', '/history', '/messages'].map((more) => `/api/posts/${postId}${more}`)
      const more = [`/api/boards/${street.boardId}/posts`, '/api/mine', '/api/notices', '/api/me/news']
      const bodies = await Promise.all([...at, ...more].map((url) => as(who)('GET', url)))
      return bodies.map(({ body }) => body).join('\n')
    }
    /** What this person's own line was told. */
    const lines = async (who: Cast) => {
      const rows = await eventsSince(street.house.store.read, lineOf(who.id), { seq: 0, limit: 500 })
      return rows.map(({ type }) => type)
    }
    const told = async (who: Cast): Promise<Reveals['items']> =>
      (await as(who)('GET', '/api/me/reveals')).json().items
    return { ...street, ann, bernard, chandra, dell, asked, claim, accept, see, everything, lines, told }
  }
  const open = /bernard@example\.org|The bell is broken|the blue door/

  type Row = Awaited<ReturnType<typeof elmRow>>
  type Ending = (row: Row, of: { id: string; postId: string }) => Promise<unknown>
  const ends: Record<string, Ending> = {
    'handing it back': ({ as, chandra }, { id }) => as(chandra)('DELETE', `/api/claims/${id}`, {}),
    'handing it over': ({ as, chandra, ann }, { id }) =>
      as(chandra)('PUT', `/api/claims/${id}/handover`, { personId: ann.id }),
    'withdrawing the post': ({ as, bernard }, { postId }) =>
      as(bernard)('DELETE', `/api/posts/${postId}`, {}),
    'the end of its time': ({ house }) => {
      house.clock.pass(days(3))
      return house.sweep()
    },
    'a block': ({ as, bernard, chandra }) => as(bernard)('PUT', `/api/me/blocks/${chandra.id}`, {}),
    'a day after it is done': async (row, { id, postId }) => {
      const { house, as, chandra, see, everything } = row
      await as(chandra)('PUT', `/api/claims/${id}/completion`, {})
      const endsAt = new Date(house.clock.now() + hours(24)).toISOString()
      expect((await see(chandra, postId))[0]!.reachEndsAt).toBe(endsAt)
      house.clock.pass(hours(24) - 1)
      expect(await everything(chandra, postId)).toMatch(open)
      house.clock.pass(1)
    },
  }

  test.each(Object.keys(ends))(
    'nothing of it is read before the yes, all of it after, and nothing again with %s',
    async (how) => {
      const row = await elmRow()
      const { ann, bernard, chandra, asked, claim, accept, see, everything } = row
      const { id: postId } = await asked()
      const id = await claim(chandra, postId)
      expect(await everything(chandra, postId)).not.toMatch(open)
      await accept(id)
      const reach = { email: bernard.contact, mobile: null }
      expect(await see(chandra, postId)).toMatchObject([{ reach, ...secrets, reachEndsAt: null }])
      expect(await everything(ann, postId)).not.toMatch(open)
      await ends[how]!(row, { id, postId })
      expect(await everything(chandra, postId)).not.toMatch(open)
      expect(await row.lines(chandra)).toContain('reveal.opened')
      if (how !== 'a day after it is done') expect(await row.lines(chandra)).toContain('reveal.closed')
    },
  )

  test('several helpers each see what their own claim opens; five tasks are read one by one, never as a list', async () => {
    const { as, ann, chandra, dell, asked, claim, accept, see, everything } = await elmRow()
    const shared = await asked('Clear the alley', 3)
    const yes = await claim(chandra, shared.id)
    await claim(dell, shared.id)
    await accept(yes)
    expect(await see(chandra, shared.id)).toHaveLength(1)
    expect((await see(chandra, shared.id))[0]).toMatchObject(secrets)
    expect(await see(dell, shared.id)).toMatchObject([{ reach: null, privateNote: null, address: null }])
    for (let n = 0; n < 5; n++) await accept(await claim(ann, (await asked(`Task ${n}`)).id))
    for (const url of ['/api/mine', '/api/notices', '/api/me', '/api/me/news', '/api/me/export'])
      expect((await as(ann)('GET', url)).body, url).not.toMatch(open)
    expect(await everything(ann, shared.id)).not.toMatch(open)
  })

  test('each look is written down for the one it belongs to: who, what, when and how often', async () => {
    const { house, bernard, chandra, asked, claim, accept, see, told } = await elmRow()
    const { id: postId } = await asked()
    await accept(await claim(chandra, postId))
    expect(await told(bernard)).toMatchObject([{ to: { name: 'Chandra' }, postId, as: 'party', looks: [] }])
    await see(chandra, postId)
    await see(chandra, postId)
    house.clock.pass(minutes(30))
    await see(chandra, postId)
    const [one] = await told(bernard)
    const what = ['contact', 'note', 'address']
    expect(one!.looks).toMatchObject([
      { times: 1, what },
      { times: 2, what },
    ])
    expect(Date.parse(one!.looks[0]!.at) - Date.parse(one!.looks[1]!.at)).toBe(minutes(30))
    await see(bernard, postId)
    expect(await told(chandra)).toMatchObject([{ to: { name: 'Bernard' }, looks: [{ what: ['contact'] }] }])
  })

  test('a look that cannot be written down is not shown', async () => {
    const { house, as, chandra, asked, claim, accept } = await elmRow()
    const { id: postId } = await asked()
    await accept(await claim(chandra, postId))
    const { store } = house.house
    const write = store.write
    store.write = () => Promise.reject(new Error('The disk is full'))
    const reply = await as(chandra)('GET', `/api/posts/${postId}/claims`)
    store.write = write
    expect(reply.statusCode).toBe(500)
    expect(reply.body).not.toMatch(open)
  })

  test('a steward sees how to reach somebody by saying why, in the ledger, and that person is told', async () => {
    const { house, as, boardId, ann, bernard, chandra, told } = await elmRow()
    const look = (who: Cast, of: Cast, reason = 'Nobody has heard from him since Monday') =>
      as(who)('POST', `/api/boards/${boardId}/members/${of.id}/looks`, { reason })
    expectProblem(await look(chandra, bernard), StewardsOnly)
    expectProblem(await look(ann, ann), OwnContact)
    expect((await as(ann)('GET', `/api/boards/${boardId}/members`)).body).not.toContain('example.org')
    const seen = await look(ann, bernard)
    expect([seen.statusCode, seen.json()]).toEqual([
      201,
      { name: 'Bernard', email: bernard.contact, mobile: null },
    ])
    expect(await told(bernard)).toMatchObject([
      { as: 'steward', to: { name: 'Ann' }, reason: 'Nobody has heard from him since Monday', postId: null },
    ])
    await house.sweep()
    const { items }: Notices = (await as(bernard)('GET', '/api/notices')).json()
    expect(items[0]).toMatchObject({ what: 'contact.seen', other: { name: 'Ann' }, boardId })
    const lines = (await as(bernard)('GET', `/api/boards/${boardId}/ledger`)).json().items
    expect(lines[0]).toMatchObject({ type: 'contact.seen' })
    expect(JSON.stringify(lines)).not.toMatch(/Ann|Bernard|Monday/)
  })

  test('one command says whose data somebody could have seen, and whose they did', async () => {
    const { house, as, bernard, chandra, dell, asked, claim, accept, see } = await elmRow()
    const first = await asked('First')
    await accept(await claim(chandra, first.id))
    await see(chandra, first.id)
    const since = house.clock.now() - days(7)
    const read = house.store.read
    const open24 = hours(24)
    expect(await lookedAt(read, { toId: chandra.id, since })).toMatchObject([
      { name: 'Bernard', look: { times: 1 } },
    ])
    const { sessionId } = (await lookedAt(read, { toId: chandra.id, since }))[0]!.look
    expect(await lookedAt(read, { toId: chandra.id, sessionId, since })).toHaveLength(1)
    expect(await lookedAt(read, { toId: chandra.id, sessionId: 'another', since })).toEqual([])
    const second = await asked('Second')
    const unread = await claim(dell, second.id)
    await accept(unread)
    expect(await lookedAt(read, { toId: dell.id, since })).toEqual([])
    expect(await openTo(read, { toId: dell.id, since }, open24)).toMatchObject([{ ofId: bernard.id }])
    await as(dell)('DELETE', `/api/claims/${unread}`, {})
    const after = house.clock.now() + 1
    expect(await openTo(read, { toId: dell.id, since: after }, open24)).toEqual([])
    expect(await openTo(read, { toId: chandra.id, since: after }, open24)).toHaveLength(1)
  })

  test('the address is its author’s to read and change, and goes with the private note', async () => {
    const { as, ann, bernard, asked, everything } = await elmRow()
    const { id, version } = await asked()
    const own: PostInFull = (await as(bernard)('GET', `/api/posts/${id}`)).json()
    expect(own).toMatchObject(secrets)
    expect(await everything(ann, id)).not.toMatch(open)
    const changed = await as(bernard)('PATCH', `/api/posts/${id}`, { version, address: null })
    expect(changed.json().address).toBeNull()
  })
})
