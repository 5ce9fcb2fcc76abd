import { describe, expect, test } from 'vitest'
import type { Message, Messages } from '#contract/messages'
import { Paused } from '#contract/standing'
import type { Worry } from '../server/http/room.ts'
import { release } from '../server/messages/acts.ts'
import { pause } from '../server/standing/steps.ts'
import type { Cast } from './support/cast.ts'
import { foundStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { engines, hours, openHouse } from './support/house.ts'

const names = ['Ann', 'Bernard', 'Chandra', 'Dell', 'Edie', 'Farah'] as const
const lure = 'Nice to meet you. Message me on WhatsApp instead, it is easier'

describe.each(engines)('care with words on %s', (engine) => {
  /** Ann knows the street; Bernard is new on it, unless everybody knows each other. */
  async function elmRow({ known = false } = {}) {
    const house = await openHouse(engine)
    const worries: Worry[] = []
    house.house.worries.push(async (_tx, worry) => void worries.push(worry))
    const street = await foundStreet(house, names)
    const [ann, bernard, chandra, dell, edie, farah] = street.cast
    const { as, boardId, post } = street
    const { version } = (await as(ann)('GET', `/api/boards/${boardId}`)).json()
    if (!known) await as(ann)('PATCH', `/api/boards/${boardId}`, { version, vouchesWanted: 2 })
    const claim = async (who: Cast, postId: string): Promise<string> =>
      (await as(who)('POST', `/api/posts/${postId}/claims`, {})).json().id
    const write = async (who: Cast, id: string, text: string): Promise<Message> =>
      (await as(who)('POST', `/api/claims/${id}/messages`, { text })).json()
    const read = async (who: Cast, id: string) =>
      ((await as(who)('GET', `/api/claims/${id}/messages`)).json() as Messages).items
    const asked = await post(ann, { tier: 0 })
    const id = await claim(bernard, asked.id)
    return {
      house,
      worries,
      boardId,
      as,
      post,
      claim,
      write,
      read,
      id,
      ann,
      bernard,
      others: [chandra, dell, edie, farah],
    }
  }

  test.each([
    ['a PIN', 'card', 'Great. I just need your bank card and the PIN and I will go to the shop'],
    ['gift cards', 'money', 'Please buy two Amazon gift cards and send me the codes'],
  ])('asking for %s is held, whoever asks, and both are warned', async (_, held, text) => {
    const { house, worries, write, read, id, ann, bernard, boardId } = await elmRow({ known: true })
    expect(await write(bernard, id, text)).toMatchObject({ held, text })
    expect(await read(ann, id)).toMatchObject([{ by: 'other', held, text: null }])
    expect(worries).toMatchObject([
      { boardId, kind: 'scam', about: { kind: 'message' }, personId: bernard.id },
    ])
    expect(worries[0]!.why).not.toBe('')
    await house.sweep()
    const told = (await house.store.read.select().from(house.store.read.t.notices)).filter(
      ({ personId, what }) => personId === ann.id && what === 'message.held',
    )
    expect(told).toHaveLength(1)
  })

  test('whoever is away is told of the first that is held, and of the first that is passed on', async () => {
    const { house, write, read, id, ann, bernard } = await elmRow({ known: true })
    const texts = ['Tell me your PIN', 'Send me the PIN of your card', 'I come at five', 'Or at six']
    for (const text of texts) {
      await write(bernard, id, text)
      house.clock.pass(1000)
      if (text === 'Tell me your PIN') await read(ann, id)
    }
    await house.sweep()
    const rows = await house.store.read.select().from(house.store.read.t.notices)
    const told = rows.filter(({ what }) => what.startsWith('message.')).map(({ what }) => what)
    expect(told.sort()).toEqual(['message.held', 'message.sent'])
  })

  test('a card number that somebody types is held too, so that nobody gets it', async () => {
    const { write, read, id, ann, bernard } = await elmRow({ known: true })
    expect(await write(ann, id, 'It is 4111 1111 1111 1111, take what you need')).toMatchObject({
      held: 'card',
    })
    expect(await read(bernard, id)).toMatchObject([{ text: null }])
  })

  test('what swindlers write to begin with is held from somebody new, and passes between neighbours', async () => {
    const text = 'Pay the deposit first by bank transfer and then I will come'
    const fresh = await elmRow()
    expect(await fresh.write(fresh.bernard, fresh.id, text)).toMatchObject({ held: 'money' })
    expect(fresh.worries).toMatchObject([{ kind: 'scam' }])
    const old = await elmRow({ known: true })
    expect(await old.write(old.bernard, old.id, text)).toMatchObject({ held: null, text })
    expect(old.worries).toEqual([])
  })

  test('honest words about money and what to bring pass', async () => {
    const { worries, write, id, bernard } = await elmRow()
    for (const text of [
      'The receipt is £12.40',
      'I have put your change in the envelope',
      'Shall I take the card shop bag?',
    ])
      expect(await write(bernard, id, text)).toMatchObject({ held: null, care: false })
    expect(worries).toEqual([])
  })

  test('somebody new who wants to go on elsewhere is passed on, with a word of care beside it', async () => {
    const { write, read, id, ann, bernard } = await elmRow()
    expect(await write(bernard, id, lure)).toMatchObject({ held: null, care: true })
    expect(await read(ann, id)).toMatchObject([{ text: lure, care: true }])
    expect(await write(ann, id, lure)).toMatchObject({ care: false })
  })

  test('the same words to a fourth person within a day are held; short ones, and a day later, are not', async () => {
    const { house, worries, post, claim, write, bernard, others } = await elmRow({ known: true })
    const text = 'Hello dear neighbour, may I tell you about a wonderful chance to be happy'
    const ids: string[] = []
    for (const other of others) {
      const offer = await post(bernard, { kind: 'offer', title: `Offer ${ids.length}`, standing: true })
      ids.push(await claim(other, offer.id))
    }
    const held: Message['held'][] = []
    for (const one of ids) {
      expect((await write(bernard, one, 'On my way')).held).toBeNull()
      held.push((await write(bernard, one, `${text.toUpperCase()} `)).held)
      expect((await write(bernard, ids[0]!, text)).held).toBe(held.length > 3 ? 'many' : null)
    }
    expect(held).toEqual([null, null, null, 'many'])
    expect(worries).toMatchObject([{ kind: 'spam' }, { kind: 'spam' }])
    house.clock.pass(hours(23))
    expect((await write(bernard, ids[3]!, text)).held).toBe('many')
    house.clock.pass(hours(2))
    expect((await write(bernard, ids[3]!, text)).held).toBeNull()
  })

  test('one who asks many at once may say the same to all of them', async () => {
    const { post, claim, write, ann, others } = await elmRow({ known: true })
    const { id } = await post(ann, { title: 'Clear the alley', parts: 6, tier: 0 })
    for (const other of others) {
      const text = 'We meet at the corner at ten on Saturday. Please bring gloves and a brush'
      expect((await write(ann, await claim(other, id), text)).held).toBeNull()
    }
  })

  test('a steward who has looked can pass it on after all, once', async () => {
    const { house, write, read, id, ann, bernard } = await elmRow({ known: true })
    const text = 'I left your card and the PIN reader in the drawer: your PIN is safe, I never saw it'
    const held = await write(bernard, id, text)
    expect(held.held).toBe('card')
    const pass = () => house.store.write((tx) => release(tx, held.id, house.clock.now()))
    expect([await pass(), await pass()]).toEqual([true, false])
    expect(await read(ann, id)).toMatchObject([{ text, held: null, seen: false }])
  })

  test('a paused neighbour writes nothing until it is over', async () => {
    const { house, as, id, bernard, boardId } = await elmRow({ known: true })
    const now = house.clock.now()
    await house.store.write((tx) =>
      pause(house.house, tx, { boardId, personId: bernard.id, until: now + hours(2), now }),
    )
    const write = () => as(bernard)('POST', `/api/claims/${id}/messages`, { text: 'Hello' })
    expectProblem(await write(), Paused)
    house.clock.pass(hours(2))
    expect((await write()).statusCode).toBe(201)
  })
})
