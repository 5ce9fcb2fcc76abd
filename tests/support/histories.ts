/** Random histories of a street on which people block each other, and a line that was away meanwhile. */
import { EventEmitter } from 'node:events'
import { and, eq } from 'drizzle-orm'
import type { WebSocket } from 'ws'
import { newId } from '../../server/http/ids.ts'
import { type Cast, neighbours } from './cast.ts'
import type { Street } from './elm-row.ts'
import type { TestHouse } from './house.ts'

/** Always open, takes everything. */
class Line extends EventEmitter {
  readonly OPEN = 1
  readonly readyState = 1
  readonly bufferedAmount = 0
  readonly heard: string[] = []
  send = (text: string) => void this.heard.push(text)
  close = () => void this.emit('close')
  ping = () => {}
  terminate = () => this.close()
}

export type Chance = () => number
/**
 * The same numbers for the same seed, so that a history that leaks can be looked at again. Seeds that follow each other
 * are spread first: otherwise their first numbers would be nearly the same.
 */
export function chanceFrom(seed: number): Chance {
  let state = Math.imul(seed ^ (seed >>> 7), 0x9e3779b1) >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

export type Place = { house: TestHouse; street: Pick<Street, 'boardId' | 'as'>; cast: Cast[] }
type Pair = `${string} ${string}`
type Post = { id: string; author: Cast; claims: { id: string; by: Cast }[] }

/** What a model of it knows: who has blocked whom, and whose posts there are. */
export class History {
  readonly blocks = new Set<Pair>()
  #posts: Post[] = []
  readonly #place: Place
  readonly #chance: Chance
  constructor(place: Place, chance: Chance) {
    this.#place = place
    this.#chance = chance
  }

  isApart = (a: Cast, b: Cast) => this.blocks.has(`${a.id} ${b.id}`) || this.blocks.has(`${b.id} ${a.id}`)

  /** Ids of whom this person does not see, and of their posts. */
  apartFrom(reader: Cast): string[] {
    const hidden = this.#place.cast.filter((one) => this.isApart(one, reader))
    return [
      ...hidden.map(({ id }) => id),
      ...this.#posts.flatMap(({ id, author }) => (hidden.includes(author) ? id : [])),
    ]
  }

  /** Titles that nobody but their author may read now. */
  async setAside(): Promise<string[]> {
    const { house, street } = this.#place
    const { posts } = house.store.read.t
    const aside = and(eq(posts.boardId, street.boardId), eq(posts.shelf, 'aside'))
    const rows = await house.store.read.select({ title: posts.title }).from(posts).where(aside)
    return rows.map(({ title }) => title).filter((title) => title.startsWith('Written'))
  }

  #one<T>(of: readonly T[]): T | undefined {
    return of[Math.floor(this.#chance() * of.length)]
  }

  #two(): [Cast, Cast] {
    const a = this.#one(this.#place.cast)!
    return [a, this.#one(this.#place.cast.filter((one) => one !== a))!]
  }

  /** One thing that happens. */
  async step() {
    const acts = [
      this.#post,
      this.#post,
      this.#claim,
      this.#claim,
      this.#handBack,
      this.#hide,
      this.#withdraw,
    ]
    const act = this.#one([...acts, this.#block, this.#block, this.#unblock, this.#erase])!
    await act.call(this)
  }

  #call(by: Cast): ReturnType<Place['street']['as']> {
    return (method, url, body) => this.#place.street.as(by)(method, `/api${url}`, body)
  }

  async #post() {
    const author = this.#one(this.#place.cast)!
    const asked = { kind: 'request', title: `Written by ${author.name}: ${newId()}`, parts: 3 }
    const reply = await this.#call(author)('POST', `/boards/${this.#place.street.boardId}/posts`, asked)
    this.#posts.push({ id: reply.json().id, author, claims: [] })
  }

  async #claim() {
    const [post, by] = [this.#one(this.#posts), this.#one(this.#place.cast)!]
    if (!post) return
    const reply = await this.#call(by)('POST', `/posts/${post.id}/claims`, {})
    if (reply.statusCode === 201) post.claims.push({ id: reply.json().id, by })
  }

  async #handBack() {
    const claim = this.#one(this.#posts.flatMap(({ claims }) => claims))
    if (claim) await this.#call(claim.by)('DELETE', `/claims/${claim.id}`, {})
  }

  async #hide() {
    const post = this.#one(this.#posts)
    if (!post) return
    const state = this.#chance() < 0.7 ? 'paused' : 'open'
    const found = await this.#place.street.as(post.author)('GET', `/api/posts/${post.id}`)
    await this.#call(post.author)('PATCH', `/posts/${post.id}`, { version: found.json().version, state })
  }

  async #withdraw() {
    const post = this.#one(this.#posts)
    if (post) await this.#call(post.author)('DELETE', `/posts/${post.id}`, {})
  }

  async #block() {
    const [by, of] = this.#two()
    await this.#call(by)('PUT', `/me/blocks/${of.id}`)
    this.blocks.add(`${by.id} ${of.id}`)
  }

  async #unblock() {
    const pair = this.#one([...this.blocks])
    if (!pair) return
    const [byId, ofId] = pair.split(' ')
    await this.#call(this.#place.cast.find(({ id }) => id === byId)!)('DELETE', `/me/blocks/${ofId}`)
    this.blocks.delete(pair)
  }

  /** Somebody leaves for good, and somebody else moves in. */
  async #erase() {
    if (this.#chance() > 0.1) return
    const { house, cast, street } = this.#place
    const gone = this.#one(cast)!
    await this.#call(gone)('DELETE', '/me')
    for (const pair of this.blocks) if (pair.includes(gone.id)) this.blocks.delete(pair)
    for (const post of this.#posts.filter(({ author }) => author === gone)) post.claims = []
    this.#posts = this.#posts.filter(({ author }) => author !== gone)
    const [next] = await neighbours(house, [`Newcomer ${gone.id.slice(-8)}`])
    await street.as(next!)('POST', `/api/boards/${street.boardId}/members`, {})
    cast.splice(cast.indexOf(gone), 1, next!)
  }
}

/** A line of this person from `since` on, until it has caught up. */
export async function openLine({ house, street }: Place, who: Cast, since: number) {
  const line = new Line()
  const { sessions } = house.store.read.t
  const all = await house.store.read.select().from(sessions)
  const sessionId = all.find(({ personId }) => personId === who.id)!.id
  const socket = line as unknown as WebSocket
  await house.house.live.subscribe(street.boardId, since, { socket, personId: who.id, sessionId })
  return line
}

/** What this reader heard of people they do not see, in words, names and ids, and of posts that are set aside now. */
export async function leaksIn(heard: readonly string[], reader: Cast, history: History): Promise<string[]> {
  const secrets = [...history.apartFrom(reader), ...(await history.setAside())]
  return heard.filter((text) => secrets.some((secret) => text.includes(secret)))
}
