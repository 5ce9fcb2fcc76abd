/** What was found, as a table, for programs, and drawn. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { drawn } from './chart.ts'

/** Of what it speaks: of ours beside the raw limit, or of ours alone. */
export type Target = { of: 'ratio' | 'ours'; atMost?: number; atLeast?: number }
export type Line = {
  what: string
  unit: string
  ours: number
  raw: number
  target?: Target
  /** Everything else that should be known of it. */
  more: string
}

export const ratio = ({ ours, raw }: Pick<Line, 'ours' | 'raw'>) => ours / raw

/** How much of what it may cost it costs: 1 is just what was promised, more is too much. */
export function strain(line: Line): number | undefined {
  const { target } = line
  if (!target) return undefined
  const found = target.of === 'ratio' ? ratio(line) : line.ours
  return target.atMost === undefined ? target.atLeast! / found : found / target.atMost
}

export function targetOf({ target, unit }: Pick<Line, 'target' | 'unit'>): string {
  if (!target) return ''
  const bound = target.atMost === undefined ? `≥ ${short(target.atLeast!)}` : `≤ ${short(target.atMost)}`
  return target.of === 'ratio' ? `${bound} ×` : `${bound} ${unit}`
}

/** Three digits; a fourth is more than these machines can tell apart. */
export const short = (n: number) =>
  n >= 1000
    ? Math.round(n).toLocaleString('en')
    : n
        .toPrecision(3)
        .replace(/(\.\d*?)0+$/, '$1')
        .replace(/\.$/, '')

export function asTable(lines: Line[]): string {
  const head = '| what | ours | raw limit | ratio | target | | |\n|---|---|---|---|---|---|---|'
  const row = (line: Line) => {
    const isMissed = (strain(line) ?? 0) > 1
    const [ours, raw] = [line.ours, line.raw].map((n) => `${short(n)} ${line.unit}`)
    const held = line.target ? (isMissed ? '**missed**' : 'held') : ''
    return `| ${line.what} | ${ours} | ${raw} | ${ratio(line).toFixed(2)} | ${targetOf(line)} | ${held} | ${line.more} |`
  }
  return [head, ...lines.map(row)].join('\n')
}

/** `busyBefore`: how many programs wanted a core before we did. */
type Run = { tookMs: number; busyBefore: number }

export function keep(lines: Line[], { tookMs, busyBefore }: Run) {
  mkdirSync('docs/bench', { recursive: true })
  const said = { at: new Date().toISOString(), node: process.version, busyBefore, lines }
  writeFileSync('docs/bench/latest.json', `${JSON.stringify(said, null, 2)}\n`)
  writeFileSync('docs/bench/latest.svg', drawn(lines))
  writeFileSync(
    'docs/bench/latest.md',
    `# Bench

\`npm run bench\`, Node ${process.version}, two cores, the load on the same machine, ${Math.round(tookMs / 60_000)} minutes.
Other programs that wanted a core in the minute before: ${busyBefore.toFixed(1)}.
Ours and the raw limit are measured in turn, in the same run; each figure is the middle of its rounds.

![How much of what it may cost each thing costs](latest.svg)

${asTable(lines)}
`,
  )
}
