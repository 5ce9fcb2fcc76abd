/** Where neighbours write all the time, what happens is told in armfuls. */
import { describe, expect, test } from 'vitest'
import { announce } from '../server/live/queries.ts'
import { eventsToTell } from '../server/notices/queries.ts'
import { openStreet } from './support/elm-row.ts'
import { engines } from './support/house.ts'

describe.each(engines)('notices on %s', (engine) => {
  test('are made in armfuls: what happens while one is told waits for the next turn', async () => {
    const { house, boardId, cast, post } = await openStreet(engine, ['Ann', 'Bernard'])
    const [ann, bernard] = cast
    const { id } = await post(ann)
    await house.sweep()
    const { store, clock } = house.house
    const { write } = store
    const held = { type: 'claim.held', postId: id, personId: bernard.id, toNotify: true } as const
    const happens = () => write((tx) => announce(tx, boardId, { ...held, at: clock.now() }))
    const untold = async () => (await eventsToTell(store.read, 100)).length
    let tellings = 0
    store.write = async (work) => {
      const before = await untold()
      const done = await write(work)
      if ((await untold()) < before && ++tellings < 60) await happens()
      return done
    }
    await happens()
    const from = performance.now()
    await house.sweep()
    // The courier comes by itself too, 50 ms after news.
    expect(tellings).toBeLessThan(4 + (performance.now() - from) / 50)
    store.write = write
    await house.sweep()
    expect(await untold()).toBe(0)
  })
})
