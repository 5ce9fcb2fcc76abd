import { setTimeout as pause } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { Batch } from '#contract/actions'
import { engines, hours, minutes } from './support/house.ts'
import { openStewardedStreet } from './support/stewards.ts'

describe.each(engines)('many at once, and what nobody looked at, on %s', (engine) => {
  test('many are let onto the board with one call, and taken back with one', async () => {
    const { as, ann, bernard, dell, heldPost, queue, url, board, noticed } = await openStewardedStreet(engine)
    const held = []
    for (let n = 0; n < 20; n++) held.push(await heldPost(dell, { title: `Number ${n}` }))
    const caseIds = held.map(({ caseId }) => caseId)
    await as(bernard)('PUT', `/api/cases/${caseIds[3]}/lease`)
    const reply = await as(ann)('POST', `${url}/decisions`, { caseIds, deed: 'release' })
    const batch: Batch = reply.json()
    expect(batch.left).toEqual([caseIds[3]])
    expect(batch.done).toHaveLength(19)
    expect((await board()).filter((type) => type === 'post.published')).toHaveLength(19)
    expect((await noticed(dell)).filter((what) => what === 'action.taken')).toHaveLength(19)
    const back = await as(ann)('DELETE', `${url}/decisions/${batch.batchId}`)
    expect(back.json()).toEqual({ undone: 19, left: 0 })
    expect((await queue(ann)).open).toBe(20)
    expect((await as(bernard)('GET', `${url}/ledger/check`)).json()).toMatchObject({ lines: 38, fault: null })
  })

  test('two stewards who clear the queue at once never decide one case twice', async () => {
    const { as, ann, bernard, dell, heldPost, url, board } = await openStewardedStreet(engine)
    const caseIds: string[] = []
    for (let n = 0; n < 30; n++) caseIds.push((await heldPost(dell, { title: `Number ${n}` })).caseId)
    const clear = (who: typeof ann, ids: string[]) =>
      as(who)('POST', `${url}/decisions`, { caseIds: ids, deed: 'release' })
    const replies = await Promise.all([clear(ann, caseIds), clear(bernard, [...caseIds].reverse())])
    const done = replies.flatMap((reply) => (reply.json() as Batch).done)
    expect(done.sort()).toEqual([...caseIds].sort())
    expect((await board()).filter((type) => type === 'post.published')).toHaveLength(30)
  })

  test('a case whose post ends in that very moment is left as it was, and the others are decided', async () => {
    const { house, as, ann, dell, heldPost, url } = await openStewardedStreet(engine)
    const [one, other] = [await heldPost(dell), await heldPost(dell, { title: 'Another' })]
    const ending = house.store.write(async (tx) => {
      const ended = { state: 'withdrawn', shelf: 'ended' } as const
      await tx.update(tx.t.posts).set(ended).where(eq(tx.t.posts.id, one.postId))
      // Long enough for the decision to have begun, where two can be at it at once.
      await pause(300)
    })
    const caseIds = [one.caseId, other.caseId]
    const decided = as(ann)('POST', `${url}/decisions`, { caseIds, deed: 'release' })
    const [reply] = await Promise.all([decided, ending])
    expect(reply.json()).toMatchObject({ done: [other.caseId], left: [one.caseId] })
    const { cases } = house.store.read.t
    const [left] = await house.store.read.select().from(cases).where(eq(cases.id, one.caseId))
    expect(left).toMatchObject({ state: 'open', closedAt: null })
  })

  test('a post nobody looked at for a day goes up by itself, all stewards hear it and the ledger has it', async () => {
    const { house, as, ann, dell, heldPost, see, url, noticed } = await openStewardedStreet(engine)
    const { postId } = await heldPost(dell)
    const grave = await heldPost(dell, { title: 'Cannot go on' }, 'crisis')
    house.clock.pass(hours(24) - 1)
    await house.sweep()
    expect((await see(dell, postId)).state).toBe('checking')
    const before = (await noticed(ann)).length
    house.clock.pass(1)
    await house.sweep()
    expect((await see(ann, postId)).state).toBe('open')
    expect((await noticed(ann)).length).toBeGreaterThan(before)
    expect((await as(dell)('GET', '/api/me/decisions')).json().items).toMatchObject([
      { deed: 'release', reason: 'waited', by: 'clock' },
    ])
    const { items } = (await as(dell)('GET', `${url}/ledger`)).json()
    expect(items.map(({ type, reason }: { type: string; reason: string }) => `${type} ${reason}`)).toContain(
      'action.release waited',
    )
    house.clock.pass(hours(24 * 20))
    await house.sweep()
    expect((await see(dell, grave.postId)).state).toBe('checking')
  })

  test('what a steward holds in their hands is not let up by the clock meanwhile', async () => {
    const { house, as, ann, dell, heldPost, see } = await openStewardedStreet(engine)
    const { caseId, postId } = await heldPost(dell)
    house.clock.pass(hours(24) - minutes(1))
    await as(ann)('PUT', `/api/cases/${caseId}/lease`)
    house.clock.pass(minutes(3))
    await house.sweep()
    expect((await see(dell, postId)).state).toBe('checking')
    house.clock.pass(minutes(3))
    await house.sweep()
    expect((await see(dell, postId)).state).toBe('open')
  })
})
