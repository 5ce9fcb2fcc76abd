import type { PostKind } from '#contract/posts'
import type { DateOrder, RowError, SheetColumn, SheetField } from '#contract/sheets'
import type { SheetRow } from './csv.ts'

/** How to read a row: what its columns mean, and what only the steward or the street can say. */
export type Reading = {
  columns: SheetColumn[]
  kind?: PostKind
  order?: DateOrder
  timeZone: string
  now: number
  categories: { id: string; name: string }[]
}
export type Cell = { column: SheetColumn; text: string }
export type Page = {
  row: number
  reading: Reading
  errors: RowError[]
  cells: (...fields: SheetField[]) => Cell[]
  text: (...fields: SheetField[]) => string | undefined
  joined: (field: SheetField, between: string) => string | undefined
  refuse: (column: SheetColumn | null, detail: string) => void
}

/** One row opened for reading: its filled cells by what they mean, and a list for what is wrong. */
export function pageOf({ row, cells }: SheetRow, reading: Reading): Page {
  const errors: RowError[] = []
  const filled = reading.columns
    .map((column) => ({ column, text: cells[column.index] ?? '' }))
    .filter(({ text }) => text !== '')
  const refuse = (column: SheetColumn | null, detail: string) =>
    errors.push({ row, column: column?.header ?? null, detail })
  const found = (...fields: SheetField[]) => filled.filter(({ column }) => fields.includes(column.field))
  const text = (...fields: SheetField[]) => found(...fields)[0]?.text
  const joined = (field: SheetField, between: string) =>
    found(field)
      .map((cell) => cell.text)
      .join(between) || undefined

  const width = reading.columns.length
  if (cells.length < width || cells.slice(width).some(Boolean))
    refuse(null, `This row has ${cells.length} cells where the headings have ${width}`)
  return { row, reading, errors, cells: found, text, joined, refuse }
}

type WithoutGaps<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

export function withoutGaps<T extends object>(whole: T) {
  return Object.fromEntries(
    Object.entries(whole).filter(([, value]) => value !== undefined),
  ) as WithoutGaps<T>
}
