import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Concern, ConcernClosed, type Concerns, NobodyToTell } from '#contract/concerns'
import { NotFound, SignInNeeded } from '#contract/http'
import { unseal } from '../server/concerns/sealing.ts'
import type { Cast } from './support/cast.ts'
import { openStreet } from './support/elm-row.ts'
import { expectAnnounced, expectProblem } from './support/expect.ts'
import { days, type Engine, engines, hours, minutes, testKey } from './support/house.ts'
import { lettersIn } from './support/letters.ts'

const canary = {
  seen: 'Quince-jelly-7731 on the floor',
  thought: 'Marzipan-owl-4410 I fear',
  step: 'Rhubarb-tin-9102',
}
const words = Object.values(canary)

/** Elm Row: Ann is the lead, Bernard her deputy, Chandra worries about Dell. */
async function worriedStreet(engine: Engine, more: { logTo?: { write(line: string): void } } = {}) {
  const street = await openStreet(engine, ['Ann', 'Bernard', 'Chandra', 'Dell', 'Ivy'])
  const { cast, as, boardId } = street
  const [ann, bernard, chandra, dell, ivy] = cast
  const url = `/api/boards/${boardId}`
  await as(ann)('PUT', `${url}/leads/${bernard.id}`, {})
  await as(bernard)('PUT', `${url}/leads/${bernard.id}`, {})
  const worry = (by: Cast, about: object = { kind: 'person', id: dell.id }, said: object = {}) =>
    as(by)('POST', `${url}/concerns`, { about, seen: canary.seen, thought: canary.thought, ...said })
  const listFor = async (who: Cast): Promise<Concerns['items']> =>
    (await as(who)('GET', `${url}/concerns`)).json().items ?? []
  const told = async (who: Cast) => {
    await street.house.sweep()
    const items = (await as(who)('GET', '/api/notices')).json().items as { what: string }[]
    return items.map(({ what }) => what).filter((what) => what.startsWith('concern'))
  }
  return { ...street, ann, bernard, chandra, dell, ivy, url, worry, listFor, told, ...more }
}

describe.each(engines)('a worry about somebody on %s', (engine) => {
  test('is received with thanks, and read by those who look after worries', async () => {
    const { as, ann, bernard, chandra, dell, worry, listFor, boardId } = await worriedStreet(engine)
    const reply = await worry(chandra)
    expect([reply.statusCode, reply.json()]).toEqual([201, { received: true, boardId }])
    for (const lead of [ann, bernard]) {
      const [line] = await listFor(lead)
      expect(JSON.stringify(line)).not.toMatch(/quince/i)
      const concern: Concern = (await as(lead)('GET', `/api/concerns/${line!.id}`)).json()
      expect(concern).toMatchObject({ seen: canary.seen, thought: canary.thought, by: { name: 'Chandra' } })
      expect(concern.subjects).toEqual([{ id: dell.id, name: 'Dell' }])
      expect(concern.council).toHaveLength(2)
    }
  })

  test('is there for nobody else, stewards and whoever told it included', async () => {
    const { as, ann, bernard, chandra, dell, ivy, url, worry, listFor } = await worriedStreet(engine)
    await worry(chandra)
    const { id } = (await listFor(bernard))[0]!
    await as(ann)('DELETE', `${url}/leads/${ann.id}`)
    const one = `/api/concerns/${id}`
    for (const who of [ann, chandra, dell, ivy]) {
      expectProblem(await as(who)('GET', one), NotFound)
      expectProblem(await as(who)('POST', `${one}/steps`, { kind: 'noted', words: 'x' }), NotFound)
      expectProblem(await as(who)('PUT', `${one}/principles`, { principles: [] }), NotFound)
      expectProblem(await as(who)('GET', `${url}/concerns`), NotFound)
    }
    expectProblem(await as(null)('GET', one), SignInNeeded)
    expect((await as(bernard)('GET', one)).statusCode).toBe(200)
  })

  test('about a lead goes to the deputy alone, and about both to nobody here', async () => {
    const { as, ann, bernard, chandra, url, worry, listFor, told } = await worriedStreet(engine)
    await worry(chandra, { kind: 'person', id: ann.id })
    expect([await listFor(ann), (await listFor(bernard)).length]).toEqual([[], 1])
    expect([await told(ann), await told(bernard)]).toEqual([[], ['concern.raised']])
    const { id } = (await listFor(bernard))[0]!
    expectProblem(await as(ann)('GET', `/api/concerns/${id}`), NotFound)
    await as(bernard)('DELETE', `${url}/leads/${bernard.id}`)
    const refused = await worry(chandra, { kind: 'person', id: ann.id })
    expectProblem(refused, NobodyToTell)
    expect(refused.json().helplines.map(({ number }: { number: string }) => number)).toEqual([
      ...['999', '0191 498 0100', '0191 498 0101'],
    ])
  })

  test('begun on a post or a claim is about everybody in it but whoever tells it', async () => {
    const { as, ann, bernard, chandra, dell, ivy, post, worry, listFor } = await worriedStreet(engine)
    const { id } = await post(ann)
    const claimed = (await as(dell)('POST', `/api/posts/${id}/claims`, {})).json()
    await worry(chandra, { kind: 'post', id })
    expect(await listFor(ann)).toEqual([])
    const subjectsOf = async (n: number): Promise<string[]> => {
      const concern: Concern = (
        await as(bernard)('GET', `/api/concerns/${(await listFor(bernard))[n]!.id}`)
      ).json()
      return concern.subjects.map(({ name }) => name).sort()
    }
    expect(await subjectsOf(0)).toEqual(['Ann', 'Dell'])
    await worry(dell, { kind: 'claim', id: claimed.id })
    expect(await subjectsOf(0)).toEqual(['Ann'])
    const elsewhere = await openStreet(engine, ['Zed'])
    expectProblem(await worry(ivy, { kind: 'person', id: elsewhere.cast[0].id }), NotFound)
    const draft = await post(ann, { draft: true })
    expectProblem(await worry(ivy, { kind: 'post', id: draft.id }), NotFound)
  })

  test('is looked at within a day, or within an hour, or everybody who could look is told again', async () => {
    const { house, as, ann, bernard, chandra, dell, ivy, worry, listFor, told } = await worriedStreet(engine)
    await worry(chandra)
    await worry(chandra, undefined, { isUrgent: true })
    expect(await told(ann)).toEqual(['concern.raised', 'concern.raised'])
    house.clock.pass(minutes(59))
    expect(await told(ann)).toHaveLength(2)
    house.clock.pass(minutes(1))
    expect(await told(ann)).toEqual(['concern.overdue', 'concern.raised', 'concern.raised'])
    expect((await listFor(ann)).filter(({ isOverdue }) => isOverdue)).toMatchObject([{ isUrgent: true }])
    const slow = (await listFor(ann)).find(({ isUrgent }) => !isUrgent)!
    house.clock.pass(hours(22))
    await as(bernard)('POST', `/api/concerns/${slow.id}/steps`, { kind: 'spoken', words: 'She knows' })
    house.clock.pass(hours(2))
    expect((await told(ann)).filter((what) => what === 'concern.overdue')).toHaveLength(1)
    for (const who of [chandra, dell, ivy]) expect(await told(who)).toEqual([])
  })

  test('is written about step by step, thought about, and closed; each reading is written down', async () => {
    const { house, as, ann, bernard, chandra, worry, listFor } = await worriedStreet(engine)
    await worry(chandra)
    const one = `/api/concerns/${(await listFor(ann))[0]!.id}`
    await as(ann)('GET', one)
    house.clock.pass(minutes(5))
    await as(bernard)('GET', one)
    await as(ann)('POST', `${one}/steps`, { kind: 'wishes', words: 'Wants to be left alone' })
    await as(ann)('POST', `${one}/steps`, { kind: 'referred', words: canary.step })
    await as(bernard)('PUT', `${one}/principles`, { principles: ['empowerment', 'protection'] })
    const closed: Concern = (
      await as(bernard)('POST', `${one}/steps`, { kind: 'closed', words: 'With the council' })
    ).json()
    expect(closed).toMatchObject({ state: 'closed', principles: ['empowerment', 'protection'] })
    expect(closed.steps.map(({ kind, by }) => [kind, by?.name])).toEqual([
      ['wishes', 'Ann'],
      ['referred', 'Ann'],
      ['closed', 'Bernard'],
    ])
    expect(closed.readings.map(({ by }) => by?.name)).toEqual(['Ann', 'Bernard'])
    expectProblem(await as(ann)('POST', `${one}/steps`, { kind: 'noted', words: 'More' }), ConcernClosed)
  })

  test('is kept for three years after it was closed, and no longer', async () => {
    const { house, as, ann, chandra, worry, listFor } = await worriedStreet(engine)
    await worry(chandra)
    await worry(chandra)
    const [one] = await listFor(ann)
    await as(ann)('GET', `/api/concerns/${one!.id}`)
    await as(ann)('POST', `/api/concerns/${one!.id}/steps`, { kind: 'closed', words: 'All well' })
    const { read } = house.store
    const left = async () => [
      (await read.select().from(read.t.concerns)).length,
      (await read.select().from(read.t.concernReadings)).length,
    ]
    house.clock.pass(days(3 * 365 - 1))
    await house.sweep()
    expect(await left()).toEqual([2, 1])
    house.clock.pass(days(1))
    await house.sweep()
    expect(await left()).toEqual([1, 0])
  })

  test('is in no file, letter, log or line, and opens with no other key', async () => {
    const { house, as, ann, chandra, worry, listFor, boardId } = await worriedStreet(engine)
    await worry(chandra)
    const [line] = await listFor(ann)
    await as(ann)('POST', `/api/concerns/${line!.id}/steps`, { kind: 'noted', words: canary.step })
    await house.sweep()
    const { read } = house.store
    const tables = await Promise.all(Object.values(read.t).map((table) => read.select().from(table)))
    const stored = JSON.stringify(tables)
    expect(stored).toContain(line!.id)
    const letters = (await lettersIn(house.outbox)).map(({ raw }) => raw)
    expect(letters.length).toBeGreaterThan(0)
    const files = engine === 'sqlite' ? filesOf(house.url) : []
    for (const word of words.map((all) => all.split(' ')[0]!)) {
      for (const place of [stored, ...letters, ...files]) expect(place.includes(word)).toBe(false)
      for (const who of [chandra, ann])
        expect((await as(who)('GET', '/api/me/export')).body).not.toContain(word)
    }
    const [row] = await read.select().from(read.t.concerns)
    expect(unseal(testKey, row!).seen).toBe(canary.seen)
    expect(() => unseal(Buffer.alloc(32, 8), row!)).toThrow()
    expect(() => unseal(testKey, { ...row!, id: 'another' })).toThrow()
    expect(() => unseal(testKey, { ...row!, boardId: 'another' })).toThrow()
    await expectAnnounced(house, boardId, Array(5).fill('member.joined'))
  })
})

/** The database as it lies on the disk, its log included. */
const filesOf = (url: string) =>
  ['', '-wal'].flatMap((end) => {
    const path = url.replace('file:', '') + end
    return existsSync(path) ? [readFileSync(path).toString('latin1')] : []
  })
