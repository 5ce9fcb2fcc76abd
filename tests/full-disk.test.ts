import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { NoRoom } from '#contract/http'
import { openStore, type Store } from '#db'
import { foundStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { keepsQuiet } from './support/faults.ts'
import { openHouse } from './support/house.ts'
import { often, patient } from './support/often.ts'

const fills = often('FILLS', { suite: 100, long: 1000 })
const disk = mkdtempSync(join(tmpdir(), 'doorstep-disk-'))
afterAll(() => rmSync(disk, { recursive: true, force: true }))
const mount = () => spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]).status === 0
const canMount = mount()
spawnSync('umount', [disk])
if (!canMount) console.info('a small disk cannot be mounted here: what happens on a full one is not watched')

async function streetOnSmallDisk(change = (store: Store) => store) {
  mount()
  onTestFinished(() => void spawnSync('umount', [disk]))
  const store = await openStore(`file:${join(disk, 'doorstep.db')}`)
  const house = await openHouse('sqlite', false, { store: change(store) })
  onTestFinished(() => store.close())
  return { store, ...(await foundStreet({ ...house, store }, ['Ann', 'Bernard'])) }
}

/** Takes what room there is; the board's own thread may take some of it in the same moment. */
function fill() {
  const filler = openSync(join(disk, 'filler'), 'w')
  try {
    for (;;) writeSync(filler, Buffer.alloc(4096))
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' })
  } finally {
    closeSync(filler)
  }
}

async function postsIn({ read }: Store): Promise<string[]> {
  const { posts } = read.t
  return (await read.select({ id: posts.id }).from(posts)).map(({ id }) => id)
}

test.runIf(canMount)(
  `a full disk is said plainly, loses nothing, mends itself, ${fills} times`,
  patient,
  async () => {
    const { store, boardId, cast, as } = await streetOnSmallDisk()
    const by = as(cast[1])
    const url = `/api/boards/${boardId}/posts`
    const kept: string[] = []
    /** Posts until there is no room for another. */
    const postUntilFull = async () => {
      for (;;) {
        const reply = await by('POST', url, { kind: 'request', title: 'Bread', details: 'x'.repeat(3000) })
        if (reply.statusCode !== 201) return expectProblem(reply, NoRoom)
        kept.push(reply.json().id)
      }
    }
    const tea = () => by('POST', url, { kind: 'request', title: 'Tea' })
    let size = 8
    for (let n = 1; n <= fills; n++) {
      // The last time it is the street's own words that fill it.
      if (n < fills) fill()
      await postUntilFull()
      expect((await by('GET', `${url}?limit=1`)).statusCode).toBe(200)
      rmSync(join(disk, 'filler'), { force: true })
      let reply = await tea()
      // What was in the journal is in the file by now, and that may have made room for a little more.
      while (n === fills && reply.statusCode === 201) {
        kept.push(reply.json().id)
        reply = await tea()
      }
      if (reply.statusCode !== 201) {
        // Once it is full of nothing but the street's own words, only a larger disk helps.
        expectProblem(reply, NoRoom)
        expect(statfsSync(disk).bavail).toBeLessThan(64)
        size += 8
        spawnSync('mount', ['-o', `remount,size=${size}m`, disk])
        reply = await tea()
      }
      expect(reply.statusCode, reply.body).toBe(201)
      kept.push(reply.json().id)
    }
    expect(size).toBeGreaterThan(8)
    expect((await postsIn(store)).sort()).toEqual(kept.sort())
  },
)

test.runIf(canMount)('a full disk that is not spoken of is found out', patient, async () => {
  const { store, boardId, cast, as } = await streetOnSmallDisk(keepsQuiet)
  fill()
  const body = { kind: 'request', title: 'Bread', details: 'x'.repeat(3000) }
  const kept: string[] = []
  for (let n = 0; n < 300; n++) {
    const reply = await as(cast[1])('POST', `/api/boards/${boardId}/posts`, body)
    if (reply.statusCode === 201) kept.push(reply.json().id)
  }
  const there = await postsIn(store)
  expect(kept.filter((id) => !there.includes(id))).not.toEqual([])
})
