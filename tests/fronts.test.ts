/** Three processes on one PostgreSQL, killed in turn under load: nothing acknowledged is lost, nothing missed or said twice. */
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '#db'
import { Hub } from '../server/live/hub.ts'
import { announce, lastSeq } from '../server/live/queries.ts'
import { foundStreet } from './support/elm-row.ts'
import { isDeaf, splitsWork } from './support/faults.ts'
import { type Fault, killFront, startFront } from './support/fronts.ts'
import {
  everybodyAtOnce,
  type Fronts,
  lookInto,
  nothingYet,
  openPage,
  streetOnPostgres,
  takesTurns,
  wrongIn,
} from './support/fronts-load.ts'
import { openHouse } from './support/house.ts'
import { listen } from './support/live-histories.ts'
import { often } from './support/often.ts'

const pages = often('PAGES', { suite: 60, long: 300 })
const kills = often('FRONT_KILLS', { suite: 3, long: 100 })
/** Each has to start, which is long on a busy machine. */
const limit = { timeout: 240_000 + kills * 60_000 }

type Run = {
  pages: number
  kills: number
  faults: (Fault | undefined)[]
  patienceMs: number
  breathMs: number
}

/** Everybody at once, while the oldest process is killed and another started, `kills` times. */
async function run({ pages: many, kills: times, faults, patienceMs, breathMs }: Run) {
  const street = await streetOnPostgres()
  const fronts: Fronts = { alive: await Promise.all(faults.map((fault) => startFront(street.url, fault))) }
  const open = Array.from({ length: many }, (_, at) => openPage(street, fronts, at))
  let isOver = false
  const acked = nothingYet()
  const working = everybodyAtOnce(street, { fronts, acked, breathMs, isOver: () => isOver })
  const someMore = async () => {
    for (const before = acked.posts.length; acked.posts.length < before + 5; ) await pause(20)
  }
  for (let n = 0; n < times; n++) {
    await someMore()
    await pause(Math.random() * 300)
    const [oldest, ...others] = fronts.alive
    fronts.alive = others
    await killFront(oldest!)
    if (n + 1 < times) fronts.alive = [...others, await startFront(street.url)]
  }
  // Everybody is connected again, and then something happens.
  await pause(500)
  if (fronts.alive.length > 0) await someMore()
  isOver = true
  await working
  const found = await lookInto(street)
  const isThere = () => open.every(({ heard }) => heard.at(-1) === found.last)
  for (let waited = 0; !isThere() && waited < patienceMs; waited += 50) await pause(50)
  const wrong = open.map((page) => wrongIn(page, street.since, found.last))
  return {
    acked,
    found,
    wrong,
    events: found.last - street.since,
    resumed: open.map(({ resumed }) => resumed),
  }
}

const lostOf = ({ acked, found }: Awaited<ReturnType<typeof run>>) => [
  ...acked.posts.filter((id) => !found.posts.has(id)),
  ...acked.claims.filter((id) => !found.claims.has(id)),
]
const sum = (lists: { length: number }[]) => lists.reduce((all, { length }) => all + length, 0)

test(`${kills} kills before ${pages} pages lose, miss and double nothing`, limit, async () => {
  const ran = await run({
    pages,
    kills,
    faults: [undefined, undefined, undefined],
    patienceMs: 30_000,
    breathMs: 40,
  })
  const { acked, found, wrong, resumed, events } = ran
  console.info(
    `${kills} kills, ${pages} pages resumed ${resumed.reduce((a, b) => a + b, 0)} times; ${acked.posts.length} posts and ` +
      `${acked.claims.length} claims acknowledged, ${events} events; lost ${lostOf(ran).length}, ` +
      `missed ${sum(wrong.map(({ missed }) => missed))}, doubled ${sum(wrong.map(({ doubled }) => doubled))}`,
  )
  expect(acked.posts.length).toBeGreaterThan(10 * kills)
  expect(acked.claims.length).toBeGreaterThan(kills)
  expect(Math.max(...resumed)).toBeGreaterThan(0)
  expect(lostOf(ran)).toEqual([])
  const { twice, miscounted, unheard } = found
  const none = { twice: [], miscounted: [], unheard: 0, others: [] }
  expect({ twice, miscounted, unheard, others: acked.others }).toEqual(none)
  expect(wrong).toEqual(wrong.map(() => ({ missed: [], doubled: [], disordered: false, refetches: 0 })))
})

test('an answer before the commit is found out', limit, async () => {
  const hasty = { pages: 1, kills: 1, faults: ['hasty' as const], patienceMs: 0, breathMs: 0 }
  let lost = 0
  // A kill may happen to fall between two answers.
  for (let tries = 0; lost === 0 && tries < 8; tries++) lost = lostOf(await run(hasty)).length
  expect(lost).toBeGreaterThan(0)
})

test('a front that does not hear the others is found out', async () => {
  const house = await openHouse('postgres')
  const { boardId, cast, post } = await foundStreet(house, ['Ann'])
  const since = await lastSeq(house.store.read, boardId)
  const store = isDeaf(await openStore(house.url))
  const deaf = { house: { live: new Hub(store) } } as Parameters<typeof listen>[0]
  onTestFinished(() => store.close())
  const ears = [await listen(house, boardId, { who: cast[0], since })]
  ears.push(await listen(deaf, boardId, { who: cast[0], since }))
  await post(cast[0])
  await expect.poll(() => ears[0]!.frames.length, { timeout: 20_000 }).toBe(1)
  const wrong = ears.map(({ frames }) =>
    wrongIn({ heard: frames.map(({ seq }) => seq), refetches: 0 }, since, since + 1),
  )
  expect(wrong.map(({ missed }) => missed)).toEqual([[], [since + 1]])
})

test('a number given before its event is saved is found out', async () => {
  const house = await openHouse('postgres')
  const { boardId, cast } = await foundStreet(house, ['Ann'])
  const since = await lastSeq(house.store.read, boardId)
  const pauses = [400, 0]
  const late = splitsWork(house.store, () => pauses.shift()!)
  const ear = await listen(house, boardId, { who: cast[0], since })
  const happen = () =>
    late.write((tx) => announce(tx, boardId, { type: 'board.changed', at: house.clock.now() }))
  const first = happen()
  await expect.poll(() => lastSeq(house.store.read, boardId), { interval: 5 }).toBe(since + 1)
  await Promise.all([first, happen()])
  const heard = () => ear.frames.map(({ seq }) => seq)
  await expect.poll(() => heard().at(-1), { timeout: 20_000 }).toBe(since + 2)
  expect(wrongIn({ heard: heard(), refetches: 0 }, since, since + 2).missed).toEqual([since + 1])
})

test('the judge sees what is missing, what came twice, and what came late', () => {
  const judge = (heard: number[]) => wrongIn({ heard, refetches: 0 }, 2, 5)
  const right = { missed: [], doubled: [], disordered: false, refetches: 0 }
  expect(judge([3, 4, 5])).toEqual(right)
  expect(judge([3, 5])).toEqual({ ...right, missed: [4] })
  expect(judge([3, 4, 4, 5])).toEqual({ ...right, doubled: [4] })
  expect(judge([4, 3, 5])).toEqual({ ...right, disordered: true })
  const turns = (types: string[]) => takesTurns(types.map((type, seq) => ({ seq, type: `claim.${type}` })))
  expect(turns(['held', 'released', 'held'])).toBe(true)
  expect(turns(['held', 'held', 'released'])).toBe(false)
})
