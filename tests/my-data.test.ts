import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openStore } from '#db'
import { backUp } from '../db/backup.ts'
import { buildApp } from '../server/app.ts'
import { aLife, secrets, wanda } from './support/a-life.ts'
import { foundStreet, openStreet } from './support/elm-row.ts'
import { filesHolding, tablesHolding } from './support/everything.ts'
import { engines, openHouse, type TestHouse, testKey } from './support/house.ts'
import { lettersIn } from './support/letters.ts'

/** Each leaves a millisecond later than the one before, for one of them to meet the letter. */
const manyNames = Array.from({ length: 24 }, (_, n) => `Neighbour${n}`)
function aFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-old-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
const folderOf = ({ url }: TestHouse) => dirname(url.slice('file:'.length))

describe.each(engines)('leaving for good on %s', (engine) => {
  test('takes their words out of every table, and every letter out of the outbox', async () => {
    const house = await openHouse(engine)
    const { as, wanda } = await aLife(house)
    expect((await tablesHolding(house.store.read, secrets)).length).toBeGreaterThan(secrets.length)
    expect((await lettersIn(house.outbox)).some(({ text }) => text.includes('Wextrill'))).toBe(true)
    expect((await as(wanda)('DELETE', '/api/me')).statusCode).toBe(204)
    await house.sweep()
    expect(await tablesHolding(house.store.read, secrets)).toEqual([])
    expect(filesHolding(house.outbox, secrets)).toEqual([])
  })

  test('leaves no letter that is being written meanwhile', async () => {
    const { house, cast, as, post } = await openStreet(engine, ['Ann', ...manyNames])
    const [ann, ...others] = cast
    for (const [n, one] of others.entries()) {
      await as(one)('POST', `/api/posts/${(await post(ann!)).id}/claims`, {})
      const swept = house.sweep()
      await pause(n)
      await Promise.all([swept, as(one)('DELETE', '/api/me')])
      expect(filesHolding(house.outbox, [`Neighbour${n}`]), `after ${n} ms`).toEqual([])
    }
  })

  test('changes no figure of the street', async () => {
    const house = await openHouse(engine)
    const { as, ann, wanda, boardId } = await aLife(house)
    const figures = async () => (await as(ann)('GET', `/api/boards/${boardId}/figures`)).json()
    const before = await figures()
    expect(before.doneThisWeek).toBe(2)
    await as(wanda)('DELETE', '/api/me')
    expect(await figures()).toEqual(before)
  })

  test('has every page that is open look again', async () => {
    const house = await openHouse(engine)
    const { as, ann, wanda, boardId } = await aLife(house)
    const { events } = house.store.read.t
    const all = async () =>
      (
        await house.store.read.select().from(events).where(eq(events.boardId, boardId)).orderBy(events.seq)
      ).map(({ type }) => type)
    const before = (await all()).length
    await as(wanda)('DELETE', '/api/me')
    expect((await all()).slice(before).sort()).toEqual(['board.refetch', 'member.left', 'post.withdrawn'])
    const page = await as(ann)('GET', `/api/boards/${boardId}/posts`)
    expect(page.body).not.toContain('Wextrill')
  })

  test('is kept in a list without names, and done again on an older copy before it serves', async () => {
    const house = await openHouse(engine)
    const { as, wanda } = await aLife(house)
    await as(wanda)('DELETE', '/api/me')
    const list = readFileSync(house.house.erasureList!, 'utf8')
    expect(list).not.toContain(wanda.id)
    const again = await openHouse(engine)
    const life = await aLife(again)
    const { people } = again.store.read.t
    expect(await tablesHolding(again.store.read, secrets)).not.toEqual([])
    const { ErasureList } = await import('../server/my-data/list.ts')
    const file = join(again.outbox, 'elsewhere.list')
    await new ErasureList(file, testKey).add(life.wanda.id)
    const { app } = await buildApp({ ...again.house, erasureList: file })
    onTestFinished(() => app.close())
    await app.ready()
    expect(await tablesHolding(again.store.read, secrets)).toEqual([])
    expect(await again.store.read.select().from(people)).toHaveLength(4)
  })

  test('is not on the list when it could not be done', async () => {
    const house = await openHouse(engine)
    const { cast, as } = await foundStreet(house, ['Ann'])
    house.house.erasures.push(async () => {
      throw new Error('no room on the disk')
    })
    expect((await as(cast[0])('DELETE', '/api/me')).statusCode).toBe(500)
    const { ErasureList } = await import('../server/my-data/list.ts')
    const list = await new ErasureList(house.house.erasureList, testKey).read()
    expect(list.has(cast[0].id)).toBe(false)
    expect((await as(cast[0])('GET', '/api/me')).statusCode).toBe(200)
  })

  test('comes after a copy of everything, to read or to take elsewhere', async () => {
    const house = await openHouse(engine)
    const { as, wanda: her } = await aLife(house)
    const json = (await as(her)('GET', '/api/me/export')).json()
    expect(json).toMatchObject({ me: { name: wanda }, streets: [{ state: 'active' }, { state: 'asking' }] })
    expect(json.shownToOthers.map(({ ofId }: { ofId: string }) => ofId)).toEqual([her.id, her.id])
    expect(json.whatYouDid.length).toBeGreaterThan(5)
    const html = await as(her)('GET', '/api/me/export?as=html')
    expect(html.headers['content-type']).toContain('text/html')
    expect(html.headers['content-disposition']).toContain('doorstep-me.html')
    for (const word of ['Wextrill', 'Zephyrlift', 'Obsidian', 'wanda.wextrill@example.org'])
      expect(html.body).toContain(word)
  })
})

describe('on a disk', () => {
  test('who left is on the list whatever their digest begins with, and off it when that is taken back', async () => {
    const { ErasureList } = await import('../server/my-data/list.ts')
    const list = new ErasureList(join(aFolder(), 'erased.list'), testKey)
    // One digest in 64 begins with what marks a line that takes another back.
    const people = Array.from({ length: 300 }, (_, n) => `person-${n}`)
    for (const id of people) await list.add(id)
    const all = await list.read()
    expect(people.filter((id) => !all.has(id))).toEqual([])
    for (const id of people) await list.takeBack(id)
    expect((await list.read()).size).toBe(0)
  })

  test('a copy of everything somebody wrote in a hundred errands is there within two seconds', async () => {
    const { as, cast, house, post } = await openStreet('sqlite', ['Ann', 'Bernard'])
    const [ann, bernard] = cast
    for (let n = 0; n < 100; n++) {
      const { id } = await post(ann, { title: `Walk ${n}`, details: 'Round the pond '.repeat(40) })
      const claim = (await as(bernard)('POST', `/api/posts/${id}/claims`, {})).json().id
      await as(ann)('POST', `/api/claims/${claim}/messages`, { text: `The blue door, ${n}` })
      await as(bernard)('PUT', `/api/claims/${claim}/completion`, {})
    }
    await house.sweep()
    for (const kind of ['json', 'html']) {
      const began = performance.now()
      const copy = await as(ann)('GET', `/api/me/export?as=${kind}`)
      const ms = performance.now() - began
      expect(copy.body).toContain('The blue door, 99')
      process.stdout.write(`${copy.body.length} characters of ${kind} in ${Math.round(ms)} ms\n`)
      expect(ms).toBeLessThan(2000)
    }
  })

  test('nothing of them is left in the file, what it has yet to write, a copy made afterwards, or what was logged', async () => {
    const lines: string[] = []
    const logTo = { write: (line: string) => void lines.push(line) }
    const house = await openHouse('sqlite', false, { logLevel: 'trace', logTo })
    const { as, wanda } = await aLife(house)
    const copyIn = async (folder: string) =>
      backUp(house.url.slice('file:'.length), join(folder, 'copy.db'), () => {})
    const [before, after] = [aFolder(), aFolder()]
    await copyIn(before)
    for (const folder of [folderOf(house), before]) expect(filesHolding(folder, ['Obsidian'])).not.toEqual([])
    await as(wanda)('DELETE', '/api/me')
    await house.sweep()
    await copyIn(after)
    for (const folder of [folderOf(house), after]) expect(filesHolding(folder, secrets)).toEqual([])
    expect(lines.length).toBeGreaterThan(50)
    expect(secrets.filter((secret) => lines.join('').includes(secret))).toEqual([])
  })

  test('an older copy put back is cleared of them before it serves', async () => {
    const house = await openHouse('sqlite')
    const { as, wanda } = await aLife(house)
    const folder = aFolder()
    const old = join(folder, 'doorstep.db')
    await house.store.scrub()
    copyFileSync(house.url.slice('file:'.length), old)
    expect(filesHolding(folder, ['Obsidian'])).not.toEqual([])
    await as(wanda)('DELETE', '/api/me')

    const store = await openStore(`file:${old}`)
    const { app } = await buildApp({ ...house.house, store })
    await app.listen({ host: '127.0.0.1', port: 0 })
    expect(await tablesHolding(store.read, secrets)).toEqual([])
    expect(filesHolding(folder, secrets)).toEqual([])
    await app.close()
    await store.close()
    expect(existsSync(old)).toBe(true)
  })
})
