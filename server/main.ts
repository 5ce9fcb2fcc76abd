import { fileURLToPath } from 'node:url'
import { openStore } from '#db'
import { buildApp } from './app.ts'
import { readConfig, serverKey } from './config.ts'

const config = readConfig()
const store = await openStore(config.databaseUrl)
const { app } = await buildApp({
  store,
  clock: Date,
  key: serverKey(config.keyFile),
  publicUrl: config.publicUrl,
  mail: config,
  logLevel: config.logLevel,
  dist: fileURLToPath(new URL('../dist', import.meta.url)),
})
const address = await app.listen({ host: config.host, port: config.port })
process.stdout.write(`Doorstep is at ${address}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await app.close()
    await store.close()
    process.exit(0)
  })
}
