/** Two streets that do not know each other, everybody who lives on them, and a court that hears all that is said to anybody. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import WebSocket from 'ws'
import { Canaries, type Canary, type CanaryKind, mayKnow } from './canaries.ts'
import { codeFor } from './cast.ts'
import { weAllKnowEachOther } from './elm-row.ts'
import { type Engine, openHouse } from './house.ts'
import { safely } from './safety.ts'

export type Person = { id: string; token: string; contact: string; address: string }
export type Said = { status: number; body: string; json: () => never }
export type World = Awaited<ReturnType<typeof openWorld>>
type Heard = { where: string; readerId: string | null; text: string }

export async function openWorld(engine: Engine, random: () => number) {
  const lines: string[] = []
  const logTo = { write: (line: string) => void lines.push(line) }
  const house = await openHouse(engine, true, { logLevel: 'trace', logTo })
  const url = await house.app.listen({ host: '127.0.0.1', port: 0 })
  const canaries = new Canaries()
  const people: Person[] = []
  const ids = {
    boards: [] as string[],
    posts: [] as string[],
    claims: [] as string[],
    others: [] as string[],
  }
  const erased = new Set<string>()
  const heard: Heard[] = []
  const leaks: string[] = []
  const said = {
    texts: 0,
    frames: 0,
    letters: 0,
    done: 0,
    rightly: {} as Partial<Record<CanaryKind, number>>,
  }
  const sockets: WebSocket[] = []
  const read = new Set<string>()
  let networks = 0

  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const chance = (of: number) => random() < of

  /** `call(ann, 'POST /boards', body)`, from the network she always comes from. */
  async function call(by: Person | null, what: string, body?: object): Promise<Said> {
    const [method = '', path = ''] = what.split(' ')
    const address = by?.address ?? '192.0.2.1'
    const headers: Record<string, string> = { 'x-forwarded-for': address }
    if (by) headers.authorization = `Bearer ${by.token}`
    if (body) headers['content-type'] = 'application/json'
    const reply = await fetch(`${url}/api${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await reply.text()
    if (reply.ok && method !== 'GET') said.done += 1
    hear(`${what} ${reply.status}`, by?.id ?? null, `${text} ${JSON.stringify([...reply.headers])}`)
    return { status: reply.status, body: text, json: () => JSON.parse(text) as never }
  }

  function hear(where: string, readerId: string | null, text: string) {
    said[where.startsWith('frame') ? 'frames' : 'texts'] += 1
    heard.push({ where, readerId, text })
  }

  /** Judges all that was said since the last time, as things stand now. */
  async function judge(): Promise<void> {
    await wait(3)
    for (const { where, readerId, text } of heard.splice(0)) {
      for (const word of canaries.heardIn(text)) await weigh(word, { where, readerId, text })
    }
    for (const word of lines.splice(0).flatMap((line) => canaries.heardIn(line)))
      leaks.push(`log: ${kindOf(word)}`)
    await judgeLetters()
  }

  async function weigh(word: string, { where, readerId, text }: Heard) {
    const canary = canaries.all.get(word)!
    const asked = { db: house.store.read, now: house.clock.now(), readerId, canary, erased }
    if (isOwnEcho(where, canary, readerId) || (await mayKnow(asked))) {
      said.rightly[canary.kind] = (said.rightly[canary.kind] ?? 0) + 1
      return
    }
    const at = text.indexOf(word)
    const around = text.slice(Math.max(0, at - 80), at + 20)
    leaks.push(`${where} to ${readerId ?? 'a visitor'}: ${kindOf(word)} in ${around}`)
  }

  /** A letter holds the contact it goes to, and nothing else of anybody. */
  async function judgeLetters() {
    const fresh = readdirSync(house.outbox).filter(
      (name) => !read.has(name) && /^[^.].*\.(eml|txt)$/.test(name),
    )
    for (const name of fresh) {
      read.add(name)
      said.letters += 1
      const text = readFileSync(join(house.outbox, name), 'utf8')
      const to = canaries.heardIn(text.split(/\r?\n\r?\n/)[0] ?? '')
      const wrong = canaries.heardIn(text).filter((word) => !isForLetter(to, word))
      leaks.push(...wrong.map((word) => `letter: ${kindOf(word)}`))
    }
  }

  function isForLetter(to: string[], word: string) {
    const { kind, ofId } = canaries.all.get(word)!
    return (kind === 'contact' && to.includes(word)) || (kind === 'name' && !erased.has(ofId ?? ''))
  }
  const kindOf = (word: string) => JSON.stringify({ word, ...canaries.all.get(word) })

  async function newcomer(boardId?: string): Promise<Person> {
    const address = `198.51.${100 + Math.floor(++networks / 250)}.${networks % 250}`
    canaries.adopt(`"${address}"`, { kind: 'address', ofId: null })
    const contact = `${canaries.hatch({ kind: 'contact', ofId: null })}@example.org`
    const nobody = { id: '', token: '', contact, address }
    // Not listened to: the cookie tells this browser alone whom it has just typed.
    await fetch(`${url}/api/sign-in-codes`, asJson(address, { contact }))
    const code = await codeFor(house.store, contact)
    const named = canaries.hatch({ kind: 'name', ofId: null })
    const name = `Neighbour ${named}`
    const reply = await fetch(`${url}/api/session`, asJson(address, { contact, code, name, as: 'token' }))
    const { person, token } = (await reply.json()) as { person: { id: string }; token: string }
    canaries.settle(contact.split('@')[0]!, { ofId: person.id })
    canaries.settle(named, { ofId: person.id })
    canaries.adopt(token, { kind: 'token', ofId: person.id })
    const one = { ...nobody, id: person.id, token }
    people.push(one)
    if (boardId) await call(one, `POST /boards/${boardId}/members`, {})
    listen(one)
    return one
  }

  function listen(one: Person) {
    for (const path of [...ids.boards.map((id) => `/boards/${id}/live`), '/me/live']) {
      const headers = { authorization: `Bearer ${one.token}`, 'x-forwarded-for': one.address }
      const socket = new WebSocket(`${url.replace('http', 'ws')}/api${path}?since=0`, { headers })
      socket.on('error', () => {})
      socket.on('message', (data) => hear(`frame ${path}`, one.id, String(data)))
      sockets.push(socket)
    }
  }

  /** A street with its steward, who looks after worries too. */
  async function found(start: object) {
    const founder = await newcomer()
    const place = { lat: 54.9069, lng: -1.3838 }
    const reply = await call(founder, 'POST /boards', { name: 'A street', place, ...safely, ...start })
    const { id } = reply.json() as { id: string }
    ids.boards.push(id)
    for (let n = 0; n < 4; n++) await newcomer(id)
    return founder
  }

  await found(weAllKnowEachOther)
  await found({})
  const both = people.at(-1)!
  await call(both, `POST /boards/${ids.boards[0]}/members`, {})
  await newcomer()

  async function close() {
    for (const socket of sockets) socket.terminate()
    await house.close()
  }
  return {
    house,
    canaries,
    people,
    ids,
    erased,
    leaks,
    said,
    pick,
    chance,
    call,
    hear,
    judge,
    newcomer,
    listen,
    close,
  }
}

const asJson = (address: string, body: object) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
  body: JSON.stringify(body),
})

/** What somebody has just typed may come back to them with the reason why it was refused. */
const isOwnEcho = (where: string, { ofId }: Canary, readerId: string | null) =>
  where.startsWith('P') && ofId !== null && ofId === readerId
