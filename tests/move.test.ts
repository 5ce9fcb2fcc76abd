/** A whole install goes to the other engine and comes back, and nothing of it is another. */
import { spawn } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openStore } from '#db'
import { allCargo } from '../db/moving/cargo.ts'
import { move, tallies } from '../db/moving/move.ts'
import { buildApp } from '../server/app.ts'
import { type Engine, engines, openHouse, testKey } from './support/house.ts'
import { listen } from './support/live-histories.ts'
import { emptyPlace, type LivedIn, livedIn, quiet, sql } from './support/moving.ts'
import { scratch } from './support/scratch.ts'
import { ask } from './support/street.ts'

const other = (engine: Engine): Engine => (engine === 'sqlite' ? 'postgres' : 'sqlite')

const patience = { timeout: 20_000 }
const source = {} as Record<Engine, LivedIn>

beforeAll(async () => {
  for (const engine of engines) source[engine] = await livedIn(engine)
})
afterAll(async () => {
  for (const engine of engines) await source[engine].drop()
})

describe.each(engines)('a board on %s', (engine) => {
  test('goes to the other engine and comes back, the same in every row', async () => {
    const { url } = source[engine]
    const before = await tallies(url)
    expect(before.filter(({ rows }) => rows > 0).length).toBeGreaterThan(20)
    const [there, back] = [await emptyPlace(other(engine)), await emptyPlace(engine)]
    let last = 0
    const went = await move(url, there, ({ done, all }) => {
      expect(done).toBeGreaterThan(last)
      expect(done).toBeLessThanOrEqual(all)
      last = done
    })
    expect(went).toEqual(before)
    expect(last).toBe(before.reduce((sum, { rows }) => sum + rows, 0))
    await move(there, back, quiet)
    expect(await tallies(there)).toEqual(before)
    expect(await tallies(back)).toEqual(before)
    expect(await tallies(url)).toEqual(before)
  })

  test('goes on where it was: people are signed in, words are found, an open page misses nothing', async () => {
    const { url, boardId, ann, clock } = source[engine]
    const there = await emptyPlace(other(engine))
    await move(url, there, quiet)
    const store = await openStore(there)
    const mail = {
      smtpUrl: undefined,
      outbox: scratch('outbox'),
      from: 'a@localhost',
    }
    const built = await buildApp({ store, clock, key: testKey, publicUrl: 'http://localhost', mail })
    onTestFinished(async () => {
      await built.app.close()
      await store.close()
      rmSync(mail.outbox, { recursive: true })
    })
    const house = { ...built, store, clock } as never
    expect(store.troubles).toEqual([])
    const list = (await ask(house, 'GET', `/boards/${boardId}/posts`).by(ann)).json()
    const title = list.items[0].title.split(' ')[0]
    const found = (await ask(house, 'GET', `/boards/${boardId}/posts?q=${title}`).by(ann)).json()
    expect(found.items.map(({ id }: { id: string }) => id)).toContain(list.items[0].id)
    const ear = await listen(house, boardId, { who: ann, since: list.seq - 3 })
    await ask(house, 'POST', `/boards/${boardId}/posts`).by(ann, { kind: 'request', title: 'After the move' })
    await expect
      .poll(() => ear.frames.map(({ seq }) => seq), patience)
      .toEqual([-2, -1, 0, 1].map((n) => list.seq + n))
    expect(ear.frames.at(-1)?.event.type).toBe('post.published')
  })

  test('is not moved onto anything, and not while it is served', async () => {
    const { url } = source[engine]
    const taken = await openHouse(other(engine))
    await expect(move(url, taken.url, quiet)).rejects.toThrow(/there already|Doorstep runs on/)
    expect((await ask(taken, 'GET', '/demo').by(null)).statusCode).toBe(200)
    const [full, place] = [source[other(engine)], await emptyPlace(other(engine))]
    await expect(move(url, full.url, quiet)).rejects.toThrow(
      /there already|is not empty: there are rows in \w+/,
    )
    const store = await openStore(url, { alone: true })
    await expect(move(url, place, quiet)).rejects.toThrow(/Another Doorstep serves|Doorstep runs on/)
    await store.close()
    await expect(move(url, url, quiet)).rejects.toThrow(/One of the two/)
  })

  test('that is killed on its way is not there, says so, and is moved by another try', async () => {
    const { url } = source[engine]
    const before = await tallies(url)
    const there = await emptyPlace(other(engine))
    const script = `import { move } from './db/moving/move.ts'
      await move('${url}', '${there}', ({ table }) => table === 'posts' && process.kill(process.pid, 'SIGKILL'))`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' })
    expect(await new Promise((gone) => child.once('exit', (_code, signal) => gone(signal)))).toBe('SIGKILL')
    await expect
      .poll(() => openStore(there).catch((error: Error) => error.message), patience)
      .toMatch(/begun and not finished/)
    // PostgreSQL sees a moment later that nobody holds it any more.
    await expect.poll(() => tallies(url).catch((error: Error) => error.message), patience).toEqual(before)
    expect(await move(url, there, quiet)).toEqual(before)
    await (await openStore(there)).close()
  })
})

test('what comes back has its high-water mark, whatever mark lay there before', async () => {
  const back = await emptyPlace('sqlite')
  const file = back.slice('file:'.length)
  writeFileSync(`${file}-mark`, `${'9999'.padStart(20)}\n`)
  await move(source.postgres.url, back, quiet)
  const store = await openStore(back, { alone: true })
  expect(store.troubles).toEqual([])
  await store.close()
  expect(existsSync(`${file}.moving`)).toBe(false)
})

test.each(engines)('every table there is on %s is carried', async (engine) => {
  const { url } = await openHouse(engine)
  const names = (await sql(
    url,
    engine === 'sqlite'
      ? "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
      : "select tablename as name from pg_tables where schemaname = 'public'",
  )) as { name: string }[]
  const own = new Set(['high_water', '__drizzle_migrations'])
  const carried = allCargo().map(({ name }) => name)
  expect([...carried].sort()).toEqual(
    names
      .map(({ name }) => name)
      .filter((name) => !own.has(name))
      .sort(),
  )
})
