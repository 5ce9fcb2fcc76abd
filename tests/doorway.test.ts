/** A crowd that writes is let in a few at a time, so that whoever only looks need not wait for all of it. */
import { expect, test } from 'vitest'
import { Doorway, eachTurn } from '../server/http/doorway.ts'
import { foundStreet } from './support/elm-row.ts'
import { openHouse } from './support/house.ts'

const nextTurn = () => new Promise(setImmediate)

test('in each turn so many begin, in the order they came', async () => {
  const doorway = new Doorway()
  const [begun, inTurn]: [number[], number[]] = [[], []]
  const crowd = 3 * eachTurn + 5
  const come = (from: number) => {
    for (let n = from; n < from + crowd; n++) doorway.take(() => begun.push(n))
  }
  come(0)
  expect(begun).toHaveLength(eachTurn)
  for (let seen = begun.length; doorway.waiting > 0; seen = begun.length) {
    await nextTurn()
    inTurn.push(begun.length - seen)
    // Whoever comes when others wait already has them before.
    if (inTurn.length === 1) come(crowd)
  }
  expect(Math.max(...inTurn)).toBe(eachTurn)
  expect(begun).toEqual(Array.from({ length: 2 * crowd }, (_, n) => n))
})

test('on a quiet day nobody waits, not even for a turn', async () => {
  const doorway = new Doorway()
  let begun = 0
  for (let round = 1; round <= 5; round++) {
    doorway.take(() => begun++)
    expect(begun).toBe(round)
    await nextTurn()
  }
})

const crowd = 200

test('a list is read while most of a crowd still waits to join', async () => {
  let begun = 0
  const house = await openHouse('sqlite', false, {
    change: (store) => ({
      ...store,
      write: (work) => {
        begun++
        return store.write(work)
      },
    }),
  })
  const { as, boardId, cast } = await foundStreet(house, ['Ann'], { joining: 'open' })
  begun = 0
  const joins = Array.from({ length: crowd }, (_, n) =>
    as(null)('POST', `/api/boards/${boardId}/members`, { name: `New ${n}`, contact: `new${n}@example.org` }),
  )
  const list = as(cast[0])('GET', `/api/boards/${boardId}/posts`).then((reply) => ({ reply, begun }))
  await nextTurn()
  expect(house.house.load.waiting()).toBeGreaterThan(crowd / 2)
  const seen = await list
  expect(seen.reply.statusCode).toBe(200)
  expect(seen.begun).toBeLessThan(crowd / 2)
  const answers = new Set((await Promise.all(joins)).map(({ statusCode }) => statusCode))
  expect([...answers]).toEqual([202])
  expect(begun).toBeGreaterThanOrEqual(crowd)
})
