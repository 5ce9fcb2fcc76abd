import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { pgKit } from './kit.postgres.ts'
import { channel, News } from './news.ts'
import { defineTables } from './schema.ts'
import type { Db, Store } from './store.ts'

const migrationsFolder = fileURLToPath(new URL('./migrations/postgres', import.meta.url))
const migrationLock = 7_305_224_001
const retriable = new Set(['40001', '40P01'])
const maxTries = 8

type Work<T> = (tx: Db) => Promise<T>

/** Opens a PostgreSQL database. Any number of processes may share it; events reach them all by NOTIFY. */
export async function openPostgres(url: string): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  pool.on('error', () => {}) // an idle connection that drops is replaced at its next use
  await migrateAlone(pool)
  const news = new News(url)
  await news.open()
  const dbs = new WeakMap<object, Db>()
  const counters: ((works: number) => void)[] = []
  let waiting = 0
  const write = async <T>(work: Work<T>) => {
    waiting++
    const value = await withRetry(() => transact(pool, dbs, work)).finally(() => waiting--)
    for (const count of counters) count(1)
    return value
  }
  return {
    engine: 'postgres',
    troubles: [],
    read: asDb(pool),
    write,
    waiting: () => waiting,
    onCommit: (counter) => void counters.push(counter),
    onNews: (listener) => news.onNews(listener),
    scrub: async () => void (await pool.query('vacuum (skip_locked, skip_database_stats)')),
    async close() {
      await news.close()
      await pool.end()
    },
  }
}

function asDb(connection: pg.Pool | pg.PoolClient): Db {
  const extras = { t: tables, engine: 'postgres', news: new Set<string>() }
  return Object.assign(drizzle(connection), extras) as unknown as Db
}
const tables = defineTables(pgKit)

/** Several processes may start at once; one migrates and the others wait for it. */
async function migrateAlone(pool: pg.Pool) {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await migrate(drizzle(client), { migrationsFolder })
    await client.query('select pg_advisory_unlock($1)', [migrationLock])
  } finally {
    client.release()
  }
}

/** Each connection keeps its Db, so that what was prepared on it once is used again. */
async function transact<T>(pool: pg.Pool, dbs: WeakMap<object, Db>, work: Work<T>): Promise<T> {
  const client = await pool.connect()
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
    throw error
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
