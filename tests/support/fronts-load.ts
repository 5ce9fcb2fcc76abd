/** A street on PostgreSQL under load: pages that listen and resume, neighbours who post and claim, and a judge. */
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import WebSocket from 'ws'
import { openStore } from '#db'
import { lastSeq } from '../../server/live/queries.ts'
import { LiveSocket } from '../../web/live/socket.ts'
import { foundStreet } from './elm-row.ts'
import type { Front } from './fronts.ts'
import { openHouse } from './house.ts'

const names = ['Ann', 'Bernard', 'Chandra', 'Dell', 'Esme', 'Femi', 'Grace', 'Hugh'] as const
/** Made through the front door, and served by nobody. */
export async function streetOnPostgres() {
  const house = await openHouse('postgres', true)
  onTestFinished(house.drop)
  const { boardId, cast } = await foundStreet(house, names)
  const since = await lastSeq(house.store.read, boardId)
  await house.shut()
  return { url: house.url, boardId, since, tokens: cast.map(({ headers }) => headers.authorization) }
}
export type StreetOnPostgres = Awaited<ReturnType<typeof streetOnPostgres>>

/** Which fronts may be asked just now; one that was killed is left out until its successor listens. Nobody is at port 9. */
export type Fronts = { alive: Front[] }
const portOfAny = ({ alive }: Fronts) => alive[Math.floor(Math.random() * alive.length)]?.port ?? 9

/** A page of the web's own code, with the numbers of what it heard. */
export function openPage(street: StreetOnPostgres, fronts: Fronts, at: number) {
  const heard: number[] = []
  const page = { heard, refetches: 0, resumed: -1 }
  const authorization = street.tokens[at % street.tokens.length]!
  const open = (since: number) => {
    page.resumed += 1
    const url = `ws://127.0.0.1:${portOfAny(fronts)}/api/boards/${street.boardId}/live?since=${since}`
    const line = new WebSocket(url, { headers: { authorization } })
    line.on('message', (data) => heard.push(JSON.parse(String(data)).seq))
    line.on('error', () => {})
    return line as never
  }
  const live = new LiveSocket({
    ...{ open, since: street.since, again: { type: 'board.refetch' }, onstate: () => {} },
    onevent: ({ type }: { type: string }) => {
      page.refetches += type === 'board.refetch' ? 1 : 0
    },
    pauseMs: () => 50 + Math.random() * 100,
  })
  onTestFinished(() => live.close())
  return page
}
export type Page = ReturnType<typeof openPage>

/** What is wrong with what a page heard, when the board's log ends at `last`. */
export function wrongIn(
  { heard, refetches }: Pick<Page, 'heard' | 'refetches'>,
  since: number,
  last: number,
) {
  const missed = Array.from({ length: last - since }, (_, n) => since + 1 + n).filter(
    (seq) => !heard.includes(seq),
  )
  const doubled = heard.filter((seq, at) => heard.indexOf(seq) !== at)
  return { missed, doubled, disordered: heard.some((seq, at) => seq < (heard[at - 1] ?? 0)), refetches }
}

export type Acked = { posts: string[]; claims: string[]; others: number[] }
export const nothingYet = (): Acked => ({ posts: [], claims: [], others: [] })
type Load = { fronts: Fronts; acked: Acked; breathMs: number; isOver: () => boolean }
const expected = [0, 200, 201, 404, 409]

/**
 * Half of them post; the other half claim what was posted last, all the same one, and hand it back.
 *
 * @param breathMs between two posts of one neighbour, so that no page is so far behind that it has to be read anew
 * @param acked what was said yes to
 */
export async function everybodyAtOnce(street: StreetOnPostgres, { fronts, acked, breathMs, isOver }: Load) {
  const ask = async (by: string, what: string, body: object = {}) => {
    const answer = await askAny(fronts, { by, what, body })
    if (!expected.includes(answer.status)) acked.others.push(answer.status)
    return answer
  }
  const post = async (by: string) => {
    const { status, id } = await ask(by, `POST /boards/${street.boardId}/posts`, {
      kind: 'request',
      title: 'Bread',
    })
    if (status === 201) acked.posts.push(id)
  }
  const claim = async (by: string) => {
    const { status, id } = await ask(by, `POST /posts/${acked.posts.at(-1) ?? 'none'}/claims`)
    if (status !== 201) return
    acked.claims.push(id)
    // Whoever was killed before it answered may have done it or not, so it is asked again.
    while ((await ask(by, `DELETE /claims/${id}`)).status === 0 && !isOver()) await pause(breathMs)
  }
  const keepAt = async (token: string, at: number) => {
    for (; !isOver(); await pause(breathMs)) await (at % 2 ? claim(token) : post(token))
  }
  await Promise.all(street.tokens.map(keepAt))
}

type Call = { by: string; what: string; body: object }

/** Status 0 when nobody answered, or not to the end. */
async function askAny(fronts: Fronts, { by, what, body }: Call): Promise<{ status: number; id: string }> {
  const [method, path] = what.split(' ')
  const headers = { authorization: by, 'content-type': 'application/json' }
  try {
    const url = `http://127.0.0.1:${portOfAny(fronts)}/api${path}`
    const reply = await fetch(url, { method: method!, headers, body: JSON.stringify(body) })
    const { id } = JSON.parse((await reply.text()) || '{}') as { id: string }
    return { status: reply.status === 204 ? 200 : reply.status, id }
  } catch {
    return { status: 0, id: '' }
  }
}

/** What is in the database at the end: who holds what, and how far the log goes. */
export async function lookInto({ url, boardId }: StreetOnPostgres) {
  const store = await openStore(url)
  const { t } = store.read
  const [posts, claims] = [await store.read.select().from(t.posts), await store.read.select().from(t.claims)]
  const events = await store.read.select().from(t.events)
  const last = await lastSeq(store.read, boardId)
  await store.close()
  const after = (type: string) => events.filter((one) => one.boardId === boardId && one.type === type)
  return {
    last,
    posts: new Set(posts.map(({ id }) => id)),
    claims: new Set(claims.map(({ id }) => id)),
    twice: posts
      .filter(({ id }) => !takesTurns(events.filter(({ postId }) => postId === id)))
      .map(({ id }) => id),
    miscounted: posts
      .filter(
        ({ id, taken }) => claims.filter((one) => one.postId === id && one.state === 'held').length !== taken,
      )
      .map(({ id }) => id),
    unheard: posts.length - after('post.published').length + claims.length - after('claim.held').length,
  }
}

/** Held, handed back, held again: the log of a post with one place never has two who hold it. */
export function takesTurns(events: { seq: number; type: string }[]): boolean {
  const steps = events.filter(({ type }) => type.startsWith('claim.')).sort((a, b) => a.seq - b.seq)
  return steps.every(({ type }, at) => type === (at % 2 ? 'claim.released' : 'claim.held'))
}
