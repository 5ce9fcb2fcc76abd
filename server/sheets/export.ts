import { stringify } from 'csv-stringify/sync'
import { guardCell } from './guard.ts'

/** A post as a sheet shows it, keyed by its headings; what is missing is an empty cell. */
export type ExportedPost = Partial<Record<ExportHeading, string>>
export type ExportHeading = (typeof stewardHeadings)[number]

export const publicHeadings = [
  'Kind',
  'Title',
  'Details',
  'Category',
  'When',
  'Needed by',
  'Asked at',
  'Parts',
  'Standing',
  'Status',
  'Posted by',
] as const
export const stewardHeadings = [...publicHeadings, 'Name', 'Private note'] as const

export const headingLine = (headings: readonly ExportHeading[]) => `\uFEFF${lines([[...headings]])}`

/** Every cell is quoted and guarded, so that no spreadsheet runs a neighbour's words as a formula. */
export const postLines = (posts: ExportedPost[], headings: readonly ExportHeading[]) =>
  lines(posts.map((post) => headings.map((heading) => guardCell(post[heading] ?? ''))))

const lines = (cells: string[][]) =>
  stringify(cells, { quoted: true, quoted_empty: true, record_delimiter: '\r\n' })
