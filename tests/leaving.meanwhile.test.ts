/** Somebody posts, or takes something on, in the very moment in which they leave: nothing of it is left hanging. */
import { setTimeout as pause } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { openStreet } from './support/elm-row.ts'
import { engines } from './support/house.ts'

/** Long enough for whoever leaves to be gone, were they not made to wait. */
const meanwhileMs = 300

describe.each(engines)('in the middle of it on %s', (engine) => {
  test('a post of somebody who leaves is withdrawn with them', async () => {
    const { house, boardId, cast, as, post } = await openStreet(engine, ['Ann', 'Bernard'])
    const [, bernard] = cast
    const left: Promise<{ statusCode: number }>[] = []
    house.house.beforePosting.push(async () => {
      left.push(as(bernard)('DELETE', `/api/boards/${boardId}/members/${bernard.id}`).then((reply) => reply))
      await pause(meanwhileMs)
      return undefined
    })
    const { id } = await post(bernard)
    expect((await left[0])!.statusCode).toBe(204)
    const { posts } = house.store.read.t
    const [row] = await house.store.read.select().from(posts).where(eq(posts.id, id))
    expect(row).toMatchObject({ state: 'withdrawn', shelf: 'ended' })
  })

  test('a claim of somebody who leaves is handed back', async () => {
    const { house, boardId, cast, as, post } = await openStreet(engine, ['Ann', 'Bernard'])
    const [ann, bernard] = cast
    const { id } = await post(ann)
    const left: Promise<{ statusCode: number }>[] = []
    house.house.beforeClaiming.push(async () => {
      left.push(as(bernard)('DELETE', `/api/boards/${boardId}/members/${bernard.id}`).then((reply) => reply))
      await pause(meanwhileMs)
    })
    const claimed = await as(bernard)('POST', `/api/posts/${id}/claims`, {})
    expect(claimed.statusCode).toBe(201)
    expect((await left[0])!.statusCode).toBe(204)
    const { claims, posts } = house.store.read.t
    const [claim] = await house.store.read.select().from(claims).where(eq(claims.postId, id))
    const [row] = await house.store.read.select().from(posts).where(eq(posts.id, id))
    expect([claim?.state, row?.state, row?.taken]).toEqual(['released', 'open', 0])
  })
})
