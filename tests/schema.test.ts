/**
 * What can be held of somebody at all. Every name of a column and of a field on the wire is made of words on one list, and the list
 * has none for a certificate or its number, a day of birth, a gender, where somebody comes from, an illness, a card or an account.
 */
import { getTableColumns } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { openHouse } from './support/house.ts'
import { isNamedBadly, knownWords, never } from './support/names.ts'

type Shape = { properties?: Record<string, unknown>; parameters?: { name: string }[] }

/** `posts.title`: every column there is, by the name it has in code and the name it has in the database. */
async function columns(): Promise<string[]> {
  const { store } = await openHouse()
  return Object.entries(store.read.t).flatMap(([table, its]) =>
    Object.entries(getTableColumns(its)).flatMap(([name, column]) => [
      `${table}.${name}`,
      `${table}.${column.name}`,
    ]),
  )
}

/** Every field that can be sent or read, wherever it stands in the description of the calls and of the frames. */
async function fields(): Promise<string[]> {
  const { app } = await openHouse()
  const files = await Promise.all(['openapi', 'asyncapi'].map((name) => app.inject(`/api/${name}.json`)))
  return [...new Set(files.flatMap((file) => fieldsIn(file.json())))]
}

function fieldsIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return []
  const { properties = {}, parameters = [] } = value as Shape
  const here = [properties, parameters].every((one) => typeof one === 'object')
    ? [...Object.keys(properties), ...(Array.isArray(parameters) ? parameters.map(({ name }) => name) : [])]
    : []
  return [...here.filter(Boolean), ...Object.values(value).flatMap(fieldsIn)]
}

test('every column and every field is named in words that are known', async () => {
  const names = [...(await columns()), ...(await fields())]
  expect(names.length).toBeGreaterThan(700)
  expect(names.filter(isNamedBadly)).toEqual([])
})

test('the words that are known can name no certificate, no birth, no gender, no origin, no illness, no card', () => {
  expect([...knownWords].filter((word) => never.has(word))).toEqual([])
})

test('a field or a column for one of them would be seen', () => {
  const bad = [
    ...['people.dbsNumber', 'members.dbs_certificate', 'certificateNumber', 'disclosureNumber', 'checkedRef'],
    ...[
      'dateOfBirth',
      'people.date_of_birth',
      'dob',
      'age',
      'gender',
      'sex',
      'ethnicity',
      'diagnosis',
      'religion',
    ],
    ...['cardNumber', 'claims.card_number', 'pin', 'sortCode', 'accountNumber', 'iban', 'nhsNumber'],
  ]
  expect(bad.filter((name) => !isNamedBadly(name))).toEqual([])
  expect(['title', 'posts.private_note', 'number'].filter(isNamedBadly)).toEqual([])
})
