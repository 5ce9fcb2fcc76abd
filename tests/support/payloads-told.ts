/** What only few people read, made of payloads: worries, reports, decisions, second looks, sheets, rules, numbers to call. */
import { expect } from 'vitest'
import { type Cast, openSecondLock } from './cast.ts'
import { callsAs } from './elm-row.ts'
import type { TestHouse } from './house.ts'
import { textsOf } from './payloads.ts'

type Calls = ReturnType<typeof callsAs>
type Street = { boardId: string; steward: Cast; helper: Cast; posts: { id: string; author: Cast }[] }
type Told = Street & { as: Calls; url: string; second: Cast; call: Call }
/** `call(ann, 'POST /boards', body)` */
type Call = (who: Cast, what: string, body?: object) => Promise<Made>
type Made = { id: string; version: number; url: string; items: { id: string }[] }

const middling = textsOf(1900)
const long = textsOf(3900)
const of = (texts: string[], n: number) => texts[n % texts.length]!

/** @returns the pages on which each of them reads it */
export async function tellFew(house: TestHouse, street: Street) {
  const as = callsAs(house)
  const second = street.posts[0]!.author
  for (const { id } of [street.steward, second]) await openSecondLock(house, id)
  const call: Call = async (who, what, body = {}) => {
    const [method, path] = what.split(' ') as ['POST' | 'PUT' | 'PATCH', string]
    const reply = await as(who)(method, `/api${path}`, body)
    expect(reply.statusCode, `${what} ${reply.body}`).toBeLessThan(300)
    return (reply.body ? reply.json() : {}) as Made
  }
  const told = { ...street, as, second, call, url: `/boards/${street.boardId}` }
  await call(street.steward, `PUT ${told.url}/members/${second.id}`, { role: 'steward' })
  await settle(told)
  const pages = [await worry(told), await report(told), await bring(told), await invite(told)]
  await decide(told)
  await leaveWords(told)
  const looked = ['cases', 'ledger', 'records', 'legal', 'safety', 'worries', 'rules'].map(
    (page) => `${told.url}/${page}`,
  )
  return {
    steward: [...pages.flat(), ...looked, `/help-now?board=${street.boardId}`],
    second: [`${told.url}/cases`],
    helper: ['/decisions', '/me', '/mine', `${told.url}/rules`],
  }
}

/** Rules, numbers to call, and to whom something was given because a law said so. */
async function settle({ steward, url, as, call }: Told) {
  const { version } = (await as(steward)('GET', `/api${url}`)).json() as Made
  const some = textsOf(110).slice(0, 12)
  const lines = some.map((name, n) => ({ name, number: `0191 498 02${10 + n}`, words: of(textsOf(290), n) }))
  const council = ['council-adults', 'council-children'].map((id) => ({ id, number: '0191 498 0100' }))
  await call(steward, `PATCH ${url}`, { version, helplines: [...council, ...lines] })
  await call(steward, `POST ${url}/rules`, { words: textsOf(3400)[0] })
  const [body, power] = textsOf(280)
  for (const given of middling.slice(0, 4))
    await call(steward, `POST ${url}/disclosures`, { body, power, given })
}

/** All of them in what was done about one worry. */
async function worry({ helper, steward, posts, url, as, call }: Told): Promise<string[]> {
  const about = { kind: 'person', id: posts[1]!.author.id }
  await call(helper, `POST ${url}/concerns`, { about, seen: long[0], thought: long[1] })
  const { items } = (await as(steward)('GET', `/api${url}/concerns`)).json() as Made
  const path = `/concerns/${items[0]!.id}`
  for (const words of long) await call(steward, `POST ${path}/steps`, { kind: 'noted', words })
  return [`/worries/${items[0]!.id}`]
}

/** Many tell the stewards of one thing. */
async function report({ helper, steward, posts, url, as, call }: Told): Promise<string[]> {
  const asked = { kind: 'request', title: of(middling, 0).slice(0, 280), details: long[0] }
  const { id } = await call(helper, `POST ${url}/posts`, asked)
  for (const [n, words] of middling.entries()) {
    const said = { about: { kind: 'post', id }, reason: 'unkind', words }
    await call(posts[n + 2]!.author, `POST ${url}/reports`, said)
  }
  const { items } = (await as(steward)('GET', `/api${url}/cases`)).json() as Made
  return [`/cases/${items[0]!.id}`]
}

/** What stewards say to somebody, what that person says to it, and what another steward answers. */
async function decide({ helper, steward, second, posts, url, as, call }: Told) {
  for (const [n, words] of middling.entries()) {
    const { id } = await call(helper, `POST ${url}/posts`, { kind: 'offer', title: `Tea ${n}` })
    const about = { kind: 'post', id }
    await call(posts[2]!.author, `POST ${url}/reports`, { about, reason: 'unkind' })
    const { items } = (await as(steward)('GET', `/api${url}/cases?limit=200`)).json() as {
      items: { id: string; about: { id: string } }[]
    }
    const caseId = items.find((one) => one.about.id === id)!.id
    const said = { deed: 'hide', reason: 'unkind', words, mend: of(textsOf(950), n) }
    const action = await call(steward, `POST /cases/${caseId}/actions`, said)
    await call(helper, `POST /actions/${action.id}/appeal`, { words })
  }
  const { items } = (await as(second)('GET', `/api${url}/appeals`)).json() as Made
  for (const [n, { id }] of items.slice(0, items.length / 2).entries())
    await call(second, `PUT /appeals/${id}/decision`, { overturn: false, words: of(middling, n) })
}

/** For the next steward, and for whoever was looked up. */
async function leaveWords({ steward, helper, url, call }: Told) {
  for (const words of middling) await call(steward, `POST ${url}/shift-notes`, { kind: 'hand-over', words })
  for (const reason of textsOf(290).slice(0, 12))
    await call(steward, `POST ${url}/members/${helper.id}/looks`, { reason })
}

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`

/** A sheet with all of them in its heads and cells, looked at before and after it is taken. */
async function bring({ steward, url, call }: Told): Promise<string[]> {
  const texts = textsOf(280)
  const heads = ['What do you need?', 'Details', 'Name', texts[0]!, texts[1]!]
  const row = (n: number) => [0, 1, 2, 3, 4].map((at) => of(texts, n * 5 + at))
  const rows = Array.from({ length: Math.ceil(texts.length / 5) }, (_, n) => row(n))
  const text = [heads, ...rows].map((cells) => cells.map(cell).join(',')).join('\n')
  const made = [
    await call(steward, `POST ${url}/imports`, { text, fileName: texts[2] }),
    await call(steward, `POST ${url}/imports`, { text }),
  ]
  await call(steward, `PUT /imports/${made[1]!.id}/completion`)
  return [`${url}/sheet`, ...made.map(({ id }) => `${url}/sheet/${id}`)]
}

async function invite({ steward, url, call }: Told): Promise<string[]> {
  const { id, url: link } = await call(steward, `POST ${url}/invitations`)
  return [`${url}/invitations/${id}`, new URL(link).pathname]
}
