/** A board that somebody has lived in, to be moved from one engine to the other. */
import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import pg from 'pg'
import { expect, onTestFinished } from 'vitest'
import { aLife } from './a-life.ts'
import { type Engine, freshDatabase, openHouse } from './house.ts'
import { ask } from './street.ts'

export const quiet = () => {}

export async function emptyPlace(engine: Engine) {
  const { url, drop } = await freshDatabase(engine)
  onTestFinished(drop)
  if (engine === 'sqlite') rmSync(url.slice('file:'.length))
  return url
}

/** The demo street, and a street somebody has lived in; nobody serves them, and no test changes them. */
export async function livedIn(engine: Engine) {
  const house = await openHouse(engine, true)
  expect((await ask(house, 'POST', '/demo').by(null)).statusCode).toBe(201)
  const { boardId, ann } = await aLife(house)
  await house.shut()
  return { boardId, ann, url: house.url, clock: house.clock, drop: house.drop }
}
export type LivedIn = Awaited<ReturnType<typeof livedIn>>

export async function sql(url: string, text: string) {
  if (url.startsWith('file:')) {
    const db = new Database(url.slice('file:'.length))
    const rows = db.prepare(text).all()
    db.close()
    return rows
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}
