import { parse } from 'csv-parse/sync'
import { scoreOfHeader } from './columns.ts'
import { cellOf } from './guard.ts'

export type SheetRow = { row: number; cells: string[] }
export type Sheet = { headers: string[]; headerRow: number; rows: SheetRow[] }
export type BrokenSheet = { broken: string; row: number }

const separators = [',', ';', '\t', '|']
const headerIsWithin = 10

/** Rows are numbered as a spreadsheet shows them, so that a person can find the one we name. */
export function readSheet(text: string): Sheet | BrokenSheet {
  const table = tableOf(text, separatorOf(text))
  if ('broken' in table) return table
  const rows = table
    .map((cells, at) => ({ row: at + 1, cells: cells.map(cellOf) }))
    .filter(({ cells }) => cells.some(Boolean))
  const header = headerIn(rows.slice(0, headerIsWithin))
  if (!header) return { broken: 'There is nothing in this sheet', row: 1 }
  return {
    headers: withoutBlankEnd(header.cells),
    headerRow: header.row,
    rows: rows.filter(({ row }) => row > header.row),
  }
}

/** The separator that cuts the first rows into the same number of cells most often, and into more than one. */
function separatorOf(text: string) {
  const scored = separators.map((separator) => ({ separator, score: evenness(text, separator) }))
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).separator
}

function evenness(text: string, separator: string) {
  const table = tableOf(text, separator, 20)
  if ('broken' in table) return 0
  const widths = table.filter((cells) => cells.some(Boolean)).map((cells) => cells.length)
  const commonest = Math.max(...widths.map((width) => widths.filter((other) => other === width).length))
  const width = widths.find((one) => widths.filter((other) => other === one).length === commonest) ?? 1
  return width === 1 ? 0 : (commonest / widths.length) * width
}

function tableOf(text: string, delimiter: string, to?: number): string[][] | BrokenSheet {
  try {
    return parse(text, {
      delimiter,
      bom: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      ...(to ? { to } : {}),
    })
  } catch (error) {
    const { code, records } = error as { code?: string; records?: number }
    if (!code?.startsWith('CSV_')) throw error
    return { broken: 'A quotation mark in this sheet is opened and never closed', row: (records ?? 0) + 1 }
  }
}

/** The row whose words we know best; groups like to write a heading above their columns. */
function headerIn(rows: SheetRow[]) {
  const widest = Math.max(0, ...rows.map(({ cells }) => cells.filter(Boolean).length))
  const scored = rows.map((row) => ({ row, score: scoreOfHeader(row.cells) }))
  const best = scored.reduce((one, next) => (next.score > one.score ? next : one), scored[0]!)
  if (best && best.score > 0) return best.row
  return rows.find(({ cells }) => cells.filter(Boolean).length === widest)
}

function withoutBlankEnd(cells: string[]) {
  const last = cells.findLastIndex(Boolean)
  return cells.slice(0, last + 1)
}
