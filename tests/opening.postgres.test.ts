/** What PostgreSQL may turn out to hold, or not to be there at all: said in a sentence, and nothing of it is touched. */
import { expect, inject, onTestFinished, test } from 'vitest'
import { openStore } from '#db'
import { freshDatabase } from './support/house.ts'
import { sql } from './support/moving.ts'
import { addressOf, ask } from './support/templates.ts'

async function empty() {
  const name = `found_${process.pid}`
  await ask(inject('postgresUrl'), `create database ${name}`)
  onTestFinished(() => ask(inject('postgresUrl'), `drop database ${name} with (force)`))
  return addressOf(inject('postgresUrl'), name)
}

async function ours() {
  const { url, drop } = await freshDatabase('postgres')
  onTestFinished(drop)
  return url
}

/** Every table and column there is. */
const shapeOf = (url: string) =>
  sql(
    url,
    `select table_schema, table_name, column_name from information_schema.columns
      where table_schema not in ('pg_catalog', 'information_schema') order by 1, 2, 3`,
  )

/** Refused, in these words, and left as it was. */
async function expectRefused(url: string, words: RegExp) {
  const before = await shapeOf(url)
  await expect(openStore(url)).rejects.toThrow(words)
  expect(await shapeOf(url)).toEqual(before)
}

test('an empty one is taken, and so is one of ours', async () => {
  for (const url of [await empty(), await ours()]) await (await openStore(url)).close()
})

test('a database of another program is refused', async () => {
  const url = await empty()
  await sql(url, 'create table notes (words text)')
  await expectRefused(url, /belongs to another program/)
})

test('and so is one whose program has its tables made in the same way', async () => {
  const url = await ours()
  await sql(url, 'update drizzle.__drizzle_migrations set created_at = 1')
  await expectRefused(url, /belongs to another program/)
})

test('a database of a newer Doorstep is refused', async () => {
  const url = await ours()
  await sql(
    url,
    `insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 99999999999999)`,
  )
  await expectRefused(url, /was made by a newer Doorstep \(\d+, this is \d+\)/)
})

test.each([
  ['where nobody is', { port: '9' }, /^PostgreSQL at 127\.0\.0\.1:9 does not let us in: .*ECONNREFUSED/],
  [
    'that has no such database',
    { pathname: '/nowhere' },
    /does not let us in: database "nowhere" does not exist/,
  ],
])('a place %s is named, without the password', async (_, other, words) => {
  const url = Object.assign(new URL(inject('postgresUrl')), {
    hostname: '127.0.0.1',
    password: 'hush',
    ...other,
  })
  const said = await openStore(url.href).catch((error: Error) => error.message)
  expect(said).toMatch(words)
  expect(said).not.toContain('hush')
})
