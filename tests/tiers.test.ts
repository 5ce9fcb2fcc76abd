import { describe, expect, test } from 'vitest'
import type { ClaimInFull } from '#contract/claims'
import { InvalidInput, NotFound } from '#contract/http'
import type { Post, PostInFull } from '#contract/posts'
import { AskedByName, NoLeadYet, NotForNeighbours } from '#contract/safeguarding'
import { type Level, TrustedFirst } from '#contract/standing'
import { doorWord } from '../server/safeguarding/door-word.ts'
import { doorWords } from '../server/safeguarding/door-words.ts'
import { mayCome } from '../server/safeguarding/doors.ts'
import type { Cast } from './support/cast.ts'
import { openStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { days, type Engine, engines, testKey } from './support/house.ts'
import { unsafely } from './support/safety.ts'

const levels: Level[] = ['new', 'known', 'trusted', 'steward']
const may = (tier: number, level: Level, isNamed: boolean) => {
  try {
    mayCome({ tier, level, isNamed })
    return 'yes'
  } catch (error) {
    return (error as { details: { type: string } }).details.type.replace('/problems/', '')
  }
}

test('four tiers and four levels of trust: who may come', () => {
  const table = [0, 1, 2, 3].map((tier) => levels.map((level) => may(tier, level, false)))
  expect(table).toEqual([
    ['yes', 'yes', 'yes', 'yes'],
    ['trusted-first', 'trusted-first', 'yes', 'yes'],
    ['asked-by-name', 'asked-by-name', 'asked-by-name', 'asked-by-name'],
    Array(4).fill('not-for-neighbours'),
  ])
  const named = levels.map((level) => may(2, level, true))
  expect(named).toEqual(['trusted-first', 'trusted-first', 'yes', 'yes'])
})

describe.each(engines)('how near a neighbour comes on %s', (engine) => {
  test('is said by the asker, or is what that kind of help commonly is', async () => {
    const { cast, post } = await openStreet(engine, ['Ann'])
    const tiers = [{}, { category: 'languages' }, { category: 'languages', tier: 2 }, { tier: 0 }]
    const made = await Promise.all(tiers.map((more) => post(cast[0], more)))
    expect(made.map(({ tier }) => tier)).toEqual([1, 0, 2, 0])
  })

  test('decides who may take it on', async () => {
    const street = await openStreet(engine, ['Ann', 'Bernard', 'Chandra'], {
      start: { vouchesWanted: 2, checking: 'nobody' },
    })
    const { as, cast, post } = street
    const [ann, bernard, chandra] = cast
    const take = async (who: Cast, { id }: Post) => as(who)('POST', `/api/posts/${id}/claims`, {})
    expect((await take(bernard, await post(ann, { tier: 0 }))).statusCode).toBe(201)
    expectProblem(await take(bernard, await post(ann, { tier: 1 })), TrustedFirst)
    await as(ann)('PUT', `/api/boards/${street.boardId}/by-name/${ann.id}`)
    const inside = await post(bernard, { tier: 2, firstAskId: ann.id })
    // Nobody knows Chandra yet, so it is not there for her.
    expectProblem(await take(chandra, inside), NotFound)
    expect((await take(ann, inside)).statusCode).toBe(201)
    const handed = await as(ann)('GET', `/api/posts/${inside.id}/claims`)
    const [{ id }] = handed.json().items
    expectProblem(await as(ann)('PUT', `/api/claims/${id}/handover`, { personId: chandra.id }), AskedByName)
    const offer = await post(bernard, { kind: 'offer', title: 'I can mend it at yours', tier: 1 })
    expectProblem(await take(ann, offer), TrustedFirst)
  })

  test('inside, only whoever has agreed to it is asked by name, or has helped before', async () => {
    const { as, cast, boardId, post, house } = await openStreet(engine, ['Ann', 'Bernard', 'Chandra'])
    const [ann, bernard, chandra] = cast
    const on = (who: Cast) => `/api/boards/${boardId}/by-name/${who.id}`
    const listed = async (who: Cast) => (await as(who)('GET', `/api/boards/${boardId}/by-name`)).json()
    const ask = (firstAskId: string, tier = 2) => {
      const body = { kind: 'request', title: 'Hang a curtain', tier, firstAskId }
      return as(ann)('POST', `/api/boards/${boardId}/posts`, body)
    }
    expectProblem(await ask(bernard.id), InvalidInput, ['#/firstAskId'])
    expect((await ask(bernard.id, 1)).statusCode).toBe(201)
    expect((await as(ann)('PUT', on(bernard))).statusCode).toBe(403)
    expect((await as(bernard)('PUT', on(bernard))).json()).toEqual({ items: [], you: true })
    expect(await listed(ann)).toEqual({ items: [{ id: bernard.id, name: 'Bernard' }], you: false })
    const inside: Post = (await ask(bernard.id)).json()
    expect((await as(bernard)('POST', `/api/posts/${inside.id}/claims`, {})).statusCode).toBe(201)
    await as(ann)('PUT', `/api/me/blocks/${bernard.id}`, {})
    expect((await listed(ann)).items).toEqual([])
    await as(bernard)('DELETE', on(bernard))
    expect((await listed(chandra)).items).toEqual([])
    const walk = await post(ann)
    const { id } = (await as(chandra)('POST', `/api/posts/${walk.id}/claims`, {})).json()
    expectProblem(await ask(chandra.id), InvalidInput, ['#/firstAskId'])
    await as(chandra)('PUT', `/api/claims/${id}/completion`, {})
    expect((await ask(chandra.id)).statusCode).toBe(201)
    await as(chandra)('PUT', on(chandra))
    await as(chandra)('DELETE', `/api/boards/${boardId}/members/${chandra.id}`)
    expect(await house.store.read.select().from(house.store.read.t.namings)).toEqual([])
  })

  test('is never further than neighbours go, and the words are kept', async () => {
    const { as, cast, boardId, post } = await openStreet(engine, ['Ann'])
    const [ann] = cast
    const asked = { kind: 'request', title: 'Help me wash', tier: 3 }
    const refused = await as(ann)('POST', `/api/boards/${boardId}/posts`, asked)
    expectProblem(refused, NotForNeighbours)
    expect(refused.json().helplines.length).toBeGreaterThan(2)
    const draft = await post(ann, { ...asked, draft: true })
    const publish = { version: draft.version, state: 'open' }
    expectProblem(await as(ann)('PATCH', `/api/posts/${draft.id}`, publish), NotForNeighbours)
    const kept: PostInFull = (await as(ann)('GET', `/api/posts/${draft.id}`)).json()
    expect(kept).toMatchObject({ state: 'draft', title: 'Help me wash', tier: 3 })
  })

  test('nobody is asked to a door before somebody looks after worries', async () => {
    const { as, cast, boardId, post, house } = await openStreet(engine, ['Ann'], { start: unsafely })
    const [ann] = cast
    const at = (more: object) =>
      as(ann)('POST', `/api/boards/${boardId}/posts`, { kind: 'request', title: 'Milk', ...more })
    const refused = await at({ tier: 1 })
    expectProblem(refused, NoLeadYet)
    expect(refused.json()).toMatchObject({
      fix: `/boards/${boardId}/safety`,
      missing: ['lead', 'deputy', 'council-adults', 'council-children'],
    })
    for (const more of [{ tier: 0 }, { kind: 'offer' }]) expect((await at(more)).statusCode).toBe(201)
    const draft = await post(ann, { draft: true })
    const publish = () => as(ann)('PATCH', `/api/posts/${draft.id}`, { version: 1, state: 'open' })
    expectProblem(await publish(), NoLeadYet)
    await as(ann)('PUT', `/api/boards/${boardId}/leads/${ann.id}`, {})
    expectProblem(await publish(), NoLeadYet)
    const { council } = await import('./support/safety.ts')
    await as(ann)('PATCH', `/api/boards/${boardId}`, { version: 1, helplines: council })
    expect((await publish()).json()).toMatchObject({ state: 'open' })
    house.clock.pass(days(14))
    expectProblem(await at({ tier: 1 }), NoLeadYet)
  })
})

describe.each(engines)('the words for the door on %s', (engine) => {
  async function onIt(kind: Engine, more: object = {}) {
    const street = await openStreet(kind, ['Ann', 'Bernard', 'Chandra'])
    const { as, cast, post } = street
    const [ann, bernard] = cast
    const { id: postId } = await post(ann, more)
    const { id } = (await as(bernard)('POST', `/api/posts/${postId}/claims`, {})).json()
    const wordFor = async (who: Cast): Promise<ClaimInFull['doorWord'] | undefined> =>
      (await as(who)('GET', `/api/posts/${postId}/claims`)).json().items[0]?.doorWord
    return { ...street, id: id as string, wordFor }
  }

  test('are shown to both, from the yes until it is done, and to nobody else', async () => {
    const { as, cast, id, wordFor, house } = await onIt(engine)
    const [ann, bernard, chandra] = cast
    expect([await wordFor(ann), await wordFor(bernard)]).toEqual([null, null])
    await as(ann)('PUT', `/api/claims/${id}/acceptance`)
    const word = doorWord(testKey, id)
    expect([await wordFor(ann), await wordFor(bernard)]).toEqual([word, word])
    expect(await wordFor(chandra)).toBeUndefined()
    const { read } = house.store
    const stored = JSON.stringify(
      await Promise.all(Object.values(read.t).map((table) => read.select().from(table))),
    )
    expect(stored).toContain(id)
    expect(stored).not.toContain(word)
    await as(bernard)('PUT', `/api/claims/${id}/completion`, {})
    expect([await wordFor(ann), await wordFor(bernard)]).toEqual([null, null])
  })

  test('are not needed where nobody comes', async () => {
    const { as, cast, id, wordFor } = await onIt(engine, { tier: 0 })
    await as(cast[0])('PUT', `/api/claims/${id}/acceptance`)
    expect(await wordFor(cast[0])).toBeNull()
  })
})

test('there are four hundred door words and more, short, and told apart by their looks', () => {
  expect(doorWords.length).toBeGreaterThanOrEqual(400)
  expect(new Set(doorWords).size).toBe(doorWords.length)
  expect(doorWords.filter((word) => !/^[a-z]{3,9}$/.test(word))).toEqual([])
})

test('each task has words of its own', () => {
  const said = Array.from({ length: 200 }, (_, n) => doorWord(testKey, `claim-${n}`))
  expect(new Set(said).size).toBe(200)
  expect(doorWord(Buffer.alloc(32, 8), 'claim-1')).not.toBe(doorWord(testKey, 'claim-1'))
  for (const two of said) expect(new Set(two.split(' ')).size).toBe(2)
})
