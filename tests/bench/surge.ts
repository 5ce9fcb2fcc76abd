/**
 * `npm run bench:surge`: a whole country joins on one evening. 750,000 people join by the one step and 200,000 requests are
 * posted over HTTP, while 1,000 pages are open; then what is in the file is counted against what was said yes to.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { at, type Served, serve } from './load.ts'
import { type Answers, asText, pour } from './pipeline.ts'
import { boardOf, seedTown, tokenOf } from './seed.ts'

const joins = Number(process.env.JOINS ?? 750_000)
const posts = Number(process.env.POSTS ?? 200_000)
const pages = Number(process.env.PAGES ?? 1000)
const each = 20
const dir = mkdtempSync(join(tmpdir(), 'doorstep-surge-'))
const file = join(dir, 'town.db')
const say = (text: string) => process.stderr.write(`${text}\n`)

say(`a town of ${pages} streets …`)
await seedTown(file, { boards: pages, each })
const raw = await rawJoins(Math.ceil(joins / 3))
const server = await serve('ours', file)
const watching = fork(fileURLToPath(new URL('./watching.ts', import.meta.url)), [
  String(server.port),
  String(pages),
])
watching.once('exit', (code) => code && process.exit(code))
await once(watching, 'message')

const joined = await phase({ of: server, what: 'joins', times: joins }, (n) =>
  joinAt(`/api/boards/${boardOf(n % pages)}/members`, n),
)
const asked = await phase({ of: server, what: 'requests', times: posts }, (n) =>
  asText({
    method: 'POST',
    path: `/api/boards/${boardOf(n % pages)}/posts`,
    headers: { authorization: `Bearer ${tokenOf(n % (pages * each))}` },
    body: { kind: 'request', title: `Could somebody fetch the milk, number ${n}` },
  }),
)
watching.send('enough')
const [seen] = (await once(watching, 'message')) as [
  { lists: { at: number; ms: number }[]; heard: number; gaps: number },
]
await server.stop()
report()

function joinAt(path: string, n: number): string {
  return asText({
    method: 'POST',
    path,
    headers: { 'x-forwarded-for': `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}` },
    body: { name: `Neighbour ${n}`, contact: `neighbour${n}@example.org`, offer: 'I can fetch the shopping' },
  })
}

/** The same people, and the least code that keeps the same two rows of each: what this machine could give at most. */
async function rawJoins(times: number): Promise<number> {
  copyFileSync(file, `${file}-raw`)
  const bare = await serve('raw', `${file}-raw`)
  const { perSecond } = await phase({ of: bare, what: 'raw joins', times }, (n) =>
    joinAt(`/join/${boardOf(n % pages)}`, n),
  )
  await bare.stop()
  return perSecond
}

type Phase = { of: Served; what: string; times: number }

async function phase({ of: { port }, what, times }: Phase, call: (n: number) => string) {
  let [sent, answered] = [0, 0]
  const [began, from] = [performance.now(), Date.now()]
  const progress = setInterval(
    () => say(`${what}: ${answered.toLocaleString('en')} of ${times.toLocaleString('en')}`),
    2000,
  )
  const answers = await pour(port, () => (sent < times ? call(sent++) : undefined), {
    onAnswer: () => answered++,
  })
  clearInterval(progress)
  const seconds = (performance.now() - began) / 1000
  answers.ms.sort((a, b) => a - b)
  return { what, times, seconds, perSecond: times / seconds, answers, from, to: Date.now() }
}

function report() {
  const db = new Database(file, { readonly: true })
  const count = (table: string) =>
    db.prepare<[], { n: number }>(`select count(*) as n from ${table}`).get()!.n
  const kept = { joinings: count('joinings'), codes: count('sign_in_codes'), posts: count('posts') }
  db.close()
  const lines = [joined, asked].flatMap(({ what, perSecond, seconds, answers, from, to }) => {
    const meanwhile = seen.lists.filter(({ at }) => at >= from && at <= to).map((list) => list.ms)
    return [
      `| ${what} | ${Math.round(perSecond)}/s over ${seconds.toFixed(1)} s | ${codes(answers)} | ${usual(answers.ms)} |`,
      `| lists of open pages meanwhile | ${meanwhile.length} | | ${usual(meanwhile.sort((a, b) => a - b))} |`,
    ]
  })
  const text = [
    '| what | how fast | answers | how long |\n|---|---|---|---|',
    ...lines,
    '',
    `In the file: ${JSON.stringify(kept)}. Said yes to: ${yes(joined.answers, 202)} joins, ${yes(asked.answers, 201)} requests.`,
    `The raw limit in the same run: ${Math.round(raw)} joins/s; ours ${(joined.perSecond / raw).toFixed(2)} of it.`,
    `Frames heard by ${pages} open pages: ${seen.heard}, gaps ${seen.gaps}.`,
    ...[...joined.answers.refused, ...asked.answers.refused],
  ].join('\n')
  process.stdout.write(`${text}\n`)
  if (joins >= 750_000) keep(text)
  rmSync(dir, { recursive: true, force: true })
  process.exit(0)
}

function codes({ byCode }: Answers): string {
  return [...byCode].map(([code, n]) => `${code}: ${n}`).join(', ')
}

function yes({ byCode }: Answers, code: number): number {
  return byCode.get(code) ?? 0
}

function usual(sorted: number[]): string {
  const ms = (quantile: number) => `${(at(sorted, quantile) ?? 0).toFixed(1)} ms`
  return `p50 ${ms(0.5)}, p99 ${ms(0.99)}`
}

function keep(text: string) {
  mkdirSync('docs/bench', { recursive: true })
  const head = `# A whole country joins\n\n\`npm run bench:surge\`, Node ${process.version}, two cores, the load on the same machine.\n\n`
  writeFileSync('docs/bench/surge.md', `${head}${text}\n`)
}
