/**
 * `npm run bench:profile -- [TREE]`: where the processor's time goes while requests are posted, as a picture. The server is that of
 * TREE, another checkout of this project, or of this one; its start is not counted.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { escaped } from './chart.ts'
import { asText, pour } from './pipeline.ts'
import { boardId, people, type seed as seedHere, tokenOf } from './seed.ts'

type Node = { id: number; callFrame: { functionName: string; url: string }; children?: number[] }
type Profile = { nodes: Node[]; samples: number[]; timeDeltas: number[] }
/** One box of the picture: what was called, for how long in µs, and what it called in its turn. */
type Box = { name: string; kind: keyof typeof colours; us: number; inside: Map<string, Box> }

const colours = { ours: '#2f6f4f', packages: '#8a6d1f', node: '#5a6b8c', engine: '#9a4a3a' }
const [wide, high, least] = [1400, 18, 1.5]
const calls = Number(process.env.CALLS ?? 20_000)
const tree = resolve(process.argv[2] ?? '.')
const dir = mkdtempSync(join(tmpdir(), 'doorstep-flame-'))

try {
  const { profile, perCall } = await record()
  const root = boxesOf(profile)
  const name = process.env.NAME ?? 'profile'
  writeFileSync(`docs/bench/${name}.svg`, drawn(root, perCall))
  process.stdout.write(`docs/bench/${name}.svg: ${perCall.toFixed(0)} µs of processor a call\n`)
} finally {
  rmSync(dir, { recursive: true, force: true })
}
process.exit(0)

async function record() {
  const file = join(dir, 'street.db')
  const { seed } = (await import(join(tree, 'tests/bench/seed.ts'))) as { seed: typeof seedHere }
  await seed(file, 1000)
  const flags = ['--cpu-prof', '--cpu-prof-interval=250', `--cpu-prof-dir=${dir}`]
  const child = spawn(process.execPath, [...flags, join(tree, 'tests/bench/serve.ts'), 'ours', file], {
    cwd: tree,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [port] = (await once(child, 'message')) as [number]
  let [sent, busy] = [0, 0]
  const post = () =>
    asText({
      method: 'POST',
      path: `/api/boards/${boardId}/posts`,
      headers: { authorization: `Bearer ${tokenOf(sent % people)}` },
      body: { kind: 'request', title: `Could somebody fetch the milk, number ${sent++}` },
    })
  busy = cpuOf(child.pid!)
  const answers = await pour(port, () => (sent < calls ? post() : undefined), { connections: 100, depth: 1 })
  busy = cpuOf(child.pid!) - busy
  if (answers.byCode.get(201) !== calls) throw new Error(`Not all were saved: ${answers.refused}`)
  child.disconnect()
  await once(child, 'exit')
  const profile = readdirSync(dir).find((name) => name.endsWith('.cpuprofile'))!
  return { profile: JSON.parse(readFileSync(join(dir, profile), 'utf8')) as Profile, perCall: busy / calls }
}

/** µs that a process has had of the processor. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}

function boxesOf({ nodes, samples, timeDeltas }: Profile): Box {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])))
  const root: Box = { name: 'all', kind: 'node', us: 0, inside: new Map() }
  const pathOf = (id: number | undefined): Node[] =>
    id === undefined ? [] : [...pathOf(parents.get(id)), byId.get(id)!]
  for (const [at, id] of samples.entries()) {
    const path = pathOf(id).slice(1)
    if (path.length === 0 || isIdle(path)) continue
    root.us += timeDeltas[at]!
    path.reduce((box, node) => deeper(box, node, timeDeltas[at]!), root)
  }
  return root
}

/** Waiting, and all that is done once, while it starts. */
function isIdle(path: Node[]): boolean {
  return path.some(
    ({ callFrame: { functionName, url } }) =>
      functionName === '(idle)' || /internal\/(modules|main|process\/pre_execution)/.test(url),
  )
}

function deeper(box: Box, { callFrame: { functionName, url } }: Node, us: number): Box {
  const [kind, where] = placeOf(url)
  const name = `${functionName || '(unnamed)'}${where && ` · ${where}`}`
  const inner = box.inside.get(name) ?? { name, kind, us: 0, inside: new Map() }
  inner.us += us
  box.inside.set(name, inner)
  return inner
}

function placeOf(url: string): [Box['kind'], string] {
  if (url === '') return ['engine', '']
  if (url.startsWith('node:')) return ['node', url]
  const own = url.split(`${tree}/`)[1]
  if (own && !own.startsWith('node_modules')) return ['ours', own]
  return ['packages', /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? '']
}

function drawn(root: Box, perCall: number): string {
  const rows: string[] = []
  let depth = 0
  const draw = (box: Box, x: number, y: number) => {
    const width = (box.us / root.us) * wide
    if (width < least) return
    depth = Math.max(depth, y)
    rows.push(boxAt(box, { x, y, width, share: box.us / root.us }))
    let from = x
    for (const inner of [...box.inside.values()].sort((a, b) => b.us - a.us)) {
      draw(inner, from, y + 1)
      from += (inner.us / root.us) * wide
    }
  }
  draw(root, 0, 0)
  const key = Object.entries(colours).map(
    ([kind, colour], at) => `<tspan fill="${colour}" dx="${at ? 16 : 24}">■ ${kind}</tspan>`,
  )
  const title = `A request is posted: ${perCall.toFixed(0)} µs of processor`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -34 ${wide} ${(depth + 1) * high + 40}" font-family="system-ui, sans-serif" font-size="11">
<rect y="-34" width="100%" height="100%" fill="#fff"/>
<text y="-14" x="4" font-size="15" fill="#222">${title}${key.join('')}</text>
${rows.join('\n')}
</svg>
`
}

type At = { x: number; y: number; width: number; share: number }

function boxAt({ name, kind }: Box, { x, y, width, share }: At): string {
  const text = escaped(name.slice(0, Math.max(0, Math.floor(width / 6) - 1)))
  const label =
    text.length > 2 ? `<text x="${(x + 3).toFixed(1)}" y="${y * high + 13}" fill="#fff">${text}</text>` : ''
  const rect = `<rect x="${x.toFixed(1)}" y="${y * high}" width="${Math.max(1, width - 0.6).toFixed(1)}" height="${high - 1}" fill="${colours[kind]}"/>`
  return `<g>${rect}<title>${escaped(name)}: ${(share * 100).toFixed(1)} %</title>${label}</g>`
}
