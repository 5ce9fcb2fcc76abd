/** A database of each engine with its tables made: the migrations run once, and every test begins with a copy. */
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { openStore } from '#db'
import { scratch } from './scratch.ts'

export async function makeTemplates(server: string) {
  const dir = scratch('template')
  const file = join(dir, 'doorstep.db')
  await (await openStore(`file:${file}`)).close()
  const database = `template_${randomBytes(6).toString('hex')}`
  await ask(server, `create database ${database}`)
  await (await openStore(addressOf(server, database))).close()
  const drop = async () => {
    rmSync(dir, { recursive: true, force: true })
    await ask(server, `drop database ${database} with (force)`)
  }
  return { file, database, drop }
}

export function addressOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

export async function ask(server: string, sql: string) {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(sql)
  await client.end()
}
