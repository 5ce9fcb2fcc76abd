/** `npm run bench`: each figure beside the raw limit of the same run. These machines are noisy; ratios are not. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { at, type Call, fanOut, load, oneByOne, serve } from './load.ts'
import { withAndWithout } from './permissions.ts'
import { boardId, people, seed, tokenOf } from './seed.ts'

type Line = { what: string; unit: string; ours: number; raw: number; more: string }

const dir = mkdtempSync(join(tmpdir(), 'doorstep-bench-'))
const as = (n: number) => ({ authorization: `Bearer ${tokenOf(n % people)}` })
const lines: Line[] = []
const say = (text: string) => process.stderr.write(`${text}\n`)
const posts = `/api/boards/${boardId}/posts`

/** The same work on ours and on raw, each on a fresh copy of the same seed. */
async function both<T>(size: number, measure: (port: number, kind: 'ours' | 'raw') => Promise<T>) {
  const results = [] as T[]
  for (const kind of ['raw', 'ours'] as const) {
    const file = join(dir, `${kind}-${size}.db`)
    await seed(file, size)
    const server = await serve(kind, file)
    results.push(await measure(server.port, kind))
    await server.stop()
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
  }
  return { raw: results[0]!, ours: results[1]! }
}

function note(line: Line) {
  lines.push(line)
  say(
    `${line.what}: ${line.ours.toFixed(1)} ${line.unit}, raw ${line.raw.toFixed(1)}, ratio ${ratio(line)} ${line.more}`,
  )
}
const ratio = ({ ours, raw }: Line) => (ours / raw).toFixed(2)

async function creates() {
  say('creating, 100 connections, 5 s each …')
  let n = 0
  const title = () => `Could somebody fetch the milk, number ${n++}`
  const calls = {
    ours: (): Call => ({
      method: 'POST',
      path: posts,
      headers: as(n),
      body: { kind: 'request', title: title() },
    }),
    raw: (): Call => ({ method: 'POST', path: '/create', body: { kind: 'request', title: title() } }),
  }
  const { ours, raw } = await both(1000, (port, kind) => load(port, calls[kind]))
  const more = `p99 ${ours.p99} ms; answers ${JSON.stringify(ours.codes)}`
  note({ what: 'durable creates over HTTP', unit: '/s', ours: ours.perSecond, raw: raw.perSecond, more })
}

async function claims() {
  say('claiming, 50 rivals a post, 100 connections, 5 s each …')
  const rivals = 50
  let n = 0
  const id = () => `post-${String(Math.floor(n++ / rivals)).padStart(8, '0')}`
  const calls = {
    ours: (): Call => ({ method: 'POST', path: `/api/posts/${id()}/claims`, headers: as(n), body: {} }),
    raw: (): Call => ({ method: 'POST', path: `/claim/${id()}`, body: {} }),
  }
  const { ours, raw } = await both(20_000, (port, kind) => {
    n = 0
    return load(port, calls[kind])
  })
  const more = `answers ${JSON.stringify(ours.codes)}`
  note({ what: 'claims, 50 rivals a post', unit: '/s', ours: ours.perSecond, raw: raw.perSecond, more })
}

async function lists(size: number) {
  say(`listing a board of ${size.toLocaleString('en')} open posts …`)
  const calls = {
    ours: { method: 'GET', path: posts, headers: as(0) },
    raw: { method: 'GET', path: '/list' },
  } as const
  const { ours, raw } = await both(size, async (port, kind) => {
    await oneByOne(port, calls[kind], 200)
    return oneByOne(port, calls[kind], 1000)
  })
  const more = `p99 ${at(ours, 0.99).toFixed(2)} against ${at(raw, 0.99).toFixed(2)} ms`
  const what = `first page of a board of ${size.toLocaleString('en')} posts, p50`
  note({ what, unit: 'ms', ours: at(ours, 0.5), raw: at(raw, 0.5), more })
}

async function permissions(size: number) {
  say(`a list of ${size.toLocaleString('en')} posts with permissions, and without …`)
  const file = join(dir, 'permissions.db')
  const { with: ours, without: raw } = await withAndWithout(file, size)
  const what = `the same page with permissions, and without, p50`
  const more = `p99 ${at(ours, 0.99).toFixed(2)} against ${at(raw, 0.99).toFixed(2)} ms; at most 1.3`
  note({ what, unit: 'ms', ours: at(ours, 0.5), raw: at(raw, 0.5), more })
}

async function live(sockets: number) {
  say(`one event to ${sockets.toLocaleString('en')} sockets …`)
  const rounds = 20
  const body = { kind: 'request', title: 'Could somebody fetch the milk' }
  const { ours, raw } = await both(1000, (port, kind) =>
    kind === 'ours'
      ? fanOut(port, {
          sockets,
          rounds,
          path: `/api/boards/${boardId}/live?since=0`,
          header: as(0),
          call: { method: 'POST', path: posts, headers: as(1), body },
        })
      : fanOut(port, {
          sockets,
          rounds,
          path: '/',
          header: {},
          call: { method: 'POST', path: '/broadcast', body: { ...body, pad: 'x'.repeat(480) } },
        }),
  )
  const what = `call to last of ${sockets.toLocaleString('en')} sockets, p50`
  note({
    what,
    unit: 'ms',
    ours: at(ours, 0.5),
    raw: at(raw, 0.5),
    more: `worst ${at(ours, 1).toFixed(1)} ms`,
  })
}

const parts = {
  creates,
  claims,
  'list-10k': () => lists(10_000),
  'list-1m': () => lists(1_000_000),
  permissions: () => permissions(10_000),
  live: () => live(1000),
}
const wanted = process.argv.slice(2)
for (const [name, measure] of Object.entries(parts))
  if (wanted.length === 0 || wanted.includes(name)) await measure()
const head = '| what | ours | raw limit | ratio | |\n|---|---|---|---|---|'
const row = (line: Line) =>
  `| ${line.what} | ${line.ours.toFixed(2)} ${line.unit} | ${line.raw.toFixed(2)} ${line.unit} | ${ratio(line)} | ${line.more} |`
const table = [head, ...lines.map(row)].join('\n')
if (wanted.length === 0) keep()
process.stdout.write(`${table}\n`)
rmSync(dir, { recursive: true, force: true })
process.exit(0)

function keep() {
  mkdirSync('docs/bench', { recursive: true })
  writeFileSync(
    'docs/bench/latest.json',
    `${JSON.stringify({ at: new Date().toISOString(), node: process.version, lines }, null, 2)}\n`,
  )
  writeFileSync(
    'docs/bench/latest.md',
    `# Bench\n\n\`npm run bench\`, Node ${process.version}, two cores, the load on the same machine.\n\n${table}\n`,
  )
}
