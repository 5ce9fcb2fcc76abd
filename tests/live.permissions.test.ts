// What is sent live is what its reader may see at that moment, and to nobody who may not hear.
import { describe, expect, test } from 'vitest'
import { closeCodes } from '../server/live/hub.ts'
import { lastSeq } from '../server/live/queries.ts'
import { days, engines, openHouse } from './support/house.ts'
import { Ear, filteredWhenPublished, listen, openElmRow, play, sessionOf } from './support/live-histories.ts'
import { often, patient } from './support/often.ts'

const histories = often('HISTORIES', { suite: 60, long: 1000 })

describe.each(engines)('live on %s', (engine) => {
  test('after any absence, what is replayed is what may be seen now', patient, async () => {
    const runs = engine === 'sqlite' ? histories : Math.ceil(histories / 10)
    const { found, kinds } = await play(await openHouse(engine), runs)
    expect(found).toEqual([])
    expect(kinds.heard).toBeGreaterThan(0)
    expect(kinds.refused).toBeGreaterThan(0)
    console.info(`${engine}: ${runs} histories, ${kinds.heard} heard, ${kinds.refused} refused, 0 wrong`)
  })

  test('a hub that decides when something happens would be caught', { timeout: 120_000 }, async () => {
    const { found } = await play(await filteredWhenPublished(engine), 20)
    expect(found.some((one) => one.includes('older') || one.includes('not to be seen'))).toBe(true)
    expect(found.some((one) => one.includes('frames'))).toBe(true)
  })

  test('whoever leaves hears nothing of what happens after it, and is hung up on', async () => {
    const { house, as, ann, bernard, boardId, post } = await openElmRow(await openHouse(engine))
    const since = await lastSeq(house.store.read, boardId)
    const ear = await listen(house, boardId, { who: bernard, since })
    const stays = await listen(house, boardId, { who: ann, since })
    await Promise.all([
      as(bernard)('DELETE', `/api/boards/${boardId}/members/${bernard.id}`),
      post(ann),
      post(ann),
    ])
    await expect.poll(() => stays.frames.length, { timeout: 1000 }).toBe(3)
    expect(ear.code).toBe(closeCodes.left)
    const leaving = stays.frames.find(({ event }) => event.type === 'member.left')!.seq
    expect(ear.frames.filter(({ seq }) => seq >= leaving)).toEqual([])
  })

  test('a session that ends while the replay is read is hung up on', async () => {
    const { house, as, bernard, boardId, ann, post } = await openElmRow(await openHouse(engine))
    for (let n = 0; n < 5; n++) await post(ann)
    const ear = new Ear()
    const { describe: describeNow } = house.house.live
    house.house.live.describe = async (...given) => {
      house.house.live.describe = describeNow
      await as(bernard)('DELETE', '/api/session')
      return describeNow(...given)
    }
    const listener = { socket: ear as never, personId: bernard.id, sessionId: sessionOf(bernard) }
    await house.house.live.subscribe(boardId, 0, listener)
    expect(ear).toMatchObject({ code: closeCodes.signedOut, frames: [] })
    expect(house.house.live.everybody()).toBe(0)
  })

  test('a session that runs out by itself is noticed at the next heartbeat', async () => {
    const { house, bernard, boardId } = await openElmRow(await openHouse(engine))
    const ear = await listen(house, boardId, { who: bernard, since: 0 })
    await house.house.live.lookAgain()
    expect(ear.code).toBeUndefined()
    house.clock.pass(days(91))
    await house.house.live.lookAgain()
    expect(ear.code).toBe(closeCodes.signedOut)
  })
})
