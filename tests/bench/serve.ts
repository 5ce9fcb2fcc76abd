/** One server in a process of its own: `ours FILE` or `raw FILE`. Says its port to whoever started it. */
import { openStore } from '#db'
import { buildApp } from '../../server/app.ts'
import { rawServer } from './raw.ts'

const [kind, file] = process.argv.slice(2) as ['ours' | 'raw', string]

async function ours() {
  const store = await openStore(file.includes(':') ? file : `file:${file}`)
  const mail = { smtpUrl: undefined, outbox: `${file}-outbox`, from: 'doorstep@localhost' }
  const key = Buffer.alloc(32, 1)
  return (await buildApp({ store, clock: Date, key, publicUrl: 'http://127.0.0.1', mail })).app
}

const app = kind === 'ours' ? await ours() : await rawServer(file)
await app.listen({ host: '127.0.0.1', port: 0 })
process.send?.((app.server.address() as { port: number }).port)
process.once('disconnect', () => process.exit(0))
