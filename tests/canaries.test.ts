/**
 * Ten thousand things that a random cast does, well or badly, over real lines; everything said to anybody is searched for words
 * that they may not know. `ACTIONS=10000` for all of it, `SEED=…` for the same again.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { eraseWords } from '../server/my-data/queries.ts'
import { acts } from './support/canary-acts.ts'
import { openWorld, type World } from './support/canary-world.ts'
import { type Engine, engines } from './support/house.ts'

const actions = Number(process.env.ACTIONS ?? 300)
const seed = Number(process.env.SEED ?? 3)
/** What has to have been read rightly, or nothing is shown by its not being read wrongly. */
const few = ['contact', 'name', 'title', 'details'] as const
const many = [
  ...(['note', 'behalf', 'claim words', 'message', 'receipt', 'report', 'card', 'invitation'] as const),
  ...(['deed', 'appeal', 'shift', 'sheet', 'sheet title', 'sheet note'] as const),
]

/** Mulberry32: the same seed, the same day. */
function randomFrom(start: number) {
  let a = start
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

function chosen(mark: number) {
  let upTo = 0
  for (const [weight, name, act] of acts) {
    upTo += weight
    if (mark < upTo) return [name, act] as const
  }
  return [acts[0]![1], acts[0]![2]] as const
}

type Live = { n: number; stopAt: number; breaking?: Breaking }

async function live(engine: Engine, { n, stopAt, breaking = () => {} }: Live) {
  const random = randomFrom(seed)
  const world = await openWorld(engine, random)
  breaking(world)
  const whole = acts.reduce((sum, [weight]) => sum + weight, 0)
  const done = new Map<string, number>()
  for (let at = 0; at < n && world.leaks.length < stopAt; at++) {
    const [name, act] = chosen(random() * whole)
    await act(world, world.chance(0.08) ? null : world.pick(world.people))
    await world.judge()
    done.set(name, (done.get(name) ?? 0) + 1)
  }
  await world.close()
  return { ...world, done }
}

describe.each(engines)('on %s', (engine) => {
  test('nobody is told what is not theirs to know, whatever anybody does', {
    timeout: 3_600_000,
  }, async () => {
    const { leaks, canaries, done, said } = await live(engine, { n: actions, stopAt: 20 })
    const kinds = Object.groupBy([...canaries.all.values()], ({ kind }) => kind)
    const counted = Object.entries(kinds).map(([kind, all]) => `${kind} ${all.length}`)
    console.info(`${engine}: seed ${seed}, ${[...done.values()].reduce((a, b) => a + b, 0)} actions`)
    console.info(`canaries: ${counted.join(', ')}; heard ${JSON.stringify(said)}`)
    expect(leaks).toEqual([])
    expect(said.done).toBeGreaterThan(actions / 20)
    expect(said.pages).toBeGreaterThan(actions / 100)
    const kindsRead = actions < 5000 ? few : [...few, ...many]
    for (const kind of kindsRead)
      expect(said.rightly[kind], `${kind} was never read by anybody`).toBeGreaterThan(0)
  })
})

type Breaking = (world: World) => void

/** A house in which one thing is told that should not be, one way each in which things are told. */
const broken: Record<string, Breaking> = {
  'a frame with the private note': ({ house: { house } }) => {
    const { describe } = house.live
    house.live.describe = async (db, boardId, rows) => {
      const notes = await db.select().from(db.t.posts)
      const events = await describe(db, boardId, rows)
      return events.map((event) => ('post' in event ? withNote(event, notes) : event))
    }
  },
  'a copy of everything with everybody’s contacts': ({ house: { house } }) => {
    house.exports.push(async (db) => ({ also: await db.select().from(db.t.contacts) }))
  },
  'a log that says who signs in': ({ house, people }) => {
    house.house.sweeps.unshift(async () => house.app.log.info({ contact: people[0]!.contact }, 'looked in'))
  },
  'a letter that says what was asked': ({ house, canaries, people }) => {
    const title = canaries.hatch({ kind: 'title', ofId: people[1]!.id })
    writeFileSync(join(house.outbox, 'one.eml'), `To: ${people[0]!.contact}\r\n\r\n${title}`)
  },
  'a copy of everything with everybody’s receipts': ({ house: { house } }) => {
    house.exports.push(async (db) => ({ also: await db.select().from(db.t.receipts) }))
  },
  'a line that goes on after its owner left': ({ house: { house } }) => {
    house.live.whyNot = async () => undefined
  },
  'a line that tells everybody the same': ({ house: { house } }) => {
    house.live.audience = async () => undefined
  },
  'leaving that leaves the words': ({ house: { house } }) => {
    house.erasures.splice(house.erasures.indexOf(eraseWords), 1)
  },
}

function withNote<E extends { post: { id: string } }>(
  event: E,
  rows: { id: string; privateNote: string | null }[],
) {
  const privateNote = rows.find(({ id }) => id === event.post.id)?.privateNote
  return { ...event, post: { ...event.post, privateNote } }
}

test.each(Object.entries(broken))('%s is found', { timeout: 300_000 }, async (_, breaking) => {
  const { leaks } = await live('sqlite', { n: 1500, stopAt: 1, breaking })
  expect(leaks).not.toEqual([])
})
