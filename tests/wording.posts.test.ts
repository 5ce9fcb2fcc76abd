import { describe, expect, test } from 'vitest'
import { StaleEdit } from '#contract/http'
import { NotYours, type Post, type PostInFull } from '#contract/posts'
import { NotAgreed, NothingLeft, type Wording } from '#contract/wording'
import type { Worry } from '../server/http/room.ts'
import type { Cast } from './support/cast.ts'
import { openStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { engines } from './support/house.ts'

describe.each(engines)('words of a post on %s', (engine) => {
  async function elmRow() {
    const street = await openStreet(engine, ['Ann', 'Bernard'])
    const [ann, bernard] = street.cast
    const { as, house } = street
    const worries: Worry[] = []
    house.house.worries.push(async (_, worry) => {
      worries.push(worry)
    })
    const see = async (who: Cast, id: string): Promise<PostInFull> =>
      (await as(who)('GET', `/api/posts/${id}`)).json()
    const wordingFor = async (who: Cast, id: string): Promise<Wording> =>
      (await as(who)('GET', `/api/posts/${id}/wording`)).json()
    const wording = (id: string) => wordingFor(ann, id)
    const move = (id: string, body: object, who = ann) =>
      as(who)('POST', `/api/posts/${id}/private-words`, body)
    return { ...street, ann, bernard, worries, see, wording, wordingFor, move }
  }

  test('a post with a phone number is accepted; its author is told, and moves it with one call', async () => {
    const { ann, bernard, post, see, wording, move, worries } = await elmRow()
    const { id, state } = await post(ann, {
      details: 'Two pints please. Ring 07700 900123 when you are here. The gate sticks.',
      privateNote: 'Back door',
    })
    expect(state).toBe('open')
    const { version, notices, crisis } = await wording(id)
    expect({ crisis, notices }).toMatchObject({
      crisis: false,
      notices: [{ field: 'details', kind: 'phone' }],
    })
    const { field, start, end } = notices[0]!
    const left = (await move(id, { version, field, start, end })).json()
    expect(left).toMatchObject({ id, notices: [] })
    const whole = await see(ann, id)
    expect(whole.details).toBe('Two pints please. The gate sticks.')
    expect(whole.privateNote).toBe('Back door\nRing 07700 900123 when you are here.')
    expect(JSON.stringify(await see(bernard, id))).not.toContain('900123')
    expect(worries).toEqual([])
  })

  test('words about health move after a tick, and the yes is kept with its words until the person goes', async () => {
    const { bernard: ann, as, post, wordingFor, move: moveBy, see, house } = await elmRow()
    const move = (id: string, body: object) => moveBy(id, body, ann)
    const { id } = await post(ann, { details: 'A lift on Monday. My chemo is at ten.' })
    const { version, notices } = await wordingFor(ann, id)
    const { field, start, end } = notices[0]!
    expectProblem(await move(id, { version, field, start, end }), NotAgreed, ['#/agreed'])
    expectProblem(await move(id, { version, field, start, end, agreed: false }), NotAgreed, ['#/agreed'])
    expect((await see(ann, id)).details).toContain('chemo')
    await move(id, { version, field, start, end, agreed: true })
    expect(await see(ann, id)).toMatchObject({
      details: 'A lift on Monday.',
      privateNote: 'My chemo is at ten.',
    })
    const mine = (await as(ann)('GET', '/api/me/export')).json()
    expect(JSON.stringify(mine)).toContain('2026-11-23')
    const { read } = house.store
    const kept = async () => await read.select().from(read.t.wordingAgreements)
    expect(await kept()).toMatchObject([{ personId: ann.id, postId: id, how: 'tick', at: house.clock.now() }])
    expect((await as(ann)('DELETE', '/api/me')).statusCode).toBe(204)
    expect(await kept()).toEqual([])
  })

  test('what everybody reads of the fifty health sentences, once moved, is nothing of them', async () => {
    const { ann, bernard, post, wording, move, see } = await elmRow()
    const { linesOf } = await import('./support/wording.ts')
    for (const sentence of linesOf('health')) {
      const { id } = await post(ann, { title: 'A lift please', details: sentence, draft: true })
      for (let now = await wording(id); now.notices.length > 0; now = await wording(id)) {
        const { field, start, end } = now.notices[0]!
        expect((await move(id, { version: now.version, field, start, end, agreed: true })).statusCode).toBe(
          200,
        )
      }
      const { details, privateNote } = await see(ann, id)
      expect([details ?? '', privateNote]).toEqual(['', sentence])
    }
    expect(bernard.id).not.toBe(ann.id)
  })

  test('only the author asks and moves, from the words as they are, and a title keeps some', async () => {
    const { ann, bernard, as, post, wording, move } = await elmRow()
    const { id } = await post(ann, { title: '07700 900123' })
    expectProblem(await as(bernard)('GET', `/api/posts/${id}/wording`), NotYours)
    const { version, notices } = await wording(id)
    const { field, start, end } = notices[0]!
    expectProblem(await move(id, { version, field, start, end }, bernard), NotYours)
    expectProblem(await move(id, { version, field, start, end: end - 1 }), StaleEdit)
    expectProblem(await move(id, { version: version + 1, field, start, end }), StaleEdit)
    expectProblem(await move(id, { version, field, start, end }), NothingLeft)
  })

  test('words of danger wait for a steward, who is called at once; the author is told, nobody else sees it', async () => {
    const { ann, bernard, as, boardId, post, see, wording, worries } = await elmRow()
    const { id, state } = await post(ann, { title: 'Bread please', details: 'I can’t go on' })
    expect(state).toBe('checking')
    expect(worries).toMatchObject([
      { kind: 'crisis', boardId, about: { kind: 'post', id }, personId: ann.id },
    ])
    expect(await wording(id)).toMatchObject({ crisis: true })
    expect(await see(ann, id)).toMatchObject({ state: 'checking', title: 'Bread please' })
    expect((await as(bernard)('GET', `/api/posts/${id}`)).statusCode).toBe(404)
    const list = (await as(bernard)('GET', `/api/boards/${boardId}/posts`)).json().items as Post[]
    expect(list.map((one) => one.id)).not.toContain(id)
  })

  test('the private note is looked at too, and so is an edit; what was looked at is not sent back for its day', async () => {
    const { ann, as, post, see, worries, house } = await elmRow()
    const noted = await post(ann, { privateNote: 'I want to die' })
    expect(noted.state).toBe('checking')
    const open = await post(ann)
    const edit = (id: string, version: number, body: object) =>
      as(ann)('PATCH', `/api/posts/${id}`, { version, ...body })
    await edit(open.id, open.version, { details: 'Pay me £20 first' })
    expect((await see(ann, open.id)).state).toBe('checking')
    expect(worries.map(({ kind }) => kind)).toEqual(['crisis', 'scam'])
    const { posts } = house.store.read.t
    await house.store.write(async (tx) => {
      await tx.update(posts).set({ state: 'open', shelf: 'board' })
    })
    await edit(noted.id, noted.version, { neededBy: '2026-03-20' })
    expect((await see(ann, noted.id)).state).toBe('open')
    expect(worries).toHaveLength(2)
  })

  test('swindles and advertising wait, with the rule that noticed them; honest money does not', async () => {
    const { ann, post, worries } = await elmRow()
    const scam = await post(ann, { title: 'Earn £500 a day from home', details: 'Message me on WhatsApp' })
    const spam = await post(ann, {
      title: 'WINNER!! Claim your £900 prize',
      details: 'Call 09061 701461 now! Txt STOP to opt out. T&Cs apply',
    })
    const fair = await post(ann, {
      title: 'Bread',
      details: 'The receipt was £12.40, I pay you when you come',
    })
    expect([scam.state, spam.state, fair.state]).toEqual(['checking', 'checking', 'open'])
    expect(worries.filter(({ about }) => about.id === scam.id)).toMatchObject([
      { kind: 'scam', why: expect.stringContaining('somewhere else') },
    ])
    expect(worries.filter(({ about }) => about.id === spam.id).map(({ kind }) => kind)).toContain('spam')
  })
})
