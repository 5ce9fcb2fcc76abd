import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openStore, type Store } from '#db'
import { backUp, prove, restore } from '../db/backup.ts'

async function shelf() {
  const dir = mkdtempSync(join(tmpdir(), 'doorstep-backup-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const file = join(dir, 'doorstep.db')
  return { dir, file, store: await openStore(`file:${file}`, { alone: true }) }
}
const put = (store: Store, n: number) =>
  store.write((tx) => tx.insert(tx.t.logs).values({ boardId: `b${n} ${'x'.repeat(500)}`, seq: n }))
const count = async (store: Store) => (await store.read.select().from(store.read.t.logs)).length

test('a copy made while neighbours write holds everything said yes to before it began', async () => {
  const { dir, file, store } = await shelf()
  await Promise.all(Array.from({ length: 2000 }, (_, n) => put(store, n)))
  let more = 2000
  let copying = true
  const writing = (async () => {
    while (copying) await put(store, more++)
  })()
  const copied = await backUp(file, join(dir, 'copy.db'), () => {})
  copying = false
  await writing
  expect(more).toBeGreaterThan(2000)
  expect(copied.rows).toBeGreaterThan(2000)
  await store.close()
  const { aside } = restore(join(dir, 'copy.db'), file, 'now')
  const again = await openStore(`file:${file}`)
  expect(again.troubles).toEqual([])
  expect(await count(again)).toBeGreaterThanOrEqual(2000)
  await again.close()
  expect(existsSync(aside!)).toBe(true)
})

test('a file that is merely copied, without its journal, is found to hold less', async () => {
  const { dir, file, store } = await shelf()
  const all = 600
  for (let n = 0; n < all; n++) await put(store, n)
  const plain = join(dir, 'plain.db')
  copyFileSync(file, plain)
  await store.close()
  // By now the journal has been written into the file once, so that it opens and says nothing of what it lacks.
  const opened = await openStore(`file:${plain}`)
  expect(opened.troubles).toEqual([])
  expect(await count(opened)).toBeGreaterThan(0)
  expect(await count(opened)).toBeLessThan(all)
  await opened.close()
})

test('a copy that does not hold together never gets its name, and is never put back', async () => {
  const { dir, file, store } = await shelf()
  for (let n = 0; n < 500; n++) await put(store, n)
  const copy = join(dir, 'copy.db')
  await backUp(file, copy, () => {})
  const bytes = readFileSync(copy)
  bytes.fill(0, 8192, 12_288)
  writeFileSync(copy, bytes)
  expect(() => prove(copy)).toThrow()
  await store.close()
  const before = readFileSync(file)
  expect(() => restore(copy, file, 'now')).toThrow()
  expect(readFileSync(file).equals(before)).toBe(true)
  truncateSync(copy, 5000)
  expect(() => restore(copy, file, 'now')).toThrow(/cut off/)
})

test('a copy that fails half way leaves nothing of itself', async () => {
  const { dir, file, store } = await shelf()
  for (let n = 0; n < 500; n++) await put(store, n)
  await store.close()
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill(0xff, bytes.length - 40 * 4096, bytes.length - 4096))
  await expect(backUp(file, join(dir, 'copy.db'), () => {})).rejects.toThrow(/malformed/)
  expect(readdirSync(dir).filter((name) => name.startsWith('copy'))).toEqual([])
})

test('nothing is put back under a board that runs', async () => {
  const { dir, file, store } = await shelf()
  await put(store, 1)
  await backUp(file, join(dir, 'copy.db'), () => {})
  expect(() => restore(join(dir, 'copy.db'), file, 'now')).toThrow(/Another Doorstep serves/)
  await store.close()
})

test('an older copy put in place by hand is noticed at the opening', async () => {
  const { dir, file, store } = await shelf()
  await put(store, 1)
  await backUp(file, join(dir, 'copy.db'), () => {})
  for (let n = 2; n < 12; n++) await put(store, n)
  await store.close()
  writeFileSync(file, readFileSync(join(dir, 'copy.db')))
  for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
  const again = await openStore(`file:${file}`)
  expect(again.troubles.join()).toMatch(/lost its last 10 saved changes/)
  await again.close()
})
