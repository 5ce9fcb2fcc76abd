/** Random histories of a street while somebody is away, and what they are sent when they come back. */
import { EventEmitter } from 'node:events'
import type { LiveFrame } from '#contract/live'
import type { Post } from '#contract/posts'
import { digestOf, newToken } from '../../server/http/digest.ts'
import { newId } from '../../server/http/ids.ts'
import { eventsSince, lastSeq } from '../../server/live/queries.ts'
import { savePerson, saveSession } from '../../server/people/queries.ts'
import type { Cast } from './cast.ts'
import { foundStreet } from './elm-row.ts'
import { days, type Engine, openHouse, type TestHouse } from './house.ts'

/** A socket that keeps what it is sent. */
export class Ear extends EventEmitter {
  readonly OPEN = 1
  readonly bufferedAmount = 0
  readyState = 1
  code: number | undefined
  readonly frames: LiveFrame[] = []
  send(text: string) {
    this.frames.push(JSON.parse(text))
  }
  ping() {}
  close(code: number) {
    if (this.readyState !== this.OPEN) return
    this.readyState = 3
    this.code = code
    queueMicrotask(() => this.emit('close'))
  }
  terminate() {
    this.close(1006)
  }
}

export const sessionOf = ({ headers }: Cast) => digestOf(headers.authorization.slice('Bearer '.length))

export async function listen(
  { house }: TestHouse,
  boardId: string,
  { who, since }: { who: Cast; since: number },
) {
  const ear = new Ear()
  const listener = { socket: ear as never, personId: who.id, sessionId: sessionOf(who) }
  await house.live.subscribe(boardId, since, listener)
  return ear
}

/** The same throws every time. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (state * 48271) % 2147483647
    return state % sides
  }
}

type Street = Awaited<ReturnType<typeof openElmRow>>

export let streets = 0

/** A street with people of its own, so that nobody asks for too many codes. */
export async function openElmRow(house: TestHouse) {
  const names = ['Ann', 'Bernard', 'Chandra'].map((name) => `${name} ${++streets}`)
  const street = await foundStreet(house, names as [string, string, string])
  const [ann, bernard, chandra] = street.cast
  return { ...street, house, ann, bernard, chandra }
}

/** Signed in, with no more ado: there are a thousand of them. */
async function newcomer({ store, clock }: TestHouse): Promise<Cast> {
  const [id, token, now] = [newId(), newToken(24), clock.now()]
  await store.write(async (tx) => {
    await savePerson(tx, { id, name: 'Lena', now })
    const lasts = { createdAt: now, expiresAt: now + days(90) }
    await saveSession(tx, { id: digestOf(token), personId: id, kind: 'token', label: null, ...lasts })
  })
  return { id, name: 'Lena', contact: '', headers: { authorization: `Bearer ${token}` } }
}

/** While somebody is away: posts come, change, are set aside and withdrawn, and people leave, come back or sign out. */
async function live({ house, as, ann, bernard, boardId, post }: Street, chance: (sides: number) => number) {
  const away = await newcomer(house)
  await as(away)('POST', `/api/boards/${boardId}/members`, {})
  const first = [
    await post(ann, { title: 'Milk', details: 'Two pints' }),
    await post(bernard),
    await post(away),
  ]
  const since = await lastSeq(house.store.read, boardId)
  const mine = [ann, bernard, away]
  const at = () => chance(first.length)
  const edit = async (n: number, set: object) => {
    const { version } = (await as(mine[n]!)('GET', `/api/posts/${first[n]!.id}`)).json()
    return as(mine[n]!)('PATCH', `/api/posts/${first[n]!.id}`, { version, ...set })
  }
  const acts = [
    () => edit(at(), { title: `Title ${chance(1000)}`, details: `Words ${chance(1000)}` }),
    () => edit(at(), { state: 'paused' }),
    () => edit(at(), { state: 'open' }),
    () => as(mine[chance(2)]!)('DELETE', `/api/posts/${first[chance(2)]!.id}`, {}),
    () => as(bernard)('POST', `/api/posts/${first[0]!.id}/claims`, {}),
    () => post(mine[chance(2)]!, { title: `Post ${chance(1000)}` }),
    () => as(away)('DELETE', `/api/boards/${boardId}/members/${away.id}`),
    () => as(away)('POST', `/api/boards/${boardId}/members`, {}),
    () => as(away)(chance(3) === 0 ? 'DELETE' : 'GET', '/api/session'),
  ]
  for (let n = 3 + chance(5); n > 0; n--) await acts[chance(acts.length)]!()
  return { away, since }
}

/** What this reader was sent and may not see now, or was not told as it is now. */
async function wrongIn(
  { as, chandra, boardId }: Street,
  away: Cast,
  { frames, code }: Ear,
): Promise<string[]> {
  const may = (await as(away)('GET', `/api/boards/${boardId}/posts`)).statusCode === 200
  if (!may) return frames.length > 0 || code === undefined ? [`${frames.length} frames, closed ${code}`] : []
  const told = frames.flatMap(({ event }) => ('post' in event ? [event.post] : []))
  const wrong = await Promise.all(
    told.map(async ({ id, title, details, state }) => {
      const reply = await as(chandra)('GET', `/api/posts/${id}`)
      if (reply.statusCode !== 200) return 'a post that is not to be seen'
      const now: Post = reply.json()
      return now.title === title && now.details === details && now.state === state ? [] : 'an older post'
    }),
  )
  return wrong.flat()
}

export async function play(house: TestHouse, runs: number) {
  const found: string[] = []
  const kinds = { heard: 0, refused: 0 }
  for (let run = 0; run < runs; run += 20) {
    const street = await openElmRow(house)
    for (let n = run; n < Math.min(runs, run + 20); n++) {
      const chance = dice(n * 7919 + 11)
      const { away, since } = await live(street, chance)
      const ear = await listen(house, street.boardId, { who: away, since })
      found.push(...(await wrongIn(street, away, ear)).map((one) => `history ${n}: ${one}`))
      kinds[ear.code === undefined ? 'heard' : 'refused']++
      ear.terminate()
    }
  }
  return { found, kinds }
}

/** How it must not be: what was to be seen when it happened is kept, and sent to whoever asks for it later. */
export async function filteredWhenPublished(engine: Engine) {
  const house = await openHouse(engine)
  const { live, store } = house.house
  const { describe: describeNow } = live
  const kept = new Map<string, Awaited<ReturnType<typeof describeNow>>[number]>()
  store.onNews((boardId) => void keep(boardId).catch(() => {}))
  const keep = async (boardId: string) => {
    const rows = (await eventsSince(store.read, boardId, { seq: 0, limit: 500 })).filter(
      ({ seq }) => !kept.has(`${boardId} ${seq}`),
    )
    const events = await describeNow(store.read, boardId, rows)
    for (const [n, { seq }] of rows.entries()) kept.set(`${boardId} ${seq}`, events[n]!)
  }
  live.describe = async (db, boardId, rows) => {
    const now = await describeNow(db, boardId, rows)
    return rows.map(({ seq }, n) => kept.get(`${boardId} ${seq}`) ?? now[n]!)
  }
  live.whyNot = async () => undefined
  return house
}
