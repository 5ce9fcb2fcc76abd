import { describe, expect, test } from 'vitest'
import { SignInNeeded } from '#contract/http'
import type { Notice, Notices } from '#contract/notices'
import { BadCursor } from '#contract/posts'
import type { Cast } from './support/cast.ts'
import { foundStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { days, type Engine, engines, hours, openHouse } from './support/house.ts'
import { lettersIn, openMailServer } from './support/letters.ts'

const names = ['Ann', 'Bernard', 'Chandra'] as const

async function elmRow(engine: Engine, more = {}) {
  const house = await openHouse(engine, false, more)
  const street = await foundStreet(house, names)
  const [ann, bernard, chandra] = street.cast
  const page = async (who: Cast, query = ''): Promise<Notices> => {
    await house.sweep()
    return (await street.as(who)('GET', `/api/notices${query}`)).json()
  }
  /** What somebody was told since the last time we looked: `claim.held Bernard`. */
  const seen = new Map<string, number>()
  const told = async (who: Cast) => {
    const { items } = await page(who, '?limit=100')
    const fresh = items.slice(0, items.length - (seen.get(who.id) ?? 0))
    seen.set(who.id, items.length)
    return fresh
      .map(({ what, other, words }) => [what, other?.name, words].filter(Boolean).join(' '))
      .reverse()
  }
  const claim = async (who: Cast, postId: string, body = {}): Promise<string> =>
    (await street.as(who)('POST', `/api/posts/${postId}/claims`, body)).json().id
  return { ...street, house, ann, bernard, chandra, page, told, claim }
}

describe.each(engines)('notices on %s', (engine) => {
  test('go with an errand: held, accepted, late, done, and nobody is told what they did themselves', async () => {
    const { house, as, ann, bernard, chandra, post, claim, told } = await elmRow(engine)
    const { id } = await post(ann)
    const on = `/api/claims/${await claim(bernard, id)}`
    expect(await told(ann)).toEqual(['claim.held Bernard'])
    await as(ann)('PUT', `${on}/acceptance`)
    expect(await told(bernard)).toEqual(['claim.accepted Ann'])
    await as(bernard)('PUT', `${on}/lateness`, { words: 'Ten minutes' })
    expect(await told(ann)).toEqual(['claim.late Bernard Ten minutes'])
    await as(bernard)('PUT', `${on}/completion`, {})
    expect(await told(ann)).toEqual(['claim.done Bernard'])
    house.clock.pass(hours(1))
    await as(ann)('PUT', `/api/posts/${id}/ending`, { as: 'met' })
    expect([await told(ann), await told(bernard), await told(chandra)]).toEqual([[], [], []])
  })

  test('go with a claim given back, declined or handed over', async () => {
    const { as, ann, bernard, chandra, post, claim, told } = await elmRow(engine)
    const { id } = await post(ann)
    const first = await claim(bernard, id)
    await as(bernard)('DELETE', `/api/claims/${first}`, { reason: 'My back' })
    expect(await told(ann)).toEqual(['claim.held Bernard', 'claim.released Bernard My back'])
    const second = await claim(bernard, id)
    await as(ann)('DELETE', `/api/claims/${second}`, {})
    expect(await told(bernard)).toEqual(['claim.declined Ann'])
    const third = await claim(bernard, id)
    await as(bernard)('PUT', `/api/claims/${third}/handover`, { personId: chandra.id })
    expect(await told(chandra)).toEqual(['claim.handed-to-you Bernard'])
    expect(await told(ann)).toEqual(['claim.held Bernard', 'claim.held Bernard', 'claim.handed-over Chandra'])
  })

  test('tell both kindly when the time has run out, and whoever waits that it is their turn', async () => {
    const { house, ann, bernard, chandra, post, claim, told } = await elmRow(engine)
    const { id } = await post(ann)
    await claim(bernard, id)
    await claim(chandra, id, { wait: true })
    await told(ann)
    house.clock.pass(days(1))
    expect(await told(bernard)).toEqual(['claim.lapsed Ann'])
    expect(await told(chandra)).toEqual(['claim.yours Ann'])
    expect((await told(ann)).sort()).toEqual(['claim.held Chandra', 'claim.open-again Bernard'])
  })

  test('tell the author when nobody could, and the helper when it is not needed any more', async () => {
    const { house, as, ann, bernard, post, claim, told } = await elmRow(engine)
    await post(ann, { neededBy: '2026-03-13' })
    house.clock.pass(days(3))
    expect(await told(ann)).toEqual(['post.unmet'])
    const { id } = await post(ann)
    await claim(bernard, id)
    await as(ann)('DELETE', `/api/posts/${id}`, { reason: 'My son is here' })
    expect(await told(bernard)).toEqual(['post.withdrawn Ann My son is here'])
  })

  test('tell the stewards who asks to join, and the one who asked that they are in', async () => {
    const { house, as, boardId, ann, bernard, chandra, told } = await elmRow(engine)
    await as(chandra)('DELETE', `/api/boards/${boardId}/members/${chandra.id}`)
    const { version } = (await as(ann)('GET', `/api/boards/${boardId}`)).json()
    await as(ann)('PATCH', `/api/boards/${boardId}`, { version, joining: 'approved' })
    await as(chandra)('POST', `/api/boards/${boardId}/members`, {})
    expect([await told(ann), await told(bernard)]).toEqual([['member.asking Chandra'], []])
    await as(ann)('PUT', `/api/boards/${boardId}/members/${chandra.id}`, { state: 'active' })
    expect(await told(chandra)).toEqual(['member.welcome Ann'])
    expect(await house.store.read.$count(house.store.read.t.notices)).toBe(2)
  })

  test('come by mail, with nothing of what was asked and nothing personal on the outside', async () => {
    const server = await openMailServer()
    const { house, as, ann, bernard, post, claim } = await elmRow(engine, { mail: { smtpUrl: server.url } })
    const { id } = await post(ann, { title: 'Collect my insulin', details: 'From the chemist' })
    await house.sweep()
    server.caught.length = 0
    const claimId = await claim(bernard, id)
    await house.sweep()
    expect(server.caught).toMatchObject([{ to: ann.contact, subject: 'News from your street' }])
    expect(server.caught[0]!.text).toContain(`Bernard can do it. Have a look, and say yes.`)
    expect(server.caught[0]!.text).toContain(`http://localhost/posts/${id}`)
    await as(bernard)('DELETE', `/api/claims/${claimId}`, { reason: 'Canary words' })
    await house.sweep()
    for (const { raw, subject } of server.caught) {
      expect(raw).not.toMatch(/insulin|chemist|Canary/)
      expect(subject).toBe('News from your street')
    }
    expect(server.caught).toHaveLength(2)
  })

  test('stand on the page although mail is down, and the claim stands too', async () => {
    const away = await openMailServer()
    await away.close()
    const more = { mail: { smtpUrl: away.url } }
    const { house, ann, bernard, post, claim, told } = await elmRow(engine, more)
    const { id } = await post(ann)
    expect(await claim(bernard, id)).toEqual(expect.any(String))
    expect(await told(ann)).toEqual(['claim.held Bernard'])
    const back = await openMailServer(away.port)
    house.clock.pass(hours(1))
    await house.sweep()
    expect(back.caught).toMatchObject([{ to: ann.contact, subject: 'News from your street' }])
  })

  test('are read newest first, page by page, and marked as seen', async () => {
    const { as, ann, bernard, post, claim, page } = await elmRow(engine)
    const { id } = await post(ann)
    for (let time = 0; time < 3; time++)
      await as(bernard)('DELETE', `/api/claims/${await claim(bernard, id)}`, {})
    const all = await page(ann)
    expect(all).toMatchObject({ unseen: 6, next: null })
    const found: Notice[] = []
    for (let next: string | null = ''; next !== null; ) {
      const part: Notices = await page(ann, `?limit=2${next && `&cursor=${next}`}`)
      found.push(...part.items)
      next = part.next
    }
    expect(found).toEqual(all.items)
    expect(found[0]).toMatchObject({ postId: id, postTitle: 'Walk the dog', seen: false })
    await as(ann)('PUT', '/api/notices/seen', { upTo: all.items[0]!.id })
    expect(await page(ann)).toMatchObject({ unseen: 0, items: Array(6).fill({ seen: true }) })
    expectProblem(await as(ann)('GET', '/api/notices?cursor=x'), BadCursor)
    expectProblem(await as(null)('GET', '/api/notices'), SignInNeeded)
    expect((await page(bernard)).items).toEqual([])
  })

  test('no longer name the post to somebody who has left the street', async () => {
    const { as, boardId, ann, bernard, post, claim, page } = await elmRow(engine)
    const { id } = await post(ann)
    await as(ann)('PUT', `/api/claims/${await claim(bernard, id)}/acceptance`)
    expect((await page(bernard)).items).toMatchObject([{ postTitle: 'Walk the dog' }])
    await as(bernard)('DELETE', `/api/boards/${boardId}/members/${bernard.id}`)
    expect((await page(bernard)).items).toMatchObject([{ postTitle: null }])
  })
})

test('a name in a letter is words, never markup and never a second line', async () => {
  const { house, ann, bernard, as, post, claim } = await elmRow('sqlite')
  await as(bernard)('PATCH', '/api/me', { name: `<b>Be\nrnard</b> ${'x'.repeat(200)}` })
  const { id } = await post(ann)
  await claim(bernard, id)
  await house.sweep()
  const letter = (await lettersIn(house.outbox)).find(({ subject }) => subject.startsWith('News'))
  expect(letter!.html).toContain('&lt;b&gt;Be rnard&lt;/b&gt; x')
  expect(letter!.text.split('\n')[0]!.length).toBeLessThan(120)
})
