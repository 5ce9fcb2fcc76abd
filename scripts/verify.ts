// npm run verify -- BOARD: reads the ledger of a street from its first line, and names the first that is not as it was written.
import { openStore } from '#db'
import { readConfig } from '../server/config.ts'
import { check, readKept } from '../server/ledger/checking.ts'

const [boardId = ''] = process.argv.slice(2)
const config = readConfig()
const store = await openStore(config.databaseUrl)
const { lines, head, fault } = await check(store.read, boardId, await readKept(config.outbox))
await store.close()

if (head === null) {
  process.stderr.write(
    'Which street? npm run verify -- BOARD (a street where stewards have done nothing has no ledger)\n',
  )
  process.exitCode = 1
} else if (fault) {
  process.stderr.write(`Line ${fault.seq} is not as it was written: ${fault.what}\n`)
  process.exitCode = 2
} else process.stdout.write(`${lines} lines, each as it was written. The seal of the last: ${head}\n`)
