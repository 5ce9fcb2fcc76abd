import { describe, expect, test } from 'vitest'
import { InvalidInput, NotFound, SignInNeeded } from '#contract/http'
import { type Conversations, type Message, type Messages, type News, WordsClosed } from '#contract/messages'
import type { Notices } from '#contract/notices'
import type { Cast } from './support/cast.ts'
import { openStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { days, engines, hours, minutes } from './support/house.ts'

const names = ['Ann', 'Bernard', 'Chandra', 'Dell'] as const

describe.each(engines)('words between two people on %s', (engine) => {
  async function elmRow() {
    const street = await openStreet(engine, names)
    const [ann, bernard, chandra, dell] = street.cast
    const { as, post } = street
    const on = (claimId: string) => `/api/claims/${claimId}/messages`
    const write = (who: Cast, claimId: string, text: string) => as(who)('POST', on(claimId), { text })
    const read = async (who: Cast, claimId: string): Promise<Messages> =>
      (await as(who)('GET', on(claimId))).json()
    const textsFor = async (who: Cast, claimId: string) =>
      (await read(who, claimId)).items.map(({ by, text }) => `${by}: ${text}`)
    const news = async (who: Cast): Promise<News> => (await as(who)('GET', '/api/me/news')).json()
    const { id: postId } = await post(ann, { parts: 2 })
    const claim = async (who: Cast, body = {}): Promise<string> =>
      (await as(who)('POST', `/api/posts/${postId}/claims`, body)).json().id
    return { ...street, ann, bernard, chandra, dell, on, write, read, textsFor, news, postId, claim }
  }

  test('each reads what the other wrote, in the order it was written', async () => {
    const { house, ann, bernard, write, textsFor, claim } = await elmRow()
    const id = await claim(bernard)
    const sent = await write(bernard, id, 'Shall I come at four?')
    expect(sent.statusCode).toBe(201)
    expect(sent.json()).toMatchObject({ by: 'you', text: 'Shall I come at four?', held: null, seen: true })
    house.clock.pass(minutes(1))
    await write(ann, id, 'Half past is better')
    expect(await textsFor(bernard, id)).toEqual(['you: Shall I come at four?', 'other: Half past is better'])
    expect(await textsFor(ann, id)).toEqual(['other: Shall I come at four?', 'you: Half past is better'])
  })

  test('nobody else reads or writes them: not a helper beside them, a steward, a stranger or a visitor', async () => {
    const { ann, bernard, chandra, dell, as, on, write, postId, claim } = await elmRow()
    const id = await claim(bernard)
    const hers = await claim(chandra)
    await as(ann)(
      'PUT',
      `/api/boards/${(await as(ann)('GET', `/api/posts/${postId}`)).json().boardId}/members/${dell.id}`,
      {
        role: 'steward',
      },
    )
    await write(bernard, id, 'The key is under the pot')
    for (const other of [chandra, dell]) {
      expectProblem(await as(other)('GET', on(id)), NotFound)
      expectProblem(await write(other, id, 'Hello'), NotFound)
    }
    expectProblem(await as(null)('GET', on(id)), SignInNeeded)
    expectProblem(await as(dell)('GET', `/api/posts/${postId}/messages`), NotFound)
    const seen: Conversations = (await as(chandra)('GET', `/api/posts/${postId}/messages`)).json()
    expect(seen.items.map(({ claimId, items }) => [claimId, items.length])).toEqual([[hers, 0]])
    const all: Conversations = (await as(ann)('GET', `/api/posts/${postId}/messages`)).json()
    expect(all.items.map(({ items }) => items.length)).toEqual([1, 0])
  })

  test('they are open from the first hold until a day after it is done', async () => {
    const { house, ann, bernard, as, on, write, textsFor, claim } = await elmRow()
    const id = await claim(bernard)
    await write(bernard, id, 'Before the yes')
    await as(ann)('PUT', `/api/claims/${id}/acceptance`)
    await as(bernard)('PUT', `/api/claims/${id}/completion`, {})
    house.clock.pass(hours(23))
    expect((await write(ann, id, 'Thank you')).statusCode).toBe(201)
    expect(await textsFor(bernard, id)).toHaveLength(2)
    house.clock.pass(hours(1))
    expectProblem(await write(ann, id, 'And another thing'), WordsClosed)
    expectProblem(await as(bernard)('GET', on(id)), WordsClosed)
  })

  test.each(['release', 'decline', 'lapse', 'hand-over'])('they close at once with a %s', async (how) => {
    const { house, ann, bernard, chandra, as, on, write, news, claim } = await elmRow()
    const id = await claim(bernard)
    await write(ann, id, 'The address is 4 Elm Row')
    expect(await news(bernard)).toMatchObject({ unread: 1, claims: [{ claimId: id, unread: 1 }] })
    if (how === 'release') await as(bernard)('DELETE', `/api/claims/${id}`, {})
    if (how === 'decline') await as(ann)('DELETE', `/api/claims/${id}`, {})
    if (how === 'hand-over') await as(bernard)('PUT', `/api/claims/${id}/handover`, { personId: chandra.id })
    if (how === 'lapse') {
      house.clock.pass(hours(25))
      await house.sweep()
    }
    for (const one of [ann, bernard]) {
      expectProblem(await as(one)('GET', on(id)), WordsClosed)
      expectProblem(await write(one, id, 'Hello?'), WordsClosed)
    }
    expect(await news(bernard)).toMatchObject({ unread: 0, claims: [] })
  })

  test('a waiting place has nothing to say yet, and whoever left the street nothing any more', async () => {
    const { ann, bernard, chandra, dell, as, boardId, on, write, claim } = await elmRow()
    const id = await claim(bernard, { parts: 2 })
    expectProblem(await write(dell, await claim(dell, { wait: true }), 'Me too'), WordsClosed)
    await as(chandra)('DELETE', `/api/boards/${boardId}/members/${chandra.id}`)
    await as(bernard)('DELETE', `/api/boards/${boardId}/members/${bernard.id}`)
    expectProblem(await as(bernard)('GET', on(id)), NotFound)
    expectProblem(await write(ann, id, 'Are you there?'), WordsClosed)
  })

  test('what waits is counted until it was on the page, and not what came a moment later', async () => {
    const { house, ann, bernard, as, write, read, news, postId, claim } = await elmRow()
    const id = await claim(bernard)
    await write(bernard, id, 'One')
    await write(bernard, id, 'Two')
    expect(await news(ann)).toMatchObject({ unread: 2, claims: [{ claimId: id, postId, unread: 2 }] })
    expect(await news(bernard)).toMatchObject({ unread: 0 })
    expect((await read(ann, id)).items.map(({ seen }) => seen)).toEqual([false, false])
    house.clock.pass(minutes(1))
    await write(bernard, id, 'Three')
    expect(await news(ann)).toMatchObject({ unread: 1 })
    await as(ann)('GET', `/api/posts/${postId}/messages`)
    expect(await news(ann)).toMatchObject({ unread: 0 })
  })

  test('pressing twice says it once', async () => {
    const { ann, bernard, as, on, textsFor, claim } = await elmRow()
    const id = await claim(bernard)
    const press = () => as(bernard, { 'idempotency-key': 'a-press' })('POST', on(id), { text: 'On my way' })
    const [one, two] = [await press(), await press()]
    expect(two.json()).toEqual(one.json())
    expect(await textsFor(ann, id)).toEqual(['other: On my way'])
  })

  test('long talks come page by page, each word once', async () => {
    const { house, ann, bernard, as, on, write, claim } = await elmRow()
    const id = await claim(bernard)
    for (let n = 0; n < 7; n++) {
      await write(bernard, id, `Word ${n}`)
      if (n % 2) house.clock.pass(1)
    }
    const told: (string | null)[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const at: string = cursor && `&cursor=${cursor}`
      const page: Messages = (await as(ann)('GET', `${on(id)}?limit=3${at}`)).json()
      told.unshift(...page.items.map(({ text }) => text))
      cursor = page.next
    }
    expect(told).toEqual(Array.from({ length: 7 }, (_, n) => `Word ${n}`))
    expectProblem(await write(bernard, id, 'x'.repeat(2001)), InvalidInput, ['#/text'])
  })

  test('whoever is away is told once, and by whom, never what was said or where to write to', async () => {
    const { house, ann, bernard, as, write, read, postId, claim } = await elmRow()
    const id = await claim(bernard)
    await write(bernard, id, 'Secret One')
    await write(bernard, id, 'Secret Two')
    await house.sweep()
    const told = async (): Promise<Notices> => (await as(ann)('GET', '/api/notices')).json()
    const words = async () => (await told()).items.filter(({ what }) => what === 'message.sent')
    expect(await words()).toMatchObject([{ other: { name: 'Bernard' }, postId, words: null }])
    await read(ann, id)
    await write(bernard, id, 'Secret Three')
    await house.sweep()
    expect(await words()).toHaveLength(2)
    expect(JSON.stringify(await told())).not.toMatch(/Secret|example\.org/)
  })

  test('they are kept for ninety days, and are in the copy of both', async () => {
    const { house, ann, bernard, as, write, claim } = await elmRow()
    const id = await claim(bernard)
    await write(bernard, id, 'Old words')
    const copyOf = async (who: Cast) => (await as(who)('GET', '/api/me/export')).json().messages as Message[]
    expect((await copyOf(ann)).map(({ by, text }) => [by, text])).toEqual([['other', 'Old words']])
    expect((await copyOf(bernard)).map(({ by }) => by)).toEqual(['you'])
    const kept = async () => (await house.store.read.select().from(house.store.read.t.messages)).length
    house.clock.pass(days(90) - 1)
    await house.sweep()
    expect(await kept()).toBe(1)
    house.clock.pass(2)
    await house.sweep()
    expect(await kept()).toBe(0)
  })

  test('they go with either of the two', async () => {
    const { house, ann, bernard, as, write, claim } = await elmRow()
    await write(ann, await claim(bernard), 'New words')
    await as(bernard)('DELETE', '/api/me')
    const { events, messages } = house.store.read.t
    expect(await house.store.read.select().from(messages)).toEqual([])
    await house.sweep()
    const lines = (await house.store.read.select().from(events)).map(({ boardId }) => boardId)
    expect(lines).toContain(`me:${ann.id}`)
    expect(lines).not.toContain(`me:${bernard.id}`)
  })
})
