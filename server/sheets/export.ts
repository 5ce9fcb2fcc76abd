import { stringify } from 'csv-stringify/sync'
import { guardCell } from './guard.ts'

/** A post as a sheet shows it, keyed by the headings of `exportHeadings`; what is missing is an empty cell. */
export type ExportedPost = Partial<Record<ExportHeading, string>>
export type ExportHeading = (typeof exportHeadings)[number]

export const publicHeadings = [
  'Kind',
  'Title',
  'Details',
  'Category',
  'When',
  'Needed by',
  'Asked at',
  'Languages',
  'Parts',
  'Status',
  'Name',
] as const
export const privateHeadings = ['Email', 'Mobile', 'Address', 'Postcode', 'Private note'] as const
export const exportHeadings = [...publicHeadings, ...privateHeadings]

export const headingLine = (headings: readonly ExportHeading[]) => `\uFEFF${lines([[...headings]])}`

/** Every cell is quoted and guarded, so that no spreadsheet runs a neighbour's words as a formula. */
export const postLines = (posts: ExportedPost[], headings: readonly ExportHeading[]) =>
  lines(posts.map((post) => headings.map((heading) => guardCell(post[heading] ?? ''))))

const lines = (cells: string[][]) =>
  stringify(cells, { quoted: true, quoted_empty: true, record_delimiter: '\r\n' })
