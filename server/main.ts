import { fileURLToPath } from 'node:url'
import { copyFile, openStore, Refused } from '#db'
import { buildApp } from './app.ts'
import { drain } from './closing.ts'
import { readConfig, serverKey } from './config.ts'
import { DailyCopy } from './daily-copy.ts'
import { newestMoment } from './live/queries.ts'
import { SteadyClock } from './steady-clock.ts'
import { keepSweeping } from './sweeping.ts'

const said = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** In which whoever asked is answered; and after which the process ends, whatever hangs. */
const graceMs = { answers: 7_000, all: 9_000 }

// The database, the letters and the key are for the one who runs the board, and nobody else on the machine.
process.umask(0o077)
const config = readConfig()
const store = await openStore(config.databaseUrl, { alone: true }).catch((error: unknown) => {
  if (!(error instanceof Refused)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
for (const trouble of store.troubles) process.stderr.write(`${trouble}\n`)
const clock = new SteadyClock(await newestMoment(store.read))
if (clock.doubtMs !== 0)
  process.stderr.write(
    `The machine says it is ${said(Date.now())}, but the newest change here is of ${said(clock.now())}. Time goes on from there until the machine has said so for a while\n`,
  )
const daily = new DailyCopy({
  databaseUrl: config.databaseUrl,
  folder: config.backupFolder,
  keepDays: config.backupDays,
  copy: copyFile,
  clock,
  onTrouble: (err) => app.log.error({ err }, 'the daily copy failed'),
})
const { app, house } = await buildApp({
  store,
  clock,
  copies: () => daily.state(),
  key: serverKey(config.keyFile),
  publicUrl: config.publicUrl,
  mail: config,
  erasureList: config.erasureList,
  trustedProxies: config.trustedProxies,
  logLevel: config.logLevel,
  dist: fileURLToPath(new URL('../dist', import.meta.url)),
})
const address = await app.listen({ host: config.host, port: config.port }).catch(sayWhyNot)
const onTrouble = (err: unknown) => app.log.error({ err }, 'a sweep failed')
const stopSweeping = keepSweeping(house, { onTrouble })
const stopCopying = daily.keep()
process.stdout.write(`Doorstep is at ${config.port === 0 ? address : config.publicUrl}\n`)
if (!config.smtpUrl)
  process.stdout.write(`Letters go to ${config.outbox} while SMTP_URL names no mail server\n`)

/** Without a port there is no board: said in a sentence, for whoever has started it twice. */
async function sayWhyNot(error: NodeJS.ErrnoException): Promise<never> {
  if (error.code !== 'EADDRINUSE') throw error
  const { port } = config
  process.stderr.write(
    `Port ${port} is taken by another program. Stop that one, or choose another: PORT=${port + 1}\n`,
  )
  await store.close()
  process.exit(1)
}

async function stop() {
  setTimeout(() => process.exit(1), graceMs.all).unref()
  const swept = stopSweeping()
  await drain(app, graceMs.answers)
  await Promise.all([swept, stopCopying()])
  await app.close()
  await store.close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
