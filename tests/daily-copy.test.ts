/** A proven copy each day, without anybody thinking of it; and a page that says so in plain words. */
import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { NotFound } from '#contract/http'
import { copyFile } from '#db'
import { prove } from '../db/backup.ts'
import { readConfig } from '../server/config.ts'
import { DailyCopy } from '../server/daily-copy.ts'
import { foundStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { days, FakeClock, hours, openHouse } from './support/house.ts'
import { scratch } from './support/scratch.ts'

function shelf() {
  const folder = join(scratch('copies'), 'backups')
  onTestFinished(() => rmSync(join(folder, '..'), { recursive: true, force: true }))
  return folder
}

async function keeper(more: { databaseUrl?: string } = {}) {
  const house = await openHouse()
  const [clock, folder, troubles] = [new FakeClock(), shelf(), [] as unknown[]]
  const onTrouble = (error: unknown) => void troubles.push(error)
  const daily = new DailyCopy({
    ...{ databaseUrl: house.url, folder, keepDays: 3, copy: copyFile, clock, onTrouble },
    ...more,
  })
  return { house, clock, folder, daily, troubles, copies: () => readdirSync(folder).sort() }
}

test('there is a copy within the day, proven, and none is kept for longer than was said', async () => {
  const { house, clock, folder, daily, copies } = await keeper()
  await foundStreet(house, ['Ann', 'Bernard'])
  expect(daily.state()).toEqual({ kind: 'daily', lastAt: null })
  await daily.look()
  expect(copies()).toEqual(['doorstep-2026-03-12T09-00-00.db'])
  expect(prove(join(folder, copies()[0]!)).rows).toBeGreaterThan(10)
  expect(daily.state()).toEqual({ kind: 'daily', lastAt: clock.now() })
  clock.pass(hours(23))
  await daily.look()
  expect(copies()).toHaveLength(1)
  clock.pass(hours(1))
  await daily.look()
  expect(copies()).toHaveLength(2)

  // What was kept before the tables changed, or begun when the machine stopped, goes with the others; what somebody else
  // put there stays.
  writeFileSync(join(folder, 'doorstep-2026-03-12T09-10-00.db.unproven'), 'x')
  expect(daily.state()).toEqual({ kind: 'daily', lastAt: clock.now() })
  mkdirSync(join(folder, 'mine'))
  for (const name of ['before-schema-2.db', 'my-own.db']) {
    writeFileSync(join(folder, name), 'x')
    utimesSync(join(folder, name), new Date(clock.now()), new Date(clock.now()))
  }
  for (const more of [2, 1]) {
    clock.pass(days(more))
    await daily.look()
  }
  const kept = [15, 16].map((day) => `doorstep-2026-03-${day}T09-00-00.db`)
  expect(copies()).toEqual([...kept, 'mine', 'my-own.db'])
})

test('a copy that fails is said, and tried again', async () => {
  const { folder, daily, troubles, copies } = await keeper()
  writeFileSync(folder, 'somebody put a file here')
  await daily.look()
  expect(daily.state()).toEqual({ kind: 'failing', lastAt: null })
  expect(troubles).toHaveLength(1)
  rmSync(folder)
  await daily.look()
  expect(copies()).toHaveLength(1)
  expect(daily.state().kind).toBe('daily')
})

test('on PostgreSQL it says that this is for others to do', async () => {
  const { daily, troubles } = await keeper({ databaseUrl: 'postgres://somewhere/board' })
  await daily.look()
  expect(daily.state()).toEqual({ kind: 'elsewhere', lastAt: null })
  expect(troubles).toEqual([])
})

test('copies can be put elsewhere or left to others, and are kept for 30 days at most', () => {
  expect(readConfig({}).backupFolder).toMatch(/data.backups$/)
  expect(readConfig({ BACKUP_FOLDER: 'none' }).backupFolder).toBeUndefined()
  expect(readConfig({ BACKUP_FOLDER: '/backup', BACKUP_DAYS: '30' })).toMatchObject({
    backupFolder: '/backup',
    backupDays: 30,
  })
  for (const BACKUP_DAYS of ['31', '0', 'many']) expect(() => readConfig({ BACKUP_DAYS })).toThrow(/1 to 30/)
})

test('stewards read how it stands with the machine, and nobody else learns of it', async () => {
  const lastAt = Date.UTC(2026, 2, 12, 3)
  const house = await openHouse('sqlite', false, { copies: () => ({ kind: 'daily', lastAt }) })
  const { as, cast, boardId } = await foundStreet(house, ['Ann', 'Bernard'])
  const url = `/api/boards/${boardId}/status`
  await house.sweep()
  expect((await as(cast[0])('GET', url)).json()).toEqual({
    startedAt: '2026-03-12T09:00:00.000Z',
    copies: { kind: 'daily', lastAt: '2026-03-12T03:00:00.000Z' },
    lettersWaiting: 0,
    mail: 'kept',
    disk: { freeBytes: expect.any(Number), usedPercent: expect.any(Number) },
    answersMs: { usual: expect.any(Number), slow: expect.any(Number) },
  })
  // A folder that cannot be written to: letters stay.
  rmSync(house.outbox, { recursive: true, force: true })
  writeFileSync(house.outbox, 'in the way')
  await as(null)('POST', '/api/sign-in-codes', { contact: 'nell@example.org' })
  await house.sweep()
  expect((await as(cast[0])('GET', url)).json().lettersWaiting).toBe(1)
  expectProblem(await as(cast[1])('GET', url), NotFound)
})
