/** A whole server on a fresh database of either engine, with a clock that only the test moves. */
import { randomBytes } from 'node:crypto'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import { openStore, type Store } from '#db'
import { buildApp, type Setting } from '../../server/app.ts'
import type { Mail } from '../../server/http/room.ts'
import { scratch } from './scratch.ts'
import { addressOf, ask } from './templates.ts'

export const engines = ['sqlite', 'postgres'] as const
export type Engine = (typeof engines)[number]

/** Thursday 12 March 2026, nine in the morning in London. */
export const start = Date.UTC(2026, 2, 12, 9)
export const testKey = Buffer.alloc(32, 7)

export class FakeClock {
  #now = start
  now = () => this.#now
  pass(ms: number) {
    this.#now += ms
  }
}
export const minutes = (n: number) => n * 60_000
export const hours = (n: number) => minutes(n * 60)
export const days = (n: number) => hours(n * 24)

export type TestHouse = Awaited<ReturnType<typeof openHouse>>

/** `change` breaks the store as a test wants it. */
type More = Partial<Omit<Setting, 'mail'>> & { mail?: Partial<Mail>; change?: (store: Store) => Store }

/** Closed and removed by itself when the test (or the hook's suite) is over, unless `keep` is set. */
export async function openHouse(
  engine: Engine = 'sqlite',
  keep = false,
  { change = (store) => store, ...more }: More = {},
) {
  const database = await freshDatabase(engine)
  const store = change(await openStore(database.url))
  const clock = new FakeClock()
  const outbox = scratch('outbox')
  const mail = { smtpUrl: undefined, outbox, from: 'Doorstep <doorstep@localhost>', ...more.mail }
  const erasureList = join(outbox, 'erased.list')
  const setting = { store, clock, key: testKey, publicUrl: 'http://localhost', erasureList, ...more, mail }
  const { app, house } = await buildApp(setting)
  await app.ready()
  /** Nobody serves the database any more, and it is still there. */
  const shut = async () => {
    await app.close()
    await store.close()
  }
  const drop = async () => {
    await database.drop()
    rmSync(outbox, { recursive: true, force: true })
  }
  const close = async () => {
    await shut()
    await drop()
  }
  if (!keep) onTestFinished(close)
  /** What the server does every few seconds by itself, done now. */
  const sweep = async () => {
    for (const one of [...house.ownSweeps, ...house.sweeps]) await one(clock.now())
  }
  return { app, house, store, clock, sweep, close, shut, drop, outbox, url: database.url }
}

/** A copy of a database whose tables are made already. */
export async function freshDatabase(engine: Engine): Promise<{ url: string; drop: () => Promise<void> }> {
  const { file, database } = inject('templates')
  return engine === 'sqlite' ? freshFile(file) : await freshPostgres(inject('postgresUrl'), database)
}

function freshFile(template: string) {
  const dir = scratch('house')
  const file = join(dir, 'doorstep.db')
  copyFileSync(template, file)
  return {
    url: `file:${file}`,
    drop: async () => rmSync(dir, { recursive: true, force: true }),
  }
}

async function freshPostgres(server: string, template: string) {
  const name = `t_${randomBytes(6).toString('hex')}`
  await ask(server, `create database ${name} template ${template} strategy file_copy`)
  return {
    url: addressOf(server, name),
    drop: () => ask(server, `drop database ${name} with (force)`),
  }
}

export type { Store }
