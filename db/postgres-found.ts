import { readMigrationFiles } from 'drizzle-orm/migrator'
import type pg from 'pg'
import { Refused } from './sqlite-file.ts'

/**
 * Looks at what a PostgreSQL database holds before anything in it is changed: nothing yet, or tables of ours that this Doorstep knows.
 *
 * @throws Refused when it belongs to another program, or a newer Doorstep has been at it
 */
export async function refuseForeign(client: pg.PoolClient, folder: string) {
  // By their moments, which are the same whatever a checkout has made of the ends of their lines.
  const known = readMigrationFiles({ migrationsFolder: folder }).map(({ folderMillis }) => folderMillis)
  const ran = await migrationsIn(client)
  const isOurs = ran.length > 0 ? ran[0] === known[0] : !(await holdsTables(client))
  if (!isOurs)
    throw new Refused(
      'This PostgreSQL database belongs to another program. It was left as it is; give the board one of its own',
    )
  if (ran.some((at) => !known.includes(at)))
    throw new Refused(
      `This PostgreSQL database was made by a newer Doorstep (${ran.length}, this is ${known.length}). It was left as it is`,
    )
}

async function migrationsIn(client: pg.PoolClient): Promise<number[]> {
  const { rows: found } = await client.query(`select to_regclass('drizzle.__drizzle_migrations') as "table"`)
  if (!found[0].table) return []
  const { rows } = await client.query(
    'select created_at from drizzle.__drizzle_migrations order by created_at',
  )
  return rows.map(({ created_at }) => Number(created_at))
}

/** What an extension has brought along does not count. */
async function holdsTables(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query(`select 1 from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e') limit 1`)
  return rows.length > 0
}

/** Nobody there, no such person, no such database, not yet ready, too many already. */
const notLetIn = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ETIMEDOUT'],
  ...['28000', '28P01', '3D000', '57P03', '53300'],
])

/** @throws Refused, in a sentence without the password, when PostgreSQL does not let us in */
export function sayWhyNotIn(url: string) {
  return (error: Error & { code?: string }): never => {
    if (!notLetIn.has(error.code ?? '')) throw error
    const why = error.message || error.code
    throw new Refused(
      `PostgreSQL at ${new URL(url).host} does not let us in: ${why}. Look whether it runs, and at DATABASE_URL`,
    )
  }
}
