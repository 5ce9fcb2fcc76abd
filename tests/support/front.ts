/** One of several servers on one PostgreSQL, to be killed: `front.ts URL [hasty]`. Says its port, and each sweep, to whoever started it. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import '../../server/quick-start.js'

const [url, fault] = process.argv.slice(2) as [string, 'hasty' | undefined]

const { openStore } = await import('#db')
const { buildApp } = await import('../../server/app.ts')
const { keepSweeping } = await import('../../server/sweeping.ts')
const { answersEarly } = await import('./faults.ts')

/** The row of a board's log lets in one write at a time, so one answer at most is early at any moment. */
const earlyMs = 200
const opened = await openStore(url)
const store = fault === 'hasty' ? answersEarly(opened, earlyMs) : opened
const mail = {
  smtpUrl: undefined,
  outbox: join(tmpdir(), `doorstep-front-${process.pid}`),
  from: 'a@localhost',
}
const key = Buffer.alloc(32, 7)
/** The street was made by the clock of the tests; its sessions are of that spring. */
const clock = { now: () => Date.UTC(2026, 2, 12, 10) + Math.round(performance.now()) }
const { app, house } = await buildApp({ store, clock, key, publicUrl: 'http://127.0.0.1', mail })
/** Told to, a sweep that has begun stays in its middle, to be killed there however busy the machine is. */
let stays = false
process.on('message', () => {
  stays = true
})
house.sweeps.push(async () => {
  process.send?.({ sweep: 'began' })
  do await pause(100)
  while (stays)
  process.send?.({ sweep: 'ended' })
})
await app.listen({ host: '127.0.0.1', port: 0 })
process.send?.({ port: (app.server.address() as { port: number }).port })
keepSweeping(house, { everyMs: 150, onTrouble: (error) => process.stderr.write(`${String(error)}\n`) })
process.once('disconnect', () => process.exit(0))
