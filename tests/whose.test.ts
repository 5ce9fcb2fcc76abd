import { describe, expect, test } from 'vitest'
import { aLife, secrets } from './support/a-life.ts'
import { openHouse, type TestHouse } from './support/house.ts'
import { whose } from './support/whose.ts'

type Column = { dataType: string; name: string }

/** Every column that can hold words, as `table.column`. */
async function wordedColumns(): Promise<string[]> {
  const { store } = await openHouse()
  return Object.entries(store.read.t).flatMap(([table, columns]) =>
    Object.entries(columns as unknown as Record<string, Column>)
      .filter(([, { dataType }]) => dataType === 'string' || dataType === 'json')
      .map(([column]) => `${table}.${column}`),
  )
}

const listed = (list: typeof whose) =>
  Object.entries(list).flatMap(([table, columns]) => Object.keys(columns).map((name) => `${table}.${name}`))

describe('every text in the database', () => {
  test('is on the list of whose it is, and nothing else is', async () => {
    const columns = await wordedColumns()
    expect(columns.length).toBeGreaterThan(100)
    expect(listed(whose).sort()).toEqual(columns.sort())
  })

  test('a column without a line is missed', async () => {
    const { people: _left, ...others } = whose
    const missing = (await wordedColumns()).filter(
      (column) => column.startsWith('people.') && !listed(others).includes(column),
    )
    expect(missing).toEqual(['people.id', 'people.name', 'people.language'])
  })

  test('that is somebody’s own is filled by a life, so that its erasure is seen', async () => {
    const house = await openHouse()
    await aLife(house)
    const filled = await columnsHolding(house, secrets)
    const shouldBe = Object.entries(whose).flatMap(([table, columns]) =>
      Object.keys(columns)
        .filter((name) => columns[name] === 'theirs')
        .map((name) => `${table}.${name}`),
    )
    expect(shouldBe.filter((column) => !filled.includes(column))).toEqual([...notYet])
    expect(filled.filter((column) => !shouldBe.includes(column))).toEqual([])
  })
})

/** Held only in passing, or by a machine: seen by the tests of their own rooms. */
const notYet = [
  'people.language',
  ...['waitingContacts.value', 'contactLetters.value'],
  'signInCodes.language',
  'sessions.label',
  'passkeys.label',
  'importTexts.plan',
  ...['actions.words', 'actions.mend', 'appeals.words', 'appeals.answer', 'shiftNotes.words'],
]

async function columnsHolding({ store: { read } }: TestHouse, words: string[]): Promise<string[]> {
  const holds = (value: unknown) =>
    words.some((word) => JSON.stringify(value).toLowerCase().includes(word.toLowerCase()))
  const found: string[] = []
  for (const [table, columns] of Object.entries(read.t)) {
    const rows = (await read.select().from(columns as typeof read.t.people)).flatMap(Object.entries)
    found.push(...rows.filter(([, value]) => holds(value)).map(([column]) => `${table}.${column}`))
  }
  return [...new Set(found)]
}
