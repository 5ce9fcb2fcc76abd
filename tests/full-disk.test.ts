import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { NoRoom } from '#contract/http'
import { openStore } from '#db'
import { foundStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { openHouse } from './support/house.ts'
import { often, patient } from './support/often.ts'

const fills = often('FILLS', { suite: 30, long: 1000 })
const disk = mkdtempSync(join(tmpdir(), 'doorstep-disk-'))
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]).status === 0
if (!isMounted) console.info('a small disk cannot be mounted here: what happens on a full one is not watched')

async function streetOnSmallDisk() {
  onTestFinished(() => {
    spawnSync('umount', [disk])
    rmSync(disk, { recursive: true, force: true })
  })
  const store = await openStore(`file:${join(disk, 'doorstep.db')}`)
  const house = await openHouse('sqlite', false, { store })
  onTestFinished(() => store.close())
  return { store, ...(await foundStreet({ ...house, store }, ['Ann', 'Bernard'])) }
}

/** Takes what room there is. */
function fill() {
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(join(disk, 'filler'), Buffer.alloc(bavail * bsize))
}

test.runIf(isMounted)(
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
    const expectAllThere = async () => {
      const { posts } = store.read.t
      const there = (await store.read.select({ id: posts.id }).from(posts)).map(({ id }) => id)
      expect(there.sort()).toEqual(kept.sort())
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
    await expectAllThere()
  },
)
