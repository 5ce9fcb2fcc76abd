/** `npm run backup [-- FILE]`: copies the board while it runs, and proves the copy before it gets its name. */
import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { backUp } from '../db/backup.ts'
import { readConfig } from '../server/config.ts'

const { databaseUrl } = readConfig()
if (!databaseUrl.startsWith('file:')) {
  process.stderr.write('The board is on PostgreSQL: pg_dump copies it, see docs/operating.md\n')
  process.exit(1)
}
const file = resolve(databaseUrl.slice('file:'.length))
const today = new Date().toISOString().replaceAll(/[:.]/g, '-')
const to = resolve(process.argv[2] ?? join(dirname(file), 'backups', `doorstep-${today}.db`))
mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
const began = performance.now()
const show = (part: number) => process.stderr.write(`\rCopied ${Math.round(part * 100)} %`)
const { bytes, tables, rows } = await backUp(file, to, show)
const seconds = ((performance.now() - began) / 1000).toFixed(1)
process.stdout.write(
  `\rSaved ${to}: ${(bytes / 1e6).toFixed(1)} MB, ${rows} rows in ${tables} tables, whole, in ${seconds} s\n`,
)
