/** `npm run restore -- FILE`: puts a backup in the board's place, once the board is stopped. */
import { resolve } from 'node:path'
import { restore } from '../db/backup.ts'
import { readConfig } from '../server/config.ts'

const { databaseUrl } = readConfig()
const [backup] = process.argv.slice(2)
if (!backup || !databaseUrl.startsWith('file:')) {
  process.stderr.write('npm run restore -- FILE, for a board whose DATABASE_URL is a file\n')
  process.exit(1)
}
try {
  const now = new Date().toISOString().replaceAll(/[:.]/g, '-')
  const { rows, aside } = restore(resolve(backup), resolve(databaseUrl.slice('file:'.length)), now)
  process.stdout.write(`Put back ${rows} rows.${aside ? ` What was there is ${aside}` : ''}\n`)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(1)
}
