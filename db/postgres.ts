import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { pgKit } from './kit.postgres.ts'
import { channel, News } from './news.ts'
import { refuseForeign, sayWhyNotIn } from './postgres-found.ts'
import { defineTables } from './schema.ts'
import { Refused } from './sqlite-file.ts'
import type { Db, Store } from './store.ts'
import { Turn } from './turn.ts'

const migrationsFolder = fileURLToPath(new URL('./migrations/postgres', import.meta.url))
const migrationLock = 7_305_224_001
const retriable = new Set(['40001', '40P01'])
const maxTries = 8
/** Whoever has waited so long for one of the connections is told to come back instead. */
const waitMs = 5_000
/** PostgreSQL's own word for a connection that broke; its driver has none. */
const nameless = /^Connection terminated|timeout exceeded when trying to connect|not queryable/
const connectionFailure = '08006'
/** There while a move into this database has begun and not ended. */
export const unfinishedTable = 'doorstep_move'

type Work<T> = (tx: Db) => Promise<T>

/**
 * Opens a PostgreSQL database. Any number of processes may share it; events reach them all by NOTIFY.
 *
 * @throws Refused while it is moved, after a move that was not finished, when it is not ours or newer, and when nobody lets us in
 */
export async function openPostgres(url: string): Promise<Store> {
  const news = new News(url)
  await news.open().catch(sayWhyNotIn(url))
  const pool = openPool(url)
  const turn = new Turn(url)
  const close = async () => {
    await Promise.all([news.close(), turn.close()])
    await pool.end()
  }
  try {
    await migrateAlone(pool)
  } catch (error) {
    await close()
    throw error
  }
  return {
    engine: 'postgres',
    troubles: [],
    read: asDb(plainly(pool)),
    ...written(pool),
    onNews: (listener) => news.onNews(listener),
    keepsTime: () => turn.isOurs(),
    scrub: async () => void (await pool.query('vacuum (skip_locked, skip_database_stats)')),
    close,
  }
}

function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    ...{ connectionString: url, max: 10, keepAlive: true },
    connectionTimeoutMillis: waitMs,
  })
  pool.on('error', () => {}) // an idle connection that drops is replaced at its next use
  // One that drops while it works fails its query, which is answered; unheard, it would end the whole process besides.
  pool.on('connect', (client) => void client.on('error', () => {}))
  return pool
}

function written(pool: pg.Pool): Pick<Store, 'write' | 'waiting' | 'onCommit'> {
  const dbs = new WeakMap<object, Db>()
  const counters: ((works: number) => void)[] = []
  let waiting = 0
  return {
    async write(work) {
      waiting++
      const value = await withRetry(() => transact(pool, dbs, work)).finally(() => waiting--)
      for (const count of counters) count(1)
      return value
    },
    waiting: () => waiting,
    onCommit: (counter) => void counters.push(counter),
  }
}

/** No more of Drizzle than `Db` names, and of its results no more than both engines have. */
function asDb(connection: pg.Pool | pg.PoolClient): Db {
  const extras = { t: tables, engine: 'postgres', news: new Set<string>() }
  return Object.assign(drizzle(connection), extras) as unknown as Db
}
const tables = defineTables(pgKit)

/**
 * The pool for reading, with a name for every way in which PostgreSQL can be away. Of a pool Drizzle uses `query` alone, whose eleven
 * overloads (two of them with a callback, which it never gives) no one function can have: hence the two casts.
 */
function plainly(pool: pg.Pool): pg.Pool {
  const query = (...all: Parameters<pg.Pool['query']>) =>
    (pool.query(...all) as unknown as Promise<unknown>).catch((error: Error) => Promise.reject(named(error)))
  return { query } as unknown as pg.Pool
}

/** Drizzle wraps the driver's error. */
function named(error: Error): Error {
  const driverError = (error.cause as Error | undefined) ?? error
  if (nameless.test(driverError.message)) Object.assign(driverError, { code: connectionFailure })
  return error
}

/** Several processes may start at once; one migrates and the others wait for it. */
async function migrateAlone(pool: pg.Pool) {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    const { rows } = await client.query('select to_regclass($1) as unfinished', [unfinishedTable])
    if (rows[0].unfinished)
      throw new Refused('A move into this PostgreSQL database was begun and not finished. Make it again')
    await refuseForeign(client, migrationsFolder)
    await migrateOn(client)
    await client.query('select pg_advisory_unlock($1)', [migrationLock])
  } finally {
    client.release(true)
  }
}

export const migrateOn = (client: pg.PoolClient | pg.Client) => migrate(drizzle(client), { migrationsFolder })

/** Each connection keeps its Db, so that what was prepared on it once is used again. */
async function transact<T>(pool: pg.Pool, dbs: WeakMap<object, Db>, work: Work<T>): Promise<T> {
  const client = await pool.connect().catch((error: Error) => Promise.reject(named(error)))
  const db = dbs.get(client) ?? asDb(client)
  dbs.set(client, db)
  db.news.clear()
  try {
    await client.query('begin')
    const value = await work(db)
    for (const boardId of db.news) await client.query('select pg_notify($1, $2)', [channel, boardId])
    await client.query('commit')
    client.release()
    return value
  } catch (error) {
    client.release(await rollBack(client))
    throw named(error as Error)
  }
}

/** The reason when even this fails: then the connection is of no more use. */
function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  return client.query('rollback').then(
    () => undefined,
    (reason: Error) => reason,
  )
}

async function withRetry<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (tries === maxTries || !retriable.has(sqlState(error))) throw error
    }
  }
}

/** Drizzle wraps the driver's error, so the state may be on its cause. */
function sqlState(error: unknown): string {
  const { code, cause } = error as { code?: string; cause?: { code?: string } }
  return code ?? cause?.code ?? ''
}
