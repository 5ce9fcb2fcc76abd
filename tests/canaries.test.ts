/**
 * Ten thousand things that a random cast does, well or badly, over real lines; everything said to anybody is searched for words
 * that they may not know. `ACTIONS=10000` for all of it, `SEED=…` for the same again.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { eraseWords } from '../server/my-data/queries.ts'
import { acts } from './support/canary-acts.ts'
import { openWorld, type World } from './support/canary-world.ts'
import { type Engine, engines } from './support/house.ts'
import { often } from './support/often.ts'

const actions = often('ACTIONS', { suite: 200, long: 10_000 })
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

type Live = { n: number; stopAt?: number; breaking?: Breaking }

async function live(engine: Engine, { n, stopAt = Infinity, breaking = () => {} }: Live) {
  const random = randomFrom(seed)
  const world = await openWorld(engine, random)
  breaking(world)
  const whole = acts.reduce((sum, [weight]) => sum + weight, 0)
  const done = new Map<string, number>()
  // Whoever found nothing to do has done nothing: it is not counted, and somebody else comes.
  for (let carried = 0; carried < n && world.leaks.length < stopAt; carried += world.said.asked > 0 ? 1 : 0) {
    world.said.asked = 0
    const [name, act] = chosen(random() * whole)
    await act(world, world.chance(0.08) ? null : world.pick(world.people))
    await world.judge()
    if (world.said.asked > 0) done.set(name, (done.get(name) ?? 0) + 1)
  }
  await world.close()
  return { ...world, done }
}

describe.each(engines)('on %s', (engine) => {
  test('nobody is told what is not theirs to know, whatever anybody does', {
    timeout: 3_600_000,
  }, async () => {
    const { leaks, canaries, done, said } = await live(engine, { n: actions })
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
  // Not every day brings a receipt early, so one is laid down.
  'a copy of everything with everybody’s receipts': ({ house: { house }, canaries, people }) => {
    const words = canaries.hatch({ kind: 'receipt', ofId: people[1]!.id })
    house.exports.push(async (db) => ({ also: [...(await db.select().from(db.t.receipts)), { words }] }))
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

describe('a name taken since a block', () => {
  async function renamed(breaking: Breaking) {
    const world = await openWorld('sqlite', randomFrom(seed))
    breaking(world)
    const [, by, of] = world.people
    const name = `Neighbour ${world.canaries.hatch({ kind: 'name', ofId: of!.id })}`
    const steps = [
      () => world.call(by!, `PUT /me/blocks/${of!.id}`, {}),
      () => world.call(of!, 'PATCH /me', { name }),
      ...['/me/blocks', '/me/export'].map((path) => () => world.call(by!, `GET ${path}`)),
      () => world.visit(by!, '/me/blocks'),
    ]
    for (const step of steps) {
      await step()
      await world.judge()
    }
    await world.close()
    return world.leaks
  }

  test('is found by the court when it is told', { timeout: 60_000 }, async () => {
    expect(await renamed(() => {})).toEqual([])
    const leaks = await renamed(({ house: { house } }) => {
      house.exports.push(async (db, personId) => {
        const { blocks, people } = db.t
        const theirs = db
          .select({ name: people.name })
          .from(blocks)
          .innerJoin(people, eq(people.id, blocks.ofId))
        return { also: await theirs.where(eq(blocks.byId, personId)) }
      })
    })
    expect(leaks).toEqual([expect.stringContaining('GET /me/export 200')])
  })
})
