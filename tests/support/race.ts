/** Many neighbours tap at the same moment on the same post; and a judge who says what was wrong with the outcome. */
import { eq, sql } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { AlreadyClaimed } from '#contract/claims'
import { ProblemDetails } from '#contract/http'
import type { Db, Store } from '#db'
import type { Cast } from './cast.ts'

export type Track = {
  /** The claims of one race are dealt out over these. */
  apps: FastifyInstance[]
  boardId: string
  author: Cast
  runners: Cast[]
}
type Reply = { statusCode: number; json: () => unknown }

/** One race for one place. @returns what was wrong with it, a line each */
export async function race(track: Track, number: number): Promise<string[]> {
  const postId = await newPost(track, `Race ${number}`)
  const replies = await Promise.all(
    track.runners.map(({ headers }, at) =>
      track.apps[at % track.apps.length]!.inject({
        method: 'POST',
        url: `/api/posts/${postId}/claims`,
        headers,
        payload: {},
      }),
    ),
  )
  const faults = [...judge(replies), ...(await judgePost(track, postId))]
  await handBack(track, replies)
  return faults.map((fault) => `race ${number}: ${fault}`)
}

/** Nobody runs with full hands. */
async function handBack({ apps, runners }: Track, replies: Reply[]) {
  for (const [at, { statusCode, json }] of replies.entries()) {
    if (statusCode !== 201) continue
    const url = `/api/claims/${(json() as { id: string }).id}`
    await apps[0]!.inject({ method: 'DELETE', url, headers: runners[at]!.headers, payload: {} })
  }
}

export async function newPost({ apps, boardId, author }: Track, title: string): Promise<string> {
  const url = `/api/boards/${boardId}/posts`
  const payload = { kind: 'request', title }
  const reply = await apps[0]!.inject({ method: 'POST', url, headers: author.headers, payload })
  return reply.json().id
}

/** One winner; everybody else is told kindly, and shown where they are wanted next. */
export function judge(replies: Reply[]): string[] {
  const winners = replies.filter(({ statusCode }) => statusCode === 201)
  const losers = replies.filter((reply) => isKindRefusal(reply))
  const faults = winners.length === 1 ? [] : [`${winners.length} winners`]
  const others = replies.length - winners.length - losers.length
  return others === 0 ? faults : [...faults, `${others} of ${replies.length} were answered otherwise`]
}

function isKindRefusal({ statusCode, json }: Reply): boolean {
  const problem = ProblemDetails.parse(statusCode === 409 ? json() : { type: '', title: '', status: 0 })
  return problem.type === AlreadyClaimed.type && Array.isArray(problem.next) && problem.next.length > 0
}

async function judgePost({ apps, author }: Track, postId: string): Promise<string[]> {
  const reply = await apps.at(-1)!.inject({ url: `/api/posts/${postId}`, headers: author.headers })
  const { taken, helpers, state } = reply.json()
  const right = taken === 1 && helpers.length === 1 && state === 'claimed'
  return right ? [] : [`the post says ${taken} taken, ${helpers.length} helpers, ${state}`]
}

/**
 * The same store with the guard left out of the WHERE where places are taken, and a post that never says it is full, so that
 * nothing else keeps the next one out: what a race would look like without them.
 */
export function withoutGuard(store: Store): Store {
  const known = new WeakMap<Db, Db>()
  const careless = (tx: Db) => {
    const made = known.get(tx) ?? carelessDb(tx)
    known.set(tx, made)
    return made
  }
  return { ...store, write: (work) => store.write((tx) => work(careless(tx))) }
}

function carelessDb(tx: Db): Db {
  const update = (table: Parameters<Db['update']>[0]) => {
    const builder = tx.update(table)
    if (table !== (tx.t.posts as unknown)) return builder
    const onlyThisPost = eq(tx.t.posts.id, sql.placeholder('id'))
    return {
      set: ({ state: _state, ...values }: { state?: unknown }) => ({
        where: () => builder.set(values).where(onlyThisPost),
      }),
    }
  }
  return Object.assign(Object.create(tx), { update }) as Db
}
