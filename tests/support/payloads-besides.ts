/** What is written less often, made of payloads: edits, receipts, addresses, thanks, last words, cards, who answers for a street. */
import { expect } from 'vitest'
import { type Cast, signIn } from './cast.ts'
import { callsAs } from './elm-row.ts'
import type { TestHouse } from './house.ts'
import { textsOf } from './payloads.ts'

type Street = { boardId: string; steward: Cast; helper: Cast; posts: { author: Cast }[] }
type Made = { id: string; version: number }
/** `call(ann, 'POST /boards', body)` */
type Call = (who: Cast, what: string, body?: object) => Promise<Made>
type Told = Street & { call: Call; url: string }
export type Pages = { who: Cast; paths: string[] }[]

const short = textsOf(280)
const longer = textsOf(900)

/** @returns who reads it, and on which pages */
export async function tellBesides(house: TestHouse, street: Street): Promise<Pages> {
  const as = callsAs(house)
  const call: Call = async (who, what, body = {}) => {
    const [method, path] = what.split(' ') as ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string]
    const reply = await as(who)(method, `/api${path}`, method === 'GET' ? undefined : body)
    expect(reply.statusCode, `${what} ${reply.body}`).toBeLessThan(300)
    return (reply.body ? reply.json() : {}) as Made
  }
  const told = { ...street, call, url: `/boards/${street.boardId}` }
  await settle(told)
  const bought = await shop(told)
  const over = await end(told)
  await call(street.helper, 'POST /cards', { name: short[3] })
  await call(street.helper, 'PATCH /me', { name: short[5] })
  await newcomer(house, told)
  const pages = ['legal', 'records', 'settings', 'neighbours'].map((page) => `${told.url}/${page}`)
  const others: Pages = [
    { who: street.steward, paths: [...pages, told.url] },
    { who: street.helper, paths: ['/me', '/mine'] },
  ]
  return byReader([...bought, ...over, ...others])
}

/** One visit for each of them. */
function byReader(pages: Pages): Pages {
  const readers = Map.groupBy(pages, ({ who }) => who)
  return [...readers].map(([who, theirs]) => ({ who, paths: theirs.flatMap(({ paths }) => paths) }))
}

/** Of the street itself there is one of each. */
async function settle({ steward, url, call }: Told) {
  const [namedPerson, complaintsTo] = short
  await call(steward, `PATCH ${url}/keeping`, { namedPerson, complaintsTo })
  const { version } = await call(steward, `GET ${url}`)
  const categories = textsOf(50)
    .slice(0, 12)
    .map((words, n) => ({ name: short[n], words: [words] }))
  await call(steward, `PATCH ${url}`, { version, name: short[6], welcome: longer[0], categories })
}

/** Each of them in an edit, in an address, and on a receipt; and why a steward looked at it. */
async function shop({ steward, helper, posts, url, call }: Told): Promise<Pages> {
  const pages: Pages = []
  for (const [n, words] of short.entries()) {
    const who = posts[n]!.author
    const onBehalf = { name: words, agreedHow: words, agreedOn: '2026-03-10' }
    const asked = { kind: 'request', title: 'Milk', payBackPounds: 20, address: words }
    const { id, version } = await call(who, `POST ${url}/posts`, asked)
    const edit = { title: words, details: words, when: words, privateNote: words, address: words, onBehalf }
    await call(who, `PATCH /posts/${id}`, { version, ...edit })
    const claim = await call(helper, `POST /posts/${id}/claims`)
    await call(who, `PUT /claims/${claim.id}/acceptance`)
    const paid = { total: '3', hasReceipt: true, receipt: words }
    await call(helper, `PUT /claims/${claim.id}/completion`, paid)
    await call(helper, `PUT /claims/${claim.id}/receipt`, paid)
    if (n < 12) await call(steward, `POST /posts/${id}/looks`, { reason: words })
    const paths = [`/posts/${id}`, ...(n < 12 ? ['/me'] : [])]
    pages.push({ who, paths }, { who: helper, paths: paths.slice(0, 1) })
  }
  return pages
}

/** Each of them in thanks, in the last words about what is over, and in why something was taken back. */
async function end({ helper, posts, url, call }: Told): Promise<Pages> {
  const pages: Pages = []
  for (const [n, words] of longer.entries()) {
    const who = posts[n]!.author
    const gone = await call(who, `POST ${url}/posts`, { kind: 'request', title: 'Tea' })
    await call(who, `DELETE /posts/${gone.id}`, { reason: words })
    const { id } = await call(who, `POST ${url}/posts`, { kind: 'request', title: 'Bread' })
    const claim = await call(helper, `POST /posts/${id}/claims`)
    await call(who, `PUT /claims/${claim.id}/acceptance`)
    await call(helper, `PUT /claims/${claim.id}/completion`)
    await call(who, `PUT /claims/${claim.id}/thanks`, { words })
    await call(who, `PUT /posts/${id}/ending`, { as: 'met', words })
    pages.push(
      { who, paths: [`/posts/${gone.id}`, `/posts/${id}`] },
      { who: helper, paths: [`/posts/${id}`] },
    )
  }
  return pages
}

/** Somebody joins with an offer, in one step and without a session. */
async function newcomer(house: TestHouse, { boardId }: Told) {
  const [name, offer] = short
  const contact = 'newcomer@example.org'
  const url = `/api/boards/${boardId}/members`
  const asked = await house.app.inject({ method: 'POST', url, payload: { name, contact, offer } })
  expect(asked.statusCode, asked.body).toBe(202)
  expect((await signIn(house, { contact })).statusCode).toBe(201)
}
