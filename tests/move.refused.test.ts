/** What is not moved, and what is found out when it comes out another. */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '#db'
import { move } from '../db/moving/move.ts'
import { emptyPlace, type LivedIn, livedIn, quiet, sql } from './support/moving.ts'

let source: LivedIn
beforeAll(async () => {
  source = await livedIn('sqlite')
})
afterAll(() => source.drop())

/** A file of one's own to spoil. */
async function spoilable() {
  const file = (await emptyPlace('sqlite')).slice('file:'.length)
  const from = source.url.slice('file:'.length)
  for (const end of ['', '-wal', '-mark']) if (existsSync(from + end)) copyFileSync(from + end, file + end)
  return { url: `file:${file}`, file }
}

/** A PostgreSQL database in which something changes a row as it comes in. */
async function lyingPlace(table: string, lie: string) {
  const url = await emptyPlace('postgres')
  await (await openStore(url)).close()
  await sql(url, `create function lie() returns trigger language plpgsql as $$ begin ${lie} end $$`)
  await sql(url, `create trigger lie before insert on ${table} for each row execute function lie()`)
  return url
}

test('a row that comes out another than it went in is named, and nothing of the move is served', async () => {
  const { url, ann } = source
  const there = await lyingPlace(
    'people',
    `if new.id = '${ann.id}' then new.name = 'Anne'; end if; return new;`,
  )
  await expect(move(url, there, quiet)).rejects.toThrow(new RegExp(`not the same. Look at people ${ann.id}$`))
  await expect(openStore(there)).rejects.toThrow(/begun and not finished/)
})

test('a row that is lost on the way is named', async () => {
  const { url } = source
  const [{ id }] = (await sql(url, 'select id from messages')) as [{ id: string }]
  const there = await lyingPlace('messages', 'return null;')
  await expect(move(url, there, quiet)).rejects.toThrow(
    `messages: 1 rows went in and 0 came out, not the same. Look at messages ${id}`,
  )
})

test('what only SQLite can hold is named and stays where it is', async () => {
  const { url, file } = await spoilable()
  const db = new Database(file)
  db.prepare('update people set created_at = 1.5 where id = ?').run(source.ann.id)
  db.close()
  const said = `people ${source.ann.id} cannot be carried: created_at`
  await expect(move(url, await emptyPlace('postgres'), quiet)).rejects.toThrow(said)
})

test('a file that has lost what it once said yes to is not moved', async () => {
  const { url, file } = await spoilable()
  writeFileSync(`${file}-mark`, String(Number(readFileSync(`${file}-mark`, 'utf8')) + 1).padStart(20))
  await expect(move(url, await emptyPlace('postgres'), quiet)).rejects.toThrow(/has lost saved changes/)
})
