/** A bar for each target: how much of what it may cost a thing costs. What reaches over the line is too dear. */
import { type Line, ratio, short, strain, targetOf } from './report.ts'

const width = 1040
const left = 480
const right = 220
const rowHeight = 40
const top = 56
const bottom = 16
/** Bars that would reach further end here, and their figure says how far it would have been. */
const furthest = 2

export const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const xOf = (strain: number) => left + (Math.min(strain, furthest) / furthest) * (width - left - right)

const style = `
    svg { color-scheme: light dark; background: light-dark(#fffdf8, #211e17) }
    text { font: 15px system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; fill: light-dark(#1d1a15, #f3eee3) }
    .soft { fill: light-dark(#4a443a, #cbc3b3) }
    .held { fill: light-dark(#0b4f43, #8fd9c6) }
    .missed { fill: light-dark(#8a2f12, #f3b49c) }
    .track { fill: light-dark(#efe8da, #332e24) }
    .halo { stroke: light-dark(#fffdf8, #211e17); stroke-width: 8 }
    .bold { font-weight: 700 }
    .line { stroke: light-dark(#1d1a15, #f3eee3); stroke-width: 2 }`

/** As an SVG that is its own reader's light or dark. */
export function drawn(lines: Line[]): string {
  const shown = lines.filter(({ target }) => target)
  const height = top + shown.length * rowHeight + bottom
  const [target, end] = [xOf(1), height - bottom]
  const label = shown.map((line) => `${line.what}: ${said(line)}`).join('; ')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(label).replaceAll('"', '&quot;')}">
  <style>${style}
  </style>
  <text class="soft" x="20" y="28">How much of what it may cost each thing costs: shorter is better</text>
  <text x="${target}" y="28" text-anchor="middle">target</text>
${shown.map((line, n) => row(line, top + n * rowHeight)).join('\n')}
  <line class="halo" x1="${target}" x2="${target}" y1="${top}" y2="${end}"/>
  <line class="line" x1="${target}" x2="${target}" y1="${top - 18}" y2="${end}"/>
</svg>
`
}

function row(line: Line, y: number): string {
  const much = strain(line)!
  const kind = much > 1 ? 'missed' : 'held'
  const [bar, text] = [y + 6, y + 23]
  return `  <text x="${left - 14}" y="${text}" text-anchor="end">${escaped(line.what)}</text>
  <rect class="track" x="${left}" y="${bar}" width="${xOf(furthest) - left}" height="24"/>
  <rect class="${kind}" x="${left}" y="${bar}" width="${(xOf(much) - left).toFixed(1)}" height="24"/>
  <text class="${much > 1 ? 'bold' : 'soft'}" x="${xOf(furthest) + 12}" y="${text}">${escaped(said(line))}</text>`
}

function said(line: Line): string {
  const found = line.target?.of === 'ratio' ? `${short(ratio(line))} ×` : `${short(line.ours)} ${line.unit}`
  return `${found}, ${targetOf(line)}`
}
