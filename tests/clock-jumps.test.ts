/** The machine's clock jumps, as clocks do: nothing changes its order, and nothing ends that should not. */
import { describe, expect, test } from 'vitest'
import type { Clock } from '../server/http/room.ts'
import { SteadyClock } from '../server/steady-clock.ts'
import { openSecondLock } from './support/cast.ts'
import { foundStreet } from './support/elm-row.ts'
import { days, hours, minutes, openHouse, start } from './support/house.ts'

/** A machine whose clock the test sets. `pass` is time that really goes by. */
function machine() {
  const hands = { at: start, run: 0 }
  return {
    hands: { wall: () => hands.at, elapsed: () => hands.run },
    pass(ms: number) {
      hands.at += ms
      hands.run += ms
    },
    jump(ms: number) {
      hands.at += ms
    },
  }
}

const jumps: [string, number][] = [
  ['an hour on', hours(1)],
  ['an hour back', -hours(1)],
  ['a day on', days(1)],
  ['a day back', -days(1)],
  ['ten years on', days(3653)],
]
type Machine = ReturnType<typeof machine>
const steady = ({ hands }: Machine): Clock => new SteadyClock(undefined, hands)
/** What must be caught: a board that takes the machine at its word. */
const credulous = ({ hands }: Machine): Clock => ({ now: hands.wall })

/** A day on which the clock jumps in the middle of everything, and back a minute later. */
async function dayWithJump(ms: number, clockOf: typeof steady) {
  const it = machine()
  const clock = clockOf(it)
  const opened = await openHouse('sqlite', false, { clock })
  const sweep = async () => {
    for (const one of opened.house.sweeps) await one(clock.now())
  }
  const { as, cast, boardId, post } = await foundStreet(opened, ['Ann', 'Bernard', 'Cath'])
  const [ann, bernard, cath] = cast
  for (const { id } of cast) await openSecondLock(opened, id)
  const { id } = await post(ann, { title: 'Bread', neededBy: '2026-03-13' })
  const claim = (await as(bernard)('POST', `/api/posts/${id}/claims`, {})).json()
  await as(ann)('PUT', `/api/claims/${claim.id}/acceptance`, {})
  const say = async (n: number) => {
    const reply = await as(n % 2 ? ann : bernard)('POST', `/api/claims/${claim.id}/messages`, {
      text: `${n}`,
    })
    expect(reply.statusCode, reply.body).toBe(201)
    it.pass(1000)
  }
  for (const n of [1, 2]) await say(n)
  const dog = await post(cath, { title: 'Walk the dog' })
  it.jump(ms)
  for (const n of [3, 4]) await say(n)
  await sweep()
  it.pass(minutes(1))
  const cat = await post(cath, { title: 'Feed the cat' })
  it.jump(-ms)
  for (const n of [5, 6]) await say(n)
  await sweep()
  return { as, ann, bernard, boardId, claim, dog, cat, id }
}

/** What a neighbour finds afterwards. */
async function found({
  as,
  ann,
  bernard,
  boardId,
  claim,
  id,
  dog,
  cat,
}: Awaited<ReturnType<typeof dayWithJump>>) {
  const messages = (await as(ann)('GET', `/api/claims/${claim.id}/messages`)).json()
  const history = (await as(ann)('GET', `/api/posts/${id}/history`)).json()
  const claims = (await as(bernard)('GET', `/api/posts/${id}/claims`)).json()
  const list = (await as(bernard)('GET', `/api/boards/${boardId}/posts?kind=request`)).json()
  const waiting = list.items.map((one: { id: string }) => one.id)
  return {
    words: messages.items?.map((one: { text: string }) => one.text),
    history: history.items?.map((one: { type: string }) => one.type),
    claims: claims.items?.map((one: { state: string }) => one.state),
    waiting: waiting.filter((one: string) => [dog.id, cat.id].includes(one)),
    dog: dog.id,
    cat: cat.id,
  }
}

describe.each(jumps)('a clock that jumps %s and back', (_, ms) => {
  test('changes no order and ends nothing', async () => {
    const { dog, cat, ...seen } = await found(await dayWithJump(ms, steady))
    expect(seen).toEqual({
      words: ['1', '2', '3', '4', '5', '6'],
      history: ['post.published', 'claim.held', 'claim.accepted'],
      claims: ['accepted'],
      waiting: [dog, cat],
    })
  })

  test('is found out where it is taken at its word', async () => {
    const day = await dayWithJump(ms, credulous).catch(() => null)
    // Nobody is signed in any more, ten years on.
    if (!day) return expect(ms).toBeGreaterThan(days(365))
    const { dog, cat, words, waiting } = await found(day)
    const isAsItWas = words?.join() === '1,2,3,4,5,6' && waiting.join() === `${dog},${cat}`
    expect(isAsItWas).toBe(false)
  })
})

test('a new time that stands is believed, and time never goes back', () => {
  for (const [, ms] of jumps) {
    const it = machine()
    const clock = new SteadyClock(undefined, it.hands)
    it.jump(ms)
    let last = clock.now()
    expect(last - start).toBe(0)
    for (let n = 0; n < 60 * 24 * 3; n++) {
      it.pass(minutes(1))
      const now = clock.now()
      expect(now).toBeGreaterThanOrEqual(last)
      last = now
    }
    expect(Math.abs(last - it.hands.wall())).toBeLessThanOrEqual(minutes(1))
  }
})

test.each([
  ['an hour off', hours(1), 0],
  ['a day off', hours(24), 0],
  ['a week off', days(7), 0],
  ['two months in which nothing happened', days(60), 0],
  ['three months off', days(90), hours(24)],
  ['an hour back', -hours(1), minutes(10)],
  ['a clock that has lost its battery', -start, hours(24)],
  ['a clock ten years on', days(3653), hours(24)],
])('at the start, %s is believed once it has stood', (_, ms, trial) => {
  const it = machine()
  it.jump(ms)
  const clock = new SteadyClock(start, it.hands)
  const isBelieved = () => clock.now() === it.hands.wall()
  expect(isBelieved()).toBe(trial === 0)
  expect(clock.doubtMs).toBe(trial === 0 ? 0 : ms)
  expect(clock.now()).toBeGreaterThanOrEqual(start)
  for (let n = 1; n < trial / minutes(1); n++) {
    it.pass(minutes(1))
    expect(clock.now() - start).toBe(minutes(n))
  }
  // One that is set right meanwhile was never believed.
  if (trial) it.jump(-ms)
  expect(isBelieved()).toBe(true)
  if (trial) it.jump(ms)
})

test('three months off are believed after a day, and what jumps then has to stand as long as ever', () => {
  const it = machine()
  it.jump(days(90))
  const clock = new SteadyClock(start, it.hands)
  const after = (ms: number) => {
    clock.now()
    it.pass(ms)
    return clock.now() - it.hands.wall()
  }
  expect(after(hours(24))).toBe(0)
  clock.now()
  it.jump(days(7))
  expect(after(minutes(10))).toBe(-days(7))
  expect(after(hours(24))).toBe(0)
})

test.each([
  ['spring', '2026-03-29', Date.UTC(2026, 2, 29, 23)],
  ['autumn', '2026-10-25', Date.UTC(2026, 9, 26, 0)],
])('the day the clocks change in %s ends at its own midnight', async (_, neededBy, midnight) => {
  const house = await openHouse()
  house.clock.pass(midnight - hours(30) - house.clock.now())
  const { as, cast, post } = await foundStreet(house, ['Ann'])
  const { id } = await post(cast[0], { neededBy })
  const state = async () => (await as(cast[0])('GET', `/api/posts/${id}`)).json().state
  house.clock.pass(midnight - minutes(1) - house.clock.now())
  await house.sweep()
  expect(await state()).toBe('open')
  house.clock.pass(minutes(2))
  await house.sweep()
  expect(await state()).toBe('unmet')
})
