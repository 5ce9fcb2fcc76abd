import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claimStates, postStates } from '#contract/lifecycle'
import { saveLead } from '../server/safeguarding/queries.ts'
import type { Cast } from './support/cast.ts'
import { type Law, law } from './support/claims-model.ts'
import { foundStreet } from './support/elm-row.ts'
import { engines, openHouse, start, type TestHouse } from './support/house.ts'
import { author, expectSame, type Json, type Real } from './support/lifecycle-act.ts'
import { aDay, commands } from './support/lifecycle-commands.ts'
import { LifecycleModel } from './support/lifecycle-model.ts'
import { often, patient } from './support/often.ts'

/** A post comes into these by a steward's hand; the tests of moderation go there. */
const stewards = ['checking', 'hidden']

type Street = Awaited<ReturnType<typeof openOnPort>>

const runsOn = {
  sqlite: often('RUNS', { suite: 25, long: 1000 }),
  postgres: often('RUNS', { suite: 6, long: 1000 }),
}
const names = ['Ann', 'Bernard', 'Chandra', 'Dell', 'Esme'] as const
const lives = fc.commands(commands, { size: 'max', maxCommands: 40 })
const beginnings = fc.record({
  parts: fc.integer({ min: 1, max: 4 }),
  standing: fc.nat(4).map((n) => n === 0),
  draft: fc.nat(4).map((n) => n === 0),
  day: aDay,
})

describe.each(engines)('the life of a post on %s', (engine) => {
  const numRuns = runsOn[engine]
  let house: TestHouse
  let street: Street
  beforeAll(async () => {
    house = await openHouse(engine, true)
    street = await openOnPort(house)
  })
  afterAll(() => house.close())

  test(`is what the model says, ${numRuns} times`, patient, async () => {
    const from = performance.now()
    await fc.assert(property(street, law), { numRuns })
    const { runs, done, refused } = street.acts
    const each = ((done + refused) / runs).toFixed(1)
    const seconds = ((performance.now() - from) / 1000).toFixed(1)
    console.info(
      `${engine}: ${runs} runs, ${each} acts a run (${done} done, ${refused} refused), ${seconds} s`,
    )
  })

  // A few lives need not have led everywhere.
  test.runIf(numRuns >= 1000)('has passed through every state there is', () => {
    const claims = claimStates.map((state) => `claim ${state}`)
    const posts = postStates.filter((state) => !stewards.includes(state))
    expect([...street.seen].sort()).toEqual([...posts, ...claims].sort())
  })

  test('keeps a log without gaps', async () => {
    const { events, logs } = house.store.read.t
    const onBoard = eq(events.boardId, street.boardId)
    const its = await house.store.read.select({ seq: events.seq }).from(events).where(onBoard)
    const seqs = its.map(({ seq }) => seq)
    const [log] = await house.store.read.select().from(logs).where(eq(logs.boardId, street.boardId))
    expect(seqs.length).toBeGreaterThan(numRuns)
    expect(seqs.sort((a, b) => a - b)).toEqual(seqs.map((_, at) => at + 1))
    expect(log!.seq).toBe(seqs.length)
  })
})

/**
 * Each with a seed that comes upon it within ten lives: of lives by chance one in four hundred does, and one time in fifteen none
 * of a thousand did. Where the commands have changed, it takes longer.
 */
const wrongLaws: [string, Law, number][] = [
  ['a yes to somebody who only waits', { ...law, accept: ['held', 'waiting'] }, 52],
  ['a pause after it is done', { ...law, pause: [...law.pause!, 'done'] }, 18],
  ['an end of what has ended', { ...law, met: [...law.met!, 'withdrawn'] }, 5],
  ['handing back what is over', { ...law, release: [...law.release!, 'declined'] }, 11],
]

test.each(wrongLaws)('a model that allows %s is found out', patient, async (_, wrong, seed) => {
  const house = await openHouse('sqlite')
  const street = await openOnPort(house)
  const found = await fc.check(property(street, wrong), { numRuns: 1000, endOnFailure: true, seed })
  expect(found.failed).toBe(true)
})

/** A street behind a listening socket, and five neighbours who speak HTTP. */
async function openOnPort(house: TestHouse) {
  const { boardId, cast } = await foundStreet(house, names)
  await nameDeputy(house, boardId, cast[1].id)
  const origin = await house.app.listen({ host: '127.0.0.1', port: 0 })
  const people = cast as readonly Cast[]
  const ask: Real['ask'] = async (who, [method, url], body) => {
    const type = body ? { 'content-type': 'application/json' } : {}
    const headers = { ...people[who]!.headers, ...type }
    const reply = await fetch(`${origin}/api${url}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: reply.status, body: (await reply.json()) as Json }
  }
  const pass = async (ms: number) => {
    house.clock.pass(ms)
    await house.sweep()
  }
  return {
    house,
    boardId,
    ask,
    pass,
    people: people.map(({ id }) => id),
    acts: { runs: 0, done: 0, refused: 0 },
    seen: new Set<string>(),
  }
}

/** Without one a street may ask nobody to a door after its first fortnight, and a life here lasts longer. */
const nameDeputy = ({ store }: TestHouse, boardId: string, personId: string) =>
  store.write((tx) =>
    saveLead(tx, {
      boardId,
      personId,
      role: 'deputy',
      askedById: personId,
      askedAt: start,
      acceptedAt: start,
    }),
  )

/** A fresh post for each run, lived through by the model and by the server. */
function property(street: Street, itsLaw: Law) {
  return fc.asyncProperty(beginnings, lives, async (begin, life) => {
    const { house, ask, boardId } = street
    house.clock.pass(start - house.clock.now())
    street.acts.runs++
    const word = `life${street.acts.runs.toString().padStart(6, '0')}`
    const { day, ...words } = begin
    const neededBy = day === null ? {} : { neededBy: new Date(day - 1).toISOString().slice(0, 10) }
    const body = { kind: 'request', title: `Tea ${word}`, ...words, ...neededBy }
    const postId = (await ask(author, ['POST', `/boards/${boardId}/posts`], body)).body.id
    const model = new LifecycleModel({ ...begin, now: start }, itsLaw)
    const real = { ...street, postId, word, claimIds: [] }
    await fc.asyncModelRun(() => ({ model, real }), life)
    await expectSame(model, real)
    await expectSameStory(model, real)
    await ask(author, ['DELETE', `/posts/${postId}`], {})
  })
}

/** What the whole street sees, what the parties read, and what became of every claim. */
async function expectSameStory(model: LifecycleModel, { ask, boardId, postId, word, claimIds }: Real) {
  const { body: list } = await ask(1, ['GET', `/boards/${boardId}/posts?q=${word}`])
  const listed = list.items.map(({ id, state, taken }) => ({ id, state, taken }))
  const { state, taken } = model
  expect(listed, 'on the list').toEqual(model.isListed ? [{ id: postId, state, taken }] : [])
  const { body: history } = await ask(author, ['GET', `/posts/${postId}/history`])
  expect(history.items.map(({ type }) => type)).toEqual(model.events)
  const { body: all } = await ask(author, ['GET', `/posts/${postId}/claims`])
  const claims = new Map(all.items.map((one) => [one.id, one]))
  expect(claimIds.map((id) => claims.get(id))).toMatchObject(model.claims.map(seen))
}

const seen = ({ parts, state, leaseEndsAt }: LifecycleModel['claims'][number]) => ({
  parts,
  state,
  leaseEndsAt: leaseEndsAt && new Date(leaseEndsAt).toISOString(),
})
