import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { keepOut } from '../news.ts'
import { migrateOn, unfinishedTable } from '../postgres.ts'
import { Refused } from '../sqlite-file.ts'
import { allCargo, type Cargo, inOrder, type Kind, type Row, type Value } from './cargo.ts'
import { atOnce, type From, type Readable, type To } from './ends.ts'

const journal = fileURLToPath(new URL('../migrations/postgres/meta/_journal.json', import.meta.url))
const types: Record<Kind, string> = {
  text: 'text',
  whole: 'int4',
  long: 'int8',
  real: 'float8',
  bool: 'bool',
  json: 'text',
}

/** @throws Refused when it is not ours, of another version, or served by a Doorstep */
export async function fromPostgres(url: string): Promise<From> {
  const client = await connect(url)
  try {
    await refuseUnready(client)
    await client.query('begin isolation level repeatable read read only')
    return { ...reading(client), close: () => client.end() }
  } catch (error) {
    await client.end()
    throw error
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  if (await keepOut(client)) return client
  await client.end()
  throw new Refused('A Doorstep runs on that PostgreSQL database, or another move does. Stop it first')
}

async function refuseUnready(client: pg.Client) {
  const known = JSON.parse(readFileSync(journal, 'utf8')).entries.length as number
  const tables = await tablesOf(client)
  if (tables.includes(unfinishedTable))
    throw new Refused('A move into that PostgreSQL database was not finished, so it is not whole')
  const { rows } = tables.includes('boards')
    ? await client.query('select count(*)::int as n from drizzle.__drizzle_migrations')
    : { rows: [] }
  if (rows.length === 0) throw new Refused('That PostgreSQL database does not hold a board of Doorstep')
  if (rows[0].n !== known)
    throw new Refused('That database is of another version. Start this Doorstep with it once, then move')
}

/**
 * All of it in one transaction, so that nothing is there until everything is; and beside it a table that says a move
 * has begun, so that nobody takes what is still empty for a board of their own.
 *
 * @throws Refused when anything is in it
 */
export async function intoPostgres(url: string): Promise<To> {
  const client = await connect(url)
  try {
    await refuseFull(client)
    await client.query(`create table if not exists ${unfinishedTable} (begun_at timestamptz default now())`)
    await migrateOn(client)
    await client.query('begin')
  } catch (error) {
    await client.end()
    throw error
  }
  return {
    ...reading(client),
    put: (cargo, rows) => putAll(client, cargo, rows),
    async settle() {
      await goOnCounting(client)
      await client.query(`drop table ${unfinishedTable}`)
      await client.query('commit')
      await client.query('analyze')
      await client.end()
    },
    giveUp: () => client.end(),
  }
}

/** What is written next in a table that numbers its rows comes after those that were carried with their numbers. */
async function goOnCounting(client: pg.Client) {
  const numbered = allCargo().filter(({ columns }) => columns.some(({ name }) => name === 'number'))
  for (const { name } of numbered)
    await client.query(
      `select setval(pg_get_serial_sequence('"${name}"', 'number'), max(number)) from "${name}"`,
    )
}

async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query('select tablename from pg_tables where schemaname = current_schema()')
  return rows.map(({ tablename }) => tablename)
}

async function refuseFull(client: pg.Client) {
  for (const table of await tablesOf(client)) {
    if (table === unfinishedTable) continue
    const { rows } = await client.query(`select 1 from ${pg.escapeIdentifier(table)} limit 1`)
    if (rows.length > 0)
      throw new Refused(
        `The database to move into is not empty: there are rows in ${table}. Nothing was done`,
      )
  }
}

const named = ({ columns }: Cargo) => columns.map(({ name }) => `"${name}"`).join(', ')

function reading(client: pg.Client): Readable {
  return {
    async count({ name }) {
      const { rows } = await client.query(`select count(*)::float8 as n from "${name}"`)
      return rows[0].n
    },
    async *rows(cargo) {
      const columns = cargo.columns.map(({ name, kind }) =>
        kind === 'json' ? `"${name}"::text` : `"${name}"`,
      )
      await client.query(
        `declare carried no scroll cursor for select ${columns.join(', ')} from "${cargo.name}"`,
      )
      for (;;) {
        const { rows } = await client.query({ text: `fetch ${atOnce} from carried`, rowMode: 'array' })
        if (rows.length === 0) break
        yield rows.map((raw: unknown[]) => raw.map((value, at) => read(cargo.columns[at]!.kind, value)))
      }
      await client.query('close carried')
    },
  }
}

function read(kind: Kind, value: unknown): Value {
  if (value === null) return null
  if (kind === 'long') return Number(value)
  return kind === 'json' ? inOrder(JSON.parse(value as string)) : (value as Value)
}

async function putAll(client: pg.Client, cargo: Cargo, rows: Row[]) {
  const given = cargo.columns.map(({ name, kind }) => (kind === 'json' ? `"${name}"::jsonb` : `"${name}"`))
  const shape = cargo.columns.map(({ name, kind }) => `"${name}" ${types[kind]}`).join(', ')
  const records = rows.map((row) =>
    Object.fromEntries(row.map((value, at) => [cargo.columns[at]!.name, value])),
  )
  await client.query({
    name: `carry ${cargo.name}`,
    text: `insert into "${cargo.name}" (${named(cargo)})
      select ${given.join(', ')} from json_to_recordset($1::json) as r(${shape})`,
    values: [JSON.stringify(records)],
  })
}
