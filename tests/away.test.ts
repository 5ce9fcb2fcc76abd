/** PostgreSQL goes away under load and comes back: every front says so meanwhile, and goes on by itself. */
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Overloaded } from '#contract/http'
import { openStore } from '#db'
import { News } from '../db/news.ts'
import { buildApp } from '../server/app.ts'
import { lastSeq } from '../server/live/queries.ts'
import { foundStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { FakeClock, testKey } from './support/house.ts'
import { listen } from './support/live-histories.ts'
import { sql } from './support/moving.ts'
import { startPostgres } from './support/postgres.ts'
import { scratch } from './support/scratch.ts'
import { ask } from './support/street.ts'

let server: Awaited<ReturnType<typeof startPostgres>>
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

const clock = new FakeClock()
const patience = { timeout: 20_000 }

/** A front of its own on the one database, with its own connections. */
async function openFront() {
  const store = await openStore(server.url)
  const outbox = scratch('outbox')
  const mail = { smtpUrl: undefined, outbox, from: 'a@localhost' }
  const { app, house } = await buildApp({ store, clock, key: testKey, publicUrl: 'http://localhost', mail })
  await app.ready()
  onTestFinished(async () => {
    await app.close()
    await store.close()
    rmSync(outbox, { recursive: true })
  })
  return { app, house, store, clock } as unknown as Parameters<typeof foundStreet>[0]
}

test('two fronts answer 503 while it is away, lose nothing, and go on; a page open all the while misses nothing', async () => {
  const fronts = [await openFront(), await openFront()] as const
  const { boardId, cast } = await foundStreet(fronts[0], ['Ann', 'Bernard'])
  const [ann, bernard] = cast
  const since = await lastSeq(fronts[0].store.read, boardId)
  const ear = await listen(fronts[0], boardId, { who: ann, since })
  const acked: string[] = []
  const refused: Awaited<ReturnType<ReturnType<typeof ask>['by']>>[] = []
  let isOver = false
  const post = async (at: 0 | 1) => {
    const title = `Bread ${randomBytes(4).toString('hex')}`
    const reply = await ask(fronts[at], 'POST', `/boards/${boardId}/posts`).by(bernard, {
      kind: 'request',
      title,
    })
    if (reply.statusCode === 201) acked.push(reply.json().id)
    else refused.push(reply)
    return reply.statusCode
  }
  const writing = [0, 1, 0, 1].map(async (at) => {
    for (; !isOver; await pause(10)) await post(at as 0 | 1)
  })
  await expect.poll(() => acked.length, patience).toBeGreaterThan(5)
  await server.halt()
  await expect.poll(() => refused.length, patience).toBeGreaterThan(5)
  expectProblem(await ask(fronts[1], 'GET', `/boards/${boardId}/posts`).by(ann), Overloaded)
  expect((await ask(fronts[0], 'GET', '/ready').by(null)).statusCode).toBe(503)
  const before = acked.length
  isOver = true
  await Promise.all(writing)
  await server.again()
  // The first words after it are said at the other front, at once, and then nothing more: they must be heard here all the same.
  await expect.poll(() => post(1), patience).toBe(201)
  for (const reply of refused) expectProblem(reply, Overloaded)
  expect(refused.every(({ headers }) => /^[3-7]$/.test(String(headers['retry-after'])))).toBe(true)
  const last = await lastSeq(fronts[1].store.read, boardId)
  const all = Array.from({ length: last - since }, (_, n) => since + 1 + n)
  await expect.poll(() => ear.frames.map(({ seq }) => seq), patience).toEqual(all)
  expect(acked.length).toBeGreaterThan(before)
  expect(
    acked.filter((id) => !ear.frames.some(({ event }) => 'post' in event && event.post.id === id)),
  ).toEqual([])
  expect(ear.code).toBeUndefined()
  expect(await post(0)).toBe(201)
})

test('what is said while nobody listens is looked for when somebody does again', async () => {
  const [here, there] = [await openStore(server.url), await openStore(server.url)]
  onTestFinished(async () => {
    await here.close()
    await there.close()
  })
  const heard: string[] = []
  here.onNews((news) => heard.push(news))
  await cutLines()
  await there.write(async (tx) => void tx.news.add('elm'))
  await expect.poll(() => heard, patience).toEqual(['*'])
  await there.write(async (tx) => void tx.news.add('oak'))
  await expect.poll(() => heard, patience).toEqual(['*', 'oak'])
})

test('whoever is closed while a line is on its way leaves none behind', async () => {
  const line = new News(server.url)
  const opening = line.open()
  await line.close()
  await opening
  await expect.poll(listening, patience).toBe(0)
})

async function listening(): Promise<number> {
  const [{ n }] = (await sql(
    server.url,
    "select count(*)::int as n from pg_stat_activity where query like 'listen %'",
  )) as [{ n: number }]
  return n
}

/** Ends every connection that only listens, as a network does. */
async function cutLines() {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  const { rowCount } = await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %'`,
  )
  expect(rowCount).toBe(2)
  await client.end()
}
