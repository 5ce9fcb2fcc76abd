/**
 * `npm run bench`: each figure beside the raw limit of the same run. These machines are noisy; ratios are not. With names of
 * parts behind it only those are measured, and nothing is kept: `npm run bench -- fanout memory`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { acknowledgements } from './ack.ts'
import { dearestDetector } from './detectors.ts'
import { toManyBoards, toOneBoard } from './fanout.ts'
import { lists } from './lists.ts'
import { at } from './load.ts'
import { perPage } from './memory.ts'
import { seedCounty } from './million.ts'
import { withAndWithout } from './permissions.ts'
import { queue } from './queue.ts'
import { claims, creates } from './rates.ts'
import { asTable, keep, type Line, ratio, short } from './report.ts'
import { search } from './search.ts'
import { start } from './start.ts'

const dir = mkdtempSync(join(tmpdir(), 'doorstep-bench-'))
const say = (text: string) => process.stderr.write(`${text}\n`)
/** The largest street known. */
const most = 6041
let county: Promise<string> | undefined

// However it ends: what it leaves behind would be gigabytes.
process.once('exit', () => rmSync(dir, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const parts: Record<string, (file: string) => Promise<Line | Line[]>> = {
  creates,
  claims,
  lists,
  permissions,
  queue,
  detectors: dearestDetector,
  live: (file) => fanOut(file, 1000),
  fanout: (file) => fanOut(file, most),
  boards: manyBoards,
  ack: (file) => acknowledgements(file, 1000),
  memory: (file) => perPage(file, 10_000),
  search: async () => search(await countyOnce()),
  start: async () => start(await countyOnce()),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length > 0) {
  say(`No part is called ${unknown.join(', ')}. There are ${Object.keys(parts).join(', ')}`)
  process.exit(1)
}
const began = performance.now()
const [busyBefore = 0] = loadavg()
const lines: Line[] = []
const chosen = wanted.length > 0 ? wanted : Object.keys(parts)
for (const [n, name] of chosen.entries()) {
  const seconds = Math.round((performance.now() - began) / 1000)
  say(`${n + 1} of ${chosen.length}: ${name} … (${seconds} s so far)`)
  const found = [await parts[name]!(join(dir, `${name}.db`))].flat()
  for (const line of found)
    say(`  ${line.what}: ${short(line.ours)} ${line.unit}, ${short(ratio(line))} × raw`)
  lines.push(...found)
}
if (wanted.length === 0) keep(lines, { tookMs: performance.now() - began, busyBefore })
process.stdout.write(`${asTable(lines)}\n`)
process.exit(0)

/** Two parts look at it, and neither changes it. */
function countyOnce(): Promise<string> {
  const file = join(dir, 'county.db')
  county ??= seedCounty(file, say).then(() => file)
  return county
}

async function permissions(file: string): Promise<Line> {
  const { with: ours, without: raw } = await withAndWithout(file, 10_000)
  return {
    what: 'a first page with permissions, and without, p50',
    unit: 'ms',
    ours: at(ours, 0.5),
    raw: at(raw, 0.5),
    target: { of: 'ratio', atMost: 1.3 },
    more: `raw: without; p99 ${at(ours, 0.99).toFixed(2)} against ${at(raw, 0.99).toFixed(2)} ms`,
  }
}

async function fanOut(file: string, sockets: number): Promise<Line> {
  const { ours, raw } = await toOneBoard(file, sockets, 40)
  return {
    what: `commit to last of ${sockets.toLocaleString('en')} pages, p50`,
    unit: 'ms',
    ours: at(ours, 0.5),
    raw: at(raw, 0.5),
    target: { of: 'ratio', atMost: 1.3 },
    more: `worst ${at(ours, 1).toFixed(0)} against ${at(raw, 1).toFixed(0)} ms`,
  }
}

async function manyBoards(file: string): Promise<Line> {
  const { ours, raw } = await toManyBoards(file, 1000, 20)
  return {
    what: 'commit to last, an event on each of 1,000 boards, 10 pages each, p50',
    unit: 'ms',
    ours: at(ours, 0.5),
    raw: at(raw, 0.5),
    more: `worst ${at(ours, 1).toFixed(0)} against ${at(raw, 1).toFixed(0)} ms; ours reads each event and who may hear it`,
  }
}
