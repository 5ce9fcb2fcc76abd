import { appendFile } from 'node:fs/promises'
import { and, eq, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { keptFile, readKept } from '../server/ledger/checking.ts'
import { append } from '../server/ledger/queries.ts'
import { openStreet } from './support/elm-row.ts'
import { days, engines } from './support/house.ts'

describe.each(engines)('the ledger on %s', (engine) => {
  async function withLines(count: number) {
    const street = await openStreet(engine, ['Ann', 'Bernard'])
    const { house, boardId, as, cast } = street
    const add = (n: number) =>
      house.store.write((tx) =>
        append(tx, {
          boardId,
          type: 'action.hide',
          reason: `rule-${n}`,
          parts: { about: cast[1].id, by: cast[0].id },
          now: house.clock.now(),
        }),
      )
    await Promise.all(Array.from({ length: count }, (_, n) => add(n)))
    const check = async () => (await as(cast[1])('GET', `/api/boards/${boardId}/ledger/check`)).json()
    const lines = async () => (await as(cast[1])('GET', `/api/boards/${boardId}/ledger?limit=100`)).json()
    return { ...street, add, check, lines }
  }
  type Lines = Awaited<ReturnType<typeof withLines>>

  test('grows from many hands at once without a fork, and neighbours read reasons without names', async () => {
    const { cast, check, lines } = await withLines(60)
    expect(await check()).toMatchObject({ lines: 60, fault: null })
    const { items, head } = await lines()
    expect(items.map(({ seq }: { seq: number }) => seq)).toEqual(Array.from({ length: 60 }, (_, n) => 60 - n))
    expect(head).toBe(items[0].hash)
    for (const { id, name } of cast)
      for (const secret of [id, name]) expect(JSON.stringify(items)).not.toContain(secret)
  })

  test('a line somebody edited is named', async () => {
    const { house, boardId, check } = await withLines(12)
    const { ledger } = house.store.read.t
    const seventh = and(eq(ledger.boardId, boardId), eq(ledger.seq, 7))
    await house.store.write((tx) => tx.update(ledger).set({ reason: 'nothing' }).where(seventh))
    expect((await check()).fault).toEqual({ seq: 7, what: 'changed' })
  })

  test('a line taken out, or off the end, is named', async () => {
    const { house, boardId, check } = await withLines(12)
    const { ledger } = house.store.read.t
    const line = (seq: number) => and(eq(ledger.boardId, boardId), eq(ledger.seq, seq))
    await house.store.write((tx) => tx.delete(ledger).where(line(12)))
    expect((await check()).fault).toEqual({ seq: 12, what: 'cut-off' })
    await house.store.write((tx) => tx.delete(ledger).where(line(5)))
    expect((await check()).fault).toEqual({ seq: 5, what: 'missing' })
  })

  test('a chain written anew from the start is not the one kept beside the database', async () => {
    const street = await withLines(3)
    const { house, check } = street
    await house.sweep()
    house.clock.pass(days(1))
    await street.add(4)
    await house.sweep()
    expect(await check()).toMatchObject({ lines: 4, fault: null })
    await appendFile(keptFile(house.outbox), '{"boardId":"cut off by a full d')
    house.clock.pass(days(1))
    await street.add(5)
    await house.sweep()
    expect(await check()).toMatchObject({ lines: 5, fault: null })
    expect((await readKept(house.outbox)).map(({ seq }) => seq)).toEqual([3, 4, 5])
    await forge(street)
    expect((await check()).fault).toEqual({ seq: 3, what: 'not-as-kept' })
    await appendFile(keptFile(house.outbox), `${JSON.stringify({ boardId: 'other', seq: 1, hash: '' })}\n`)
    expect((await check()).fault).toEqual({ seq: 3, what: 'not-as-kept' })
  })

  test('still holds when the people in it have been forgotten', async () => {
    const { house, as, cast } = await withLines(5)
    const { ledgerRefs } = house.store.read.t
    const ofBernard = () => house.store.read.$count(ledgerRefs, eq(ledgerRefs.personId, cast[1].id))
    expect(await ofBernard()).toBe(5)
    const before = (await as(cast[0])('GET', '/api/me/export')).json()
    expect(before.ledger).toHaveLength(5)
    await as(cast[1])('DELETE', '/api/me', {})
    expect(await ofBernard()).toBe(0)
    const url = `/api/boards/${before.ledger[0].boardId}/ledger/check`
    expect((await as(cast[0])('GET', url)).json()).toMatchObject({ lines: 5, fault: null })
    expect((await as(cast[1])('GET', url)).statusCode).toBe(401)
  })

  /** What somebody with the database in their hands could do: all lines anew, each hash right. */
  async function forge({ house, boardId, add }: Lines) {
    const { ledger, chains } = house.store.read.t
    await house.store.write(async (tx) => {
      await tx.delete(ledger).where(eq(ledger.boardId, boardId))
      await tx
        .update(chains)
        .set({ seq: 0, head: '0'.repeat(64) })
        .where(sql`true`)
    })
    for (let n = 0; n < 4; n++) await add(100 + n)
  }
})
