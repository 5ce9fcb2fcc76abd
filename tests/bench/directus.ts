/** `npm run bench:directus`: the same errands of a general data platform, on the same machine in the same minutes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { as as asAdmin, install, startDirectus, token, version } from './directus-server.ts'
import { type Crowd, gather, type Seat } from './gather.ts'
import { answerOf, type Call, load, median, onlyAnswered, serve } from './load.ts'
import { short } from './report.ts'
import { boardId, people, seed, tokenOf } from './seed.ts'
import { ticks } from './ticks.ts'

type Side = { port: number; create: () => Call; made: number; list: Call; seat: (n: number) => Seat }
type Found = { ours: number[]; theirs: number[] }

const posts = 1000
const pages = 1000
const rounds = 3
const tellings = 10
const seconds = 4
const settleMs = 3000
const say = (text: string) => process.stderr.write(`${text}\n`)
const dir = mkdtempSync(join(tmpdir(), 'doorstep-bench-'))
let n = 0
const post = () => ({ kind: 'request', title: `Could somebody fetch the milk, number ${n++}` })

await install(say)
say('starting both …')
const plain = await startDirectus('DELETE')
await seed(join(dir, 'ours.db'), posts)
const server = await serve('ours', join(dir, 'ours.db'))
const ours = ourSide(server.port)
const create = (side: Side) => rate(side.port, side.create, side.made)

const asItComes = await inTurn('creates, Directus as it comes', theirSide(plain.port), create)
await plain.stop()
const directus = await startDirectus('WAL')
const theirs = theirSide(directus.port)
const creates = await inTurn('creates', theirs, create)
const lists = await inTurn('lists', theirs, async (side) => {
  const { items, data } = await answerOf(side.port, side.list)
  if ((items ?? data).length !== 50) throw new Error('A page is not a page')
  return rate(side.port, () => side.list, 200)
})
const told = await tell()
await server.stop()
await directus.stop()
keep()
rmSync(dir, { recursive: true, force: true })
process.exit(0)

function ourSide(port: number): Side {
  const path = `/api/boards/${boardId}/posts`
  const as = (n: number) => ({ authorization: `Bearer ${tokenOf(n % people)}` })
  return {
    port,
    create: () => ({ method: 'POST', path, headers: as(n), body: post() }),
    made: 201,
    list: { method: 'GET', path, headers: as(0) },
    seat: (n) => ({ path: `/api/boards/${boardId}/live?since=0`, headers: as(n) }),
  }
}

/** Its board is a column, and its pages are subscribers of what is made with that board in it. */
function theirSide(port: number): Side {
  const query = { filter: { board: { _eq: boardId } }, fields: ['*'] }
  const first = JSON.stringify({ type: 'subscribe', collection: 'posts', event: 'create', query })
  return {
    port,
    create: () => ({ method: 'POST', path: '/items/posts', headers: asAdmin, body: theirPost() }),
    made: 200,
    list: {
      method: 'GET',
      path: `/items/posts?limit=50&sort=waiting_since&filter[board][_eq]=${boardId}`,
      headers: asAdmin,
    },
    seat: () => ({ path: `/websocket?access_token=${token}`, first }),
  }
}
function theirPost() {
  return { ...post(), board: boardId, waiting_since: Date.now() }
}

async function rate(port: number, next: () => Call, code: number): Promise<number> {
  const found = await load(port, next, { seconds })
  onlyAnswered(found, [code])
  return found.perSecond
}

async function inTurn(what: string, theirs: Side, measure: (side: Side) => Promise<number>): Promise<Found> {
  const found: Found = { ours: [], theirs: [] }
  // The first time is for the compiler.
  for (let n = -1; n < rounds; n++) {
    const [one, other] = [await measure(theirs), await measure(ours)]
    say(`${what}: ours ${short(other)}/s, Directus ${short(one)}/s`)
    if (n < 0) continue
    found.theirs.push(one)
    found.ours.push(other)
  }
  return found
}

/** From the call to the last of the pages that hear of it. */
async function tell(): Promise<Found> {
  const found: Found = { ours: [], theirs: [] }
  const crowds = new Map<Side, Crowd>()
  for (const side of [theirs, ours])
    crowds.set(
      side,
      await gather(
        side.port,
        Array.from({ length: pages }, (_, n) => side.seat(n)),
      ),
    )
  await new Promise((later) => setTimeout(later, settleMs))
  for (let n = -2; n < tellings; n++) {
    const [one, other] = [await tellOnce(theirs, crowds), await tellOnce(ours, crowds)]
    say(`told: ours ${short(other)} ms, Directus ${short(one)} ms`)
    if (n < 0) continue
    found.theirs.push(one)
    found.ours.push(other)
  }
  for (const crowd of crowds.values()) await crowd.leave()
  return found
}

async function tellOnce(side: Side, crowds: Map<Side, Crowd>): Promise<number> {
  const { heard } = await crowds.get(side)!.hearing(1)
  const before = ticks()
  await answerOf(side.port, side.create(), side.made)
  return (await heard).lastAt - before
}

function keep() {
  const row = (what: string, { ours, theirs }: Found, unit: string) => {
    const [mine, other] = [median(ours), median(theirs)]
    const times = unit === 'ms' ? other / mine : mine / other
    return `| ${what} | ${short(mine)} ${unit} | ${short(other)} ${unit} | ${times.toFixed(1)} × |`
  }
  const table = [
    '| what | ours | Directus | ours is better by |\n|---|---|---|---|',
    row('creates, 100 connections, Directus as it comes', asItComes, '/s'),
    row('creates, 100 connections, Directus with WAL', creates, '/s'),
    row('first pages of 50 posts, 100 connections', lists, '/s'),
    row(`call to last of ${pages.toLocaleString('en')} open pages, p50`, told, 'ms'),
  ].join('\n')
  process.stdout.write(`${table}\n`)
  mkdirSync('docs/bench', { recursive: true })
  writeFileSync(
    'docs/bench/directus.md',
    `# Beside Directus

\`npm run bench:directus\`: Directus ${version} on SQLite, on its own Node, installed into a temporary folder for this and nothing
else; ours on Node ${process.version}. The same machine with two cores, the load on it too; ours and Directus are asked in turn, and
each figure is the middle of ${rounds} rounds (the last line: of ${tellings}).

${table}

The work is not quite the same. Both look up who asks by a token. Directus checks fields and rights that are kept as data, and writes
a line of activity and a revision for each row, each call in a transaction of its own. Ours asks what the person is to the board, looks
for words of danger, writes the post, its searchable words and an event, and many calls share one commit. Directus reads a row anew for
each subscriber; ours once for all who may hear the same. Its administrator asked, to whom nothing is forbidden, which is the
quickest way through it; from the second line on its file has SQLite's newer journal (WAL), which is quicker and not what it comes
with; its limits, logs and telemetry are off. It is a platform for any data, and ours is a board.
`,
  )
}
