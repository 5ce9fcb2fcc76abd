/** Five hundred payloads in every field that people write in, on the pages that show it, in a real browser. */
import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Cast, signIn } from '../support/cast.ts'
import { callsAs } from '../support/elm-row.ts'
import { fieldsOfWords, listenIn } from '../support/fields-told.ts'
import { payloads, textsOf } from '../support/payloads.ts'
import { tellBesides } from '../support/payloads-besides.ts'
import { tellFew } from '../support/payloads-told.ts'
import { typedAndBack, visited, watched } from '../support/ran-on.ts'
import { safely } from '../support/safety.ts'
import { type Town, withTown } from '../support/with-town.ts'

const short = textsOf(280)
const long = textsOf(3900)
const place = { lat: 54.9069, lng: -1.3838 }
const of = (texts: string[], n: number) => texts[n % texts.length]!

let town: Town
let browser: Browser
let street: Awaited<ReturnType<typeof openStreet>>
let fieldsTold: () => Set<string>
withTown(async (opened) => {
  ;({ town, browser } = opened)
  fieldsTold = listenIn(town.app)
  street = await openStreet()
})

async function person(n: number | string, name: string): Promise<Cast> {
  const contact = `neighbour${n}@example.org`
  const reply = await signIn(town, { contact, name, as: 'token' })
  const { person: made, token } = reply.json()
  return { id: made.id, name, contact, headers: { authorization: `Bearer ${token}` } }
}

/** A street where every name, title and word that can be written is made of payloads. */
async function openStreet() {
  const as = callsAs(town)
  const steward = await person('s', of(short, 0))
  const helper = await person('h', of(short, 1))
  const found = async (n: number) => {
    const made = { name: of(short, n), place, welcome: of(long, n), vouchesWanted: 0 }
    const reply = await as(steward)('POST', '/api/boards', { ...made, ...safely })
    expect(reply.statusCode, reply.body).toBe(201)
    return reply.json()
  }
  const boards = []
  for (let n = 0; n < short.length; n++) boards.push(await found(n))
  const [{ id: boardId, version }] = boards
  const categories = short.map((name) => ({ name, words: ['tea'] })).slice(0, 60)
  const edited = await as(steward)('PATCH', `/api/boards/${boardId}`, { version, categories })
  expect(edited.statusCode, edited.body).toBe(200)
  await as(helper)('POST', `/api/boards/${boardId}/members`, {})
  const posts: { id: string; author: Cast }[] = []
  for (let n = 0; n < short.length; n++) posts.push(await told(n, { boardId, helper }))
  return { boardId: boardId as string, boards, posts, steward, helper, as }
}

/** One post with all that two people can say about it. */
async function told(n: number, { boardId, helper }: { boardId: string; helper: Cast }) {
  const as = callsAs(town)
  const [words, more] = [of(short, n), of(long, n)]
  const author = await person(n, words)
  await as(author)('POST', `/api/boards/${boardId}/members`, {})
  const onBehalf = { name: words, agreedHow: words, agreedOn: '2026-03-10' }
  const written = { title: words, details: more, when: words, privateNote: more, onBehalf }
  const made = await as(author)('POST', `/api/boards/${boardId}/posts`, {
    kind: 'request',
    parts: 2,
    ...written,
  })
  expect(made.statusCode, made.body).toBe(201)
  const { id } = made.json()
  const claim = (await as(helper)('POST', `/api/posts/${id}/claims`, {})).json().id
  await as(author)('PUT', `/api/claims/${claim}/acceptance`, {})
  await as(helper)('PUT', `/api/claims/${claim}/lateness`, { words })
  await as(helper)('POST', `/api/claims/${claim}/messages`, { text: words })
  await as(author)('POST', `/api/claims/${claim}/messages`, { text: words })
  if (n % 2) await as(helper)('DELETE', `/api/claims/${claim}`, { reason: words })
  else await as(helper)('PUT', `/api/claims/${claim}/completion`, { stillToDo: words })
  return { id: id as string, author }
}

type Visit = { who: Cast | null; paths: string[]; bypassCSP: boolean }
const ranOn = (visit: Visit) => visited({ browser, url: town.url }, visit)

const limit = { timeout: 300_000 }
test('the payloads are five hundred, and together in the texts of a field', () => {
  expect(new Set(payloads).size).toBe(500)
  for (const texts of [short, long])
    expect(payloads.filter((one) => !texts.some((text) => text.includes(one.trim())))).toEqual([])
})

test('nothing runs where posts are read, and words about them', limit, async () => {
  const { posts, helper } = street
  const half = Math.ceil(posts.length / 2)
  const byAuthors = posts
    .slice(0, half)
    .map(({ id, author }) => ranOn({ who: author, paths: [`/posts/${id}`], bypassCSP: true }))
  const paths = posts.slice(half).map(({ id }) => `/posts/${id}`)
  const ran = [...(await Promise.all(byAuthors)), await ranOn({ who: helper, paths, bypassCSP: true })]
  expect(ran.flat()).toEqual([])
})

test('nothing runs on boards, lists, settings and forms', limit, async () => {
  const { boardId, boards, posts, steward, helper } = street
  const pages = await boardPages(boardId, steward)
  const own = ['/', '/mine', '/me', '/find', `/boards/${boardId}/settings`, `/boards/${boardId}/ask`]
  const names = boards.slice(0, long.length + 2).map(({ id }) => `/boards/${id}`)
  const paths = [...own, ...pages, ...names, ...names.map((path) => `${path}/settings`)]
  const edits = posts
    .slice(0, long.length)
    .map(({ id, author }) => ranOn({ who: author, paths: [`/posts/${id}/edit`], bypassCSP: true }))
  const ran = [
    ...(await Promise.all(edits)),
    await ranOn({ who: steward, paths, bypassCSP: true }),
    await ranOn({ who: steward, paths: pages, bypassCSP: false }),
    await ranOn({ who: helper, paths: ['/', '/mine'], bypassCSP: true }),
    await ranOn({ who: null, paths: names.map((path) => `${path}/join`), bypassCSP: true }),
  ]
  expect(ran.flat()).toEqual([])
})

test('nothing runs of worries, reports, decisions, sheets, rules and numbers to call', limit, async () => {
  const { steward, helper, posts } = street
  const few = await tellFew(town, street)
  const second = posts[0]!.author
  await areShown(steward, few.steward)
  await areShown(helper, few.helper)
  const ran = await Promise.all([
    ranOn({ who: steward, paths: few.steward, bypassCSP: true }),
    ranOn({ who: second, paths: few.second, bypassCSP: true }),
    ranOn({ who: helper, paths: few.helper, bypassCSP: true }),
  ])
  expect(ran.flat()).toEqual([])
})

test('nothing runs of what is written less often', limit, async () => {
  expect(fieldsTold()).not.toContain('PUT /claims/:claimId/thanks words')
  const pages = await tellBesides(town, street)
  const ran: string[] = []
  for (const { who, paths } of pages) {
    await areShown(who, paths)
    ran.push(...(await ranOn({ who, paths, bypassCSP: true })))
  }
  expect(ran).toEqual([])
})

test('no field that takes words was left out', async () => {
  const all = await fieldsOfWords(town.app)
  expect(all.length).toBeGreaterThan(50)
  expect(all.filter((field) => !fieldsTold().has(field))).toEqual([])
})

/** A page that could not be read would run nothing either. */
async function areShown({ headers }: Cast, paths: string[]) {
  const cookie = `session=${headers.authorization.slice('Bearer '.length)}`
  for (const url of paths)
    expect((await town.app.inject({ url, headers: { cookie } })).statusCode, url).toBe(200)
}

test('nothing runs of what comes in by an address, or back from a form', limit, async () => {
  const { boardId, steward } = street
  const paths = textsOf(1500).flatMap((text) => [
    `/boards/${boardId}?q=${encodeURIComponent(text)}`,
    `/sign-in?next=${encodeURIComponent(text)}`,
    `/?said=${encodeURIComponent(text)}`,
    `/sign-in/card/${encodeURIComponent(text.slice(0, 200).toWellFormed())}`,
  ])
  expect(await ranOn({ who: steward, paths, bypassCSP: true })).toEqual([])
  const back: string[] = []
  const form = { who: steward, path: `/boards/${boardId}/ask` }
  for (const text of long) back.push(...(await typedAndBack({ browser, url: town.url }, form, text)))
  expect(back).toEqual([])
})

test('the watch sees what does run, and what only a policy stopped', limit, async () => {
  for (const bypassCSP of [true, false]) {
    const { page, whatRan, close } = await watched({ browser, url: town.url }, { who: null, bypassCSP })
    await page.goto(`${town.url}/help-now`)
    const careless = `document.querySelector('main').innerHTML = ${JSON.stringify(short.slice(0, 8).join(' '))}`
    await page.evaluate(careless)
    const seen = bypassCSP ? 'x ' : 'stopped script-src'
    await expect.poll(async () => (await whatRan()).some((what) => what.startsWith(seen))).toBe(true)
    if (!bypassCSP) expect((await whatRan()).filter((what) => what.startsWith('x '))).toEqual([])
    await close()
  }
})

/** Every page of the board's list. */
async function boardPages(boardId: string, who: Cast): Promise<string[]> {
  const pages = [`/boards/${boardId}`]
  for (let cursor: string | null = ''; cursor !== null; ) {
    const from: string = cursor && `&cursor=${encodeURIComponent(cursor)}`
    pages.push(`/boards/${boardId}?kind=request${from}`)
    const url: string = `/api/boards/${boardId}/posts?kind=request&limit=30${from}`
    cursor = (await callsAs(town)(who)('GET', url)).json().next
  }
  return pages
}
