import { fileURLToPath } from 'node:url'
import { openStore } from '#db'
import { buildApp } from './app.ts'
import { readConfig, serverKey } from './config.ts'
import { keepSweeping } from './sweeping.ts'

const graceMs = 9_000

// The database, the letters and the key are for the one who runs the board, and nobody else on the machine.
process.umask(0o077)
const config = readConfig()
const store = await openStore(config.databaseUrl)
const { app, house } = await buildApp({
  store,
  clock: Date,
  key: serverKey(config.keyFile),
  publicUrl: config.publicUrl,
  mail: config,
  trustedProxies: config.trustedProxies,
  logLevel: config.logLevel,
  dist: fileURLToPath(new URL('../dist', import.meta.url)),
})
const address = await app.listen({ host: config.host, port: config.port })
const stopSweeping = keepSweeping(house, (err) => app.log.error({ err }, 'a sweep failed'))
process.stdout.write(`Doorstep is at ${config.port === 0 ? address : config.publicUrl}\n`)
if (!config.smtpUrl)
  process.stdout.write(`Letters go to ${config.outbox} while SMTP_URL names no mail server\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    setTimeout(() => process.exit(1), graceMs).unref()
    await stopSweeping()
    await app.close()
    await store.close()
    process.exit(0)
  })
}
