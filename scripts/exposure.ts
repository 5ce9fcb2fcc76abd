// npm run exposure -- SESSION|PERSON DAYS: whose data a session, or somebody, could have seen in that time, and whose they did.
import { openStore } from '#db'
import { reachAfterDoneMs } from '../server/claims/rules.ts'
import { readConfig } from '../server/config.ts'
import { findPerson } from '../server/people/queries.ts'
import { findSession, lookedAt, openTo } from '../server/reveals/queries.ts'

const [id = '', days = '7'] = process.argv.slice(2)
const store = await openStore(readConfig().databaseUrl)
const session = await findSession(store.read, id)
const toId = session?.personId ?? id
const asked = Date.now() - Number(days) * 86_400_000
const since = Math.max(asked, session?.createdAt ?? 0)

if ((await findPerson(store.read, toId)) && Number(days) > 0) await report()
else {
  process.stderr.write('Whose? npm run exposure -- SESSION|PERSON DAYS\n')
  process.exitCode = 1
}
await store.close()

async function report() {
  const exposed = { toId, since, ...(session ? { sessionId: id } : {}) }
  const seen = await lookedAt(store.read, exposed)
  const open = await openTo(store.read, exposed, reachAfterDoneMs)
  say(
    `Looked at since ${when(since)}`,
    seen.map(({ look, name }) => [
      when(look.at),
      look.ofId,
      name,
      look.what.join(' + '),
      `${look.times} x`,
      look.reason,
    ]),
  )
  say(
    'Could have looked at',
    open.map(({ at, ofId, name, claimId }) => [when(at), ofId, name, `claim ${claimId}`]),
  )
}

function when(ms: number) {
  return new Date(ms).toISOString()
}

function say(heading: string, rows: (string | null)[][]) {
  const lines = rows.map(
    (row) =>
      `  ${row
        .map((cell) => cell ?? '')
        .join('  ')
        .trimEnd()}`,
  )
  process.stdout.write(`${heading}: ${rows.length}\n${lines.map((line) => `${line}\n`).join('')}`)
}
