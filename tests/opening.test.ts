import { createHash, randomInt } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '#db'
import { often, patient } from './support/often.ts'
import { scratch } from './support/scratch.ts'

const damages = often('DAMAGES', { suite: 500, long: 5000 })
const dir = scratch('opening')
const kept = join(dir, 'kept.db')
const file = join(dir, 'damaged.db')
const row = (n: number) => ({ boardId: `board ${n} ${'x'.repeat(200)}`, seq: n })

/** 120 acknowledged writes, some in the file and some only in its journal, as a killed process leaves them. */
beforeAll(async () => {
  const store = await openStore(`file:${join(dir, 'made.db')}`)
  for (let n = 0; n < 120; n++) await store.write((tx) => tx.insert(tx.t.logs).values(row(n)))
  for (const end of ['', '-wal', '-mark']) copyFileSync(join(dir, `made.db${end}`), `${kept}${end}`)
  await store.close()
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function fresh() {
  for (const name of readdirSync(dir)) if (name.startsWith('damaged')) rmSync(join(dir, name))
  for (const end of ['', '-wal', '-mark']) copyFileSync(`${kept}${end}`, `${file}${end}`)
}
const hashOf = (path: string) =>
  existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'none'

/** What became of it: refused with the file untouched, reported, or opened without a word. */
async function open() {
  const before = hashOf(file)
  try {
    const store = await openStore(`file:${file}`)
    const rows = (await store.read.select().from(store.read.t.logs)).length
    await store.close()
    return { said: store.troubles.join(), rows }
  } catch (error) {
    expect(hashOf(file)).toBe(before)
    return { said: (error as Error).message, rows: 0 }
  }
}

function flip(path: string, from: number, to: number) {
  const bytes = readFileSync(path)
  const at = randomInt(Math.min(from, bytes.length - 1), Math.min(to, bytes.length))
  bytes[at] = bytes[at]! ^ (1 << randomInt(8))
  writeFileSync(path, bytes)
}

const lengthOf = (path: string) => readFileSync(path).length
const cutAnywhere = (path: string) => truncateSync(path, randomInt(1, lengthOf(path)))
const ways: Record<string, () => void> = {
  'the journal cut': () => cutAnywhere(`${file}-wal`),
  'the journal gone': () => rmSync(`${file}-wal`),
  'a bit of the journal flipped': () => flip(`${file}-wal`, 0, lengthOf(`${file}-wal`)),
  'the file cut': () => cutAnywhere(file),
  'the file gone': () => rmSync(file),
  'its first letters flipped': () => flip(file, 0, 16),
  'another program’s file': () => {
    for (const end of ['', '-wal']) rmSync(`${file}${end}`)
    new Database(file).exec('create table notes (words text)').close()
  },
  'a newer Doorstep’s file': () => {
    const newer = new Database(file)
    newer.pragma('user_version = 999')
    newer.close()
  },
  'not a database at all': () => writeFileSync(file, `Dear Amina,\n${'thank you '.repeat(2000)}`),
}

/** A bit of a page that a later one replaces says nothing, and an end that stands in the journal too is not lost. */
const mayBeWhole = ['a bit of the journal flipped', 'the journal cut', 'the file cut']

function isSound() {
  const db = new Database(file, { readonly: true })
  const said = db.pragma('integrity_check', { simple: true })
  db.close()
  return said === 'ok'
}

test('an untouched database opens without a word, and with everything', async () => {
  fresh()
  expect(await open()).toEqual({ said: '', rows: 120 })
})

test(`of ${damages} damaged databases none opens without a word`, patient, async () => {
  const silent: string[] = []
  for (let n = 0; n < damages; n++) {
    const [way, harm] = Object.entries(ways)[n % Object.keys(ways).length]!
    fresh()
    harm()
    const { said, rows } = await open()
    if (said === '' && !(mayBeWhole.includes(way) && rows === 120 && isSound()))
      silent.push(`${way}: ${rows} of 120 rows`)
  }
  expect(silent).toEqual([])
})

test('without the mark beside it, a journal that was cut is not noticed', async () => {
  fresh()
  truncateSync(`${file}-wal`, Math.floor(lengthOf(`${file}-wal`) / 2))
  rmSync(`${file}-mark`)
  const { said, rows } = await open()
  expect(said).toBe('')
  expect(rows).toBeLessThan(120)
})

test('the journal as it was found is kept when something is lost, and only then', async () => {
  fresh()
  truncateSync(`${file}-wal`, Math.floor(lengthOf(`${file}-wal`) / 2))
  const before = hashOf(`${file}-wal`)
  const { said } = await open()
  expect(said).toMatch(/has lost its last \d+ saved changes/)
  const copy = readdirSync(dir).find((name) => name.startsWith('damaged.db-wal-damaged'))
  expect(hashOf(join(dir, copy!))).toBe(before)
  fresh()
  await open()
  expect(readdirSync(dir).filter((name) => /-wal-(before|damaged)/.test(name))).toEqual([])
})

/** What a process leaves behind that is killed while pages are copied out of the journal: the first is there, the last not. */
async function killedInTheCopying() {
  fresh()
  const before = lengthOf(file)
  const whole = join(dir, 'damaged-whole.db')
  for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${whole}${end}`)
  new Database(whole).pragma('wal_checkpoint(RESTART)')
  const copied = readFileSync(whole)
  expect(copied.length).toBeGreaterThan(before)
  writeFileSync(file, copied.subarray(0, before))
}

test('a file whose end still stands in its journal opens, with everything', async () => {
  await killedInTheCopying()
  expect(await open()).toEqual({ said: '', rows: 120 })
})

test('a file whose end stands in no journal is refused', async () => {
  await killedInTheCopying()
  truncateSync(`${file}-wal`, Math.floor(lengthOf(`${file}-wal`) / 4))
  expect((await open()).said).toMatch(/is cut off/)
  await killedInTheCopying()
  rmSync(`${file}-wal`)
  expect((await open()).said).toMatch(/is cut off/)
})

test('a second process on the same file is told so, and may serve it once the first has stopped', async () => {
  fresh()
  const first = await openStore(`file:${file}`, { alone: true })
  await expect(openStore(`file:${file}`, { alone: true })).rejects.toThrow(/Another Doorstep serves/)
  await first.close()
  await (await openStore(`file:${file}`, { alone: true })).close()
})
