/** Two streets that do not know each other, everybody who lives on them, and a court that hears all that is said to anybody. */
import { resolve } from 'node:path'
import { Canaries } from './canaries.ts'
import { openCourt } from './canary-court.ts'
import { openLines } from './canary-lines.ts'
import { codeFor, openSecondLock } from './cast.ts'
import { weAllKnowEachOther } from './elm-row.ts'
import { type Engine, openHouse } from './house.ts'
import { safely } from './safety.ts'

export type Person = { id: string; token: string; contact: string; address: string }
export type Said = { status: number; body: string; json: () => never }
export type World = Awaited<ReturnType<typeof openWorld>>

const fields = ['boards', 'posts', 'claims', 'others', 'sheets'] as const

export async function openWorld(engine: Engine, random: () => number) {
  const lines: string[] = []
  const logTo = { write: (line: string) => void lines.push(line) }
  const house = await openHouse(engine, true, { logLevel: 'trace', logTo, dist: resolve('dist') })
  const url = await house.app.listen({ host: '127.0.0.1', port: 0 })
  const canaries = new Canaries()
  const court = openCourt({ house, canaries, lines })
  const { hear, said } = court
  const wire = openLines({ house, url, hear, leaks: court.leaks })
  const people: Person[] = []
  const ids = Object.fromEntries(fields.map((field) => [field, [] as string[]])) as Ids
  let networks = 0

  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const chance = (of: number) => random() < of

  /** `call(ann, 'POST /boards', body)`, from the network she always comes from. */
  async function call(by: Person | null, what: string, body?: object): Promise<Said> {
    const [method = '', path = ''] = what.split(' ')
    const reply = await ask(by, { method, path: `/api${path}`, body })
    if (method !== 'GET') court.touch()
    if (reply.ok && method !== 'GET') said.done += 1
    const text = await reply.text()
    hear({ where: `${what} ${reply.status}`, readerId: by?.id ?? null, text: withHeaders(reply, text) })
    return { status: reply.status, body: text, json: () => JSON.parse(text) as never }
  }

  /** What a browser without script is given. */
  async function visit(by: Person | null, path: string) {
    const reply = await ask(by, { method: 'GET', path })
    if (reply.ok) said.pages += 1
    const text = withHeaders(reply, await reply.text())
    hear({ where: `page ${path} ${reply.status}`, readerId: by?.id ?? null, text })
  }

  function ask(by: Person | null, { method, path, body }: Asking) {
    said.asked += 1
    const headers: Record<string, string> = { 'x-forwarded-for': by?.address ?? '192.0.2.1' }
    if (by) headers.authorization = `Bearer ${by.token}`
    if (body) headers['content-type'] = 'application/json'
    const redirect = 'manual'
    return fetch(url + path, { method, headers, redirect, ...(body && { body: JSON.stringify(body) }) })
  }

  async function newcomer(boardId?: string): Promise<Person> {
    const address = `198.51.${100 + Math.floor(++networks / 250)}.${networks % 250}`
    canaries.adopt(`"${address}"`, { kind: 'address', ofId: null })
    const contact = `${canaries.hatch({ kind: 'contact', ofId: null })}@example.org`
    // Not listened to: the cookie tells this browser alone whom it has just typed.
    await fetch(`${url}/api/sign-in-codes`, asJson(address, { contact }))
    const code = await codeFor(house.store, contact)
    const named = canaries.hatch({ kind: 'name', ofId: null })
    const name = `Neighbour ${named}`
    const reply = await fetch(`${url}/api/session`, asJson(address, { contact, code, name, as: 'token' }))
    const { person, token } = (await reply.json()) as { person: { id: string }; token: string }
    for (const word of [contact.split('@')[0]!, named]) canaries.settle(word, { ofId: person.id })
    canaries.adopt(token, { kind: 'token', ofId: person.id })
    const one = { id: person.id, token, contact, address }
    // What stewards do would otherwise be refused in a session that has shown one lock.
    await openSecondLock(house, one.id)
    people.push(one)
    court.touch()
    if (boardId) await call(one, `POST /boards/${boardId}/members`, {})
    listen(one)
    return one
  }

  /** Every line of theirs that is not open; a street they do not belong to hangs up. */
  function listen(one: Person) {
    for (const boardId of ids.boards) wire.listen(one, boardId, `/boards/${boardId}/live`)
    wire.listen(one, `me:${one.id}`, '/me/live')
  }

  /** A street with its steward, who looks after worries too. */
  async function found(start: object) {
    const founder = await newcomer()
    const place = { lat: 54.9069, lng: -1.3838 }
    const reply = await call(founder, 'POST /boards', { name: 'A street', place, ...safely, ...start })
    const { id } = reply.json() as { id: string }
    ids.boards.push(id)
    for (let n = 0; n < 4; n++) await newcomer(id)
    await call(founder, `PUT /boards/${id}/members/${people.at(-1)!.id}`, { role: 'steward' })
    listen(founder)
  }

  await found(weAllKnowEachOther)
  await found({})
  const both = people.at(-1)!
  await call(both, `POST /boards/${ids.boards[0]}/members`, {})
  await newcomer()

  async function close() {
    wire.close()
    await house.close()
  }
  const { erased, leaks, touch, judge } = court
  const by = { people, ids, pick, chance, call, visit, newcomer, listen }
  return { house, canaries, erased, leaks, said, touch, judge, close, ...by }
}

type Ids = Record<(typeof fields)[number], string[]>
type Asking = { method: string; path: string; body?: object | undefined }

const withHeaders = ({ headers }: Response, text: string) => `${text} ${JSON.stringify([...headers])}`

const asJson = (address: string, body: object) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
  body: JSON.stringify(body),
})
