/** `npm run move -- FROM TO`: carries a whole board from SQLite to PostgreSQL, or back, and proves that it is all there. */
import { existsSync } from 'node:fs'
import { move } from '../db/moving/move.ts'
import { Refused } from '../db/sqlite-file.ts'
import { readConfig } from '../server/config.ts'

const [from, to] = process.argv.slice(2)
if (!from || !to) {
  process.stderr.write(
    'npm run move -- file:./data/doorstep.db postgres://person@host/name, or the other way round\n',
  )
  process.exit(1)
}
process.umask(0o077)
const began = performance.now()
let shown = -1
try {
  const carried = await move(from, to, ({ table, done, all }) => {
    const percent = Math.floor((100 * done) / Math.max(all, 1))
    if (percent !== shown) process.stderr.write(`\r${percent} % of ${all} rows, now ${table}`.padEnd(60))
    shown = percent
  })
  process.stderr.write('\r'.padEnd(60))
  const lines = carried.map(
    ({ table, rows, hash }) => `  ${table.padEnd(20)} ${String(rows).padStart(10)}  ${hash.slice(0, 16)}\n`,
  )
  const rows = carried.reduce((sum, one) => sum + one.rows, 0)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  process.stdout.write(
    `\r${lines.join('')}Moved ${rows} rows in ${carried.length} tables in ${seconds} s. Each was read back, and is the same.\n`,
  )
  process.stdout.write(whatNext(to))
} catch (error) {
  process.stderr.write(
    `\n${error instanceof Refused ? error.message : `The move broke off: ${(error as Error).message}. Nothing was changed in ${from}`}\n`,
  )
  process.exit(1)
}

/** What is not in a database goes by hand. */
function whatNext(databaseUrl: string): string {
  const [old, now] = [
    readConfig({ ...process.env, DATABASE_URL: from! }),
    readConfig({ ...process.env, DATABASE_URL: databaseUrl }),
  ]
  const files = [
    [old.keyFile, now.keyFile],
    [old.erasureList, now.erasureList],
    [old.outbox, now.outbox],
  ].filter(([a, b]) => a !== b && existsSync(a!))
  const copies = files.map(([a, b]) => `  ${a} to ${b}\n`).join('')
  return `Start the board with this DATABASE_URL now. What it was moved from is as it was: keep it until you are sure.
${copies && `Beside the database, and as important as it, are files to copy before the start:\n${copies}`}`
}
