// A request that needs trust is for its author, whoever is on it, whom they have named, and neighbours who are known.
import { describe, expect, test } from 'vitest'
import type { BoardEvent } from '#contract/live'
import type { Post } from '#contract/posts'
import { isSensitive } from '#contract/safeguarding'
import { TrustedFirst } from '#contract/standing'
import { lastSeq } from '../server/live/queries.ts'
import type { Cast } from './support/cast.ts'
import { foundStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { type Engine, engines, openHouse } from './support/house.ts'
import { listen } from './support/live-histories.ts'

const secret = 'Collect my tablets'
const sensitive = { title: secret, details: 'Warfarin', category: 'chemist' }

test('what needs trust: to come inside, health, a child; never an offer', () => {
  const asked = { kind: 'request', tier: null, category: null }
  expect(isSensitive(asked)).toBe(false)
  for (const tier of [0, 1]) expect(isSensitive({ ...asked, tier })).toBe(false)
  for (const more of [{ tier: 2 }, { tier: 3 }, { category: 'children' }, { category: 'chemist' }]) {
    expect(isSensitive({ ...asked, ...more })).toBe(true)
    expect(isSensitive({ ...asked, ...more, kind: 'offer' })).toBe(false)
  }
})

/** Ann is the steward, Bernard is trusted, Chandra is named by Ann, Dell is known to nobody, Efua is of no street. */
async function openTrust(engine: Engine) {
  const house = await openHouse(engine)
  const street = await foundStreet(house, ['Ann', 'Bernard', 'Chandra', 'Dell'], {
    vouchesWanted: 1,
    checking: 'nobody',
  })
  const { as, cast, boardId, post } = street
  const [ann, bernard, chandra, dell] = cast
  const url = `/api/boards/${boardId}`
  const vouch = (whom: Cast) => as(ann)('POST', `${url}/members/${whom.id}/vouches`)
  await vouch(bernard)
  const asked = await post(bernard, { ...sensitive, firstAskId: chandra.id })
  const read = async (who: Cast | null, path: string) => (await as(who)('GET', path)).body
  return { house, ...street, url, ann, bernard, chandra, dell, vouch, asked, read }
}

const told = (frames: { event: BoardEvent }[], { id }: Post) =>
  frames.filter(({ event }) => JSON.stringify(event).includes(id)).map(({ event }) => event.type)

describe.each(engines)('a request that needs trust on %s', (engine) => {
  test('is there for its own people and for those who are known, wherever one looks', async () => {
    const { as, url, ann, bernard, chandra, dell, asked, read } = await openTrust(engine)
    const places = [
      `${url}/posts`,
      `${url}/posts?kind=request`,
      `${url}/posts?q=tablets`,
      `${url}/posts?q=warfarin`,
      `${url}/posts?category=chemist`,
      `${url}/export.csv`,
      `/api/posts/${asked.id}`,
    ]
    for (const path of places) {
      for (const who of [ann, bernard, chandra]) expect(await read(who, path), path).toContain(secret)
      expect(await read(dell, path), path).not.toContain(secret)
      expect(await read(dell, path), path).not.toContain('Warfarin')
    }
    for (const path of ['', '/claims', '/history', '/messages'])
      expect((await as(dell)('GET', `/api/posts/${asked.id}${path}`)).statusCode).toBe(404)
    const about = { kind: 'post', id: asked.id }
    const worry = { about, seen: 'Something' }
    for (const [call, body] of [
      [`/api/posts/${asked.id}/claims`, {}],
      [`${url}/reports`, { about, reason: 'unkind' }],
      [`${url}/concerns`, worry],
    ] as const)
      expect((await as(dell)('POST', call, body)).statusCode, call).toBe(404)
  })

  test('is counted for nobody else', async () => {
    const { as, ann, bernard, dell, post, url, asked } = await openTrust(engine)
    await post(ann)
    const { id } = (await as(ann)('POST', `/api/posts/${asked.id}/claims`, {})).json()
    const figures = async (who: Cast) => (await as(who)('GET', `${url}/figures`)).json()
    expect(await figures(bernard)).toMatchObject({ needs: 2, waiting: 1 })
    expect(await figures(dell)).toMatchObject({ needs: 1, waiting: 1 })
    await as(bernard)('PUT', `/api/claims/${id}/acceptance`)
    await as(ann)('PUT', `/api/claims/${id}/completion`, {})
    expect(await figures(bernard)).toMatchObject({ doneThisWeek: 1 })
    expect(await figures(dell)).toMatchObject({ doneThisWeek: 0 })
  })

  test('is not shown to visitors of a street that lets others read its board', async () => {
    const { as, ann, dell, url, asked, read } = await openTrust(engine)
    await as(ann)('PATCH', url, { version: 1, visible: true })
    await as(dell)('DELETE', `${url}/members/${dell.id}`)
    for (const who of [null, dell]) {
      expect(await read(who, `${url}/posts`)).not.toContain(secret)
      expect(await read(who, `/api/posts/${asked.id}`)).not.toContain(secret)
      expect(JSON.parse(await read(who, `${url}/figures`))).toMatchObject({ needs: 0 })
    }
  })

  test('stays theirs for whoever was on it, and opens when somebody is known', async () => {
    const { as, url, ann, bernard, dell, vouch, asked, read } = await openTrust(engine)
    await vouch(dell)
    expect((await as(dell)('GET', url)).json()).toMatchObject({ trustsYou: true })
    expect((await as(dell)('POST', `/api/posts/${asked.id}/claims`, {})).statusCode).toBe(201)
    await as(ann)('DELETE', `${url}/members/${dell.id}/vouches`)
    expect((await as(dell)('GET', url)).json()).toMatchObject({ trustsYou: false })
    expect(await read(dell, `/api/posts/${asked.id}`)).toContain(secret)
    expect(await read(dell, '/api/mine')).toContain(secret)
    await as(ann)('DELETE', `${url}/members/${bernard.id}/vouches`)
    expect(await read(bernard, `${url}/posts`)).toContain(secret)
  })

  test('is not handed over to somebody whom nobody knows', async () => {
    const { as, ann, bernard, dell, post } = await openTrust(engine)
    const { id } = await post(ann, { ...sensitive, tier: 0 })
    const claimed = (await as(bernard)('POST', `/api/posts/${id}/claims`, {})).json()
    const handed = as(bernard)('PUT', `/api/claims/${claimed.id}/handover`, { personId: dell.id })
    expectProblem(await handed, TrustedFirst)
  })

  test('is heard live, and in the replay, by what one is now', async () => {
    const { house, as, boardId, url, ann, bernard, dell, vouch, post, asked } = await openTrust(engine)
    const since = await lastSeq(house.store.read, boardId)
    const [known, stranger] = [
      await listen(house, boardId, { who: bernard, since }),
      await listen(house, boardId, { who: dell, since }),
    ]
    const other = await post(ann, sensitive)
    await as(ann)('PATCH', `/api/posts/${other.id}`, { version: 1, details: 'Soon' })
    await as(ann)('DELETE', `/api/posts/${other.id}`, {})
    const last = await post(ann, { title: 'Milk' })
    await expect.poll(() => told(stranger.frames, last), { timeout: 2000 }).toEqual(['post.published'])
    expect(told(known.frames, other)).toEqual(['post.published', 'post.edited', 'post.withdrawn'])
    expect(told(stranger.frames, other)).toEqual([])
    const replayed = async (who: Cast) => (await listen(house, boardId, { who, since: 0 })).frames
    expect(told(await replayed(dell), asked)).toEqual([])
    await vouch(dell)
    expect(told(await replayed(dell), asked)).toEqual(['post.published'])
    await expect.poll(() => stranger.frames.at(-1)?.event.type).toBe('board.refetch')
    await as(ann)('DELETE', `${url}/members/${dell.id}/vouches`)
    expect(told(await replayed(dell), asked)).toEqual([])
  })

  test('goes from the open pages of others when an edit makes it one', async () => {
    const { house, as, boardId, ann, bernard, dell, post } = await openTrust(engine)
    const ordinary = await post(ann, { title: 'Sit with me' })
    const since = await lastSeq(house.store.read, boardId)
    const ears = [bernard, dell].map((who) => listen(house, boardId, { who, since }))
    const [known, stranger] = await Promise.all(ears)
    await as(ann)('PATCH', `/api/posts/${ordinary.id}`, { version: 1, tier: 2 })
    await as(ann)('PATCH', `/api/posts/${ordinary.id}`, { version: 2, details: 'At ten' })
    // Otherwise the edit before may be told when the post is everybody's again.
    await expect.poll(() => told(known!.frames, ordinary)).toHaveLength(2)
    await as(ann)('PATCH', `/api/posts/${ordinary.id}`, { version: 3, tier: 1 })
    await expect.poll(() => told(stranger!.frames, ordinary)).toEqual(['post.gone', 'post.edited'])
    expect(told(known!.frames, ordinary)).toEqual(['post.edited', 'post.edited', 'post.edited'])
  })

  test('is told as it was to nobody else, though an edit opens it before it is asked who may hear', async () => {
    const { house, as, boardId, ann, bernard, dell, asked } = await openTrust(engine)
    const since = await lastSeq(house.store.read, boardId)
    const { live } = house.house
    const { describe: describeNow } = live
    live.describe = async (db, id, rows) => {
      const events = await describeNow(db, id, rows)
      live.describe = describeNow
      const open = { category: 'shopping', title: 'A parcel', details: 'A small one' }
      const opened = await as(bernard)('PATCH', `/api/posts/${asked.id}`, { version: 2, ...open })
      expect(opened.statusCode).toBe(200)
      return events
    }
    const ears = [ann, dell].map((who) => listen(house, boardId, { who, since }))
    const [known, stranger] = await Promise.all(ears)
    await as(bernard)('PATCH', `/api/posts/${asked.id}`, { version: 1, details: 'Warfarin, at noon' })
    await expect.poll(() => told(known!.frames, asked)).toEqual(['post.edited', 'post.edited'])
    expect(JSON.stringify(known!.frames)).toContain(secret)
    expect(told(stranger!.frames, asked)).toEqual(['post.edited'])
    expect(JSON.stringify(stranger!.frames)).not.toContain(secret)
  })
})

test('a hub that forgets to ask would be caught', async () => {
  const { house, boardId, dell, asked } = await openTrust('sqlite')
  house.house.live.audience = async () => undefined
  const { frames } = await listen(house, boardId, { who: dell, since: 0 })
  expect(told(frames, asked)).toEqual(['post.published'])
})
