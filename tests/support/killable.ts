/** A server in a process of its own, to be killed: `killable.ts FILE [hasty|normal|split]`. Says its port to whoever started it. */
import '../../server/quick-start.js'

const [file, fault] = process.argv.slice(2) as [string, 'hasty' | 'normal' | 'split' | undefined]

const { default: Database } = await import('better-sqlite3')
const { openStore } = await import('#db')
const { buildApp } = await import('../../server/app.ts')
const { answersEarly, splitsWork } = await import('./faults.ts')

/** What must be caught: a database that syncs at checkpoints only, and says otherwise. */
function syncSeldom() {
  const { pragma } = Database.prototype
  Database.prototype.pragma = function (
    this: InstanceType<typeof Database>,
    source: string,
    options?: object,
  ) {
    if (source === 'synchronous') return 2
    return pragma.call(this, source === 'synchronous = FULL' ? 'synchronous = NORMAL' : source, options)
  }
}

if (fault === 'normal') syncSeldom()
const opened = await openStore(`file:${file}`, { alone: true })
const broken = { hasty: answersEarly, split: splitsWork, normal: undefined }
const store = (fault && broken[fault]?.(opened)) ?? opened
const mail = { smtpUrl: undefined, outbox: `${file}-outbox`, from: 'doorstep@localhost' }
const key = Buffer.alloc(32, 7)
/** The street was made by the clock of the tests; its sessions are of that spring. */
const clock = { now: () => Date.UTC(2026, 2, 12, 10) + Math.round(performance.now()) }
const { app } = await buildApp({ store, clock, key, publicUrl: 'http://127.0.0.1', mail })
await app.listen({ host: '127.0.0.1', port: 0 })
process.send?.({ port: (app.server.address() as { port: number }).port, troubles: store.troubles })
process.once('disconnect', () => process.exit(0))
process.once('SIGTERM', async () => {
  await app.close()
  await store.close()
  process.exit(0)
})
