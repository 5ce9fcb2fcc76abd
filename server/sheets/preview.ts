import { setImmediate as nextTurn } from 'node:timers/promises'
import { mostRows, type SheetPreview, SheetTooLong, SheetUnreadable } from '#contract/sheets'
import { recognise } from './columns.ts'
import { readSheet } from './csv.ts'
import { type Circumstances, type Plan, planOf, readRows } from './plan.ts'
import type { RowRead } from './rows.ts'

const rowsAtATime = 500
const shown = { posts: 20, rows: 200 }

/**
 * Reads a sheet whole, a few hundred rows at a time, so that the board answers everybody else meanwhile.
 *
 * @throws SheetUnreadable, SheetTooLong (422), pointing at the text
 */
export async function planSheet(text: string, circumstances: Circumstances): Promise<Plan & Size> {
  const sheet = readSheet(text)
  if ('broken' in sheet) throw SheetUnreadable.at('text', `Row ${sheet.row}: ${sheet.broken}`)
  if (sheet.rows.length > mostRows)
    throw SheetTooLong.at('text', `Please bring at most ${mostRows} rows at a time`)
  const recognised = recognise(sheet, circumstances.mapping)
  const rows: RowRead[] = []
  for (let at = 0; at < sheet.rows.length; at += rowsAtATime) {
    rows.push(...readRows(sheet.rows.slice(at, at + rowsAtATime), recognised, circumstances))
    await nextTurn()
  }
  return { ...planOf(recognised, rows, circumstances), rows: sheet.rows.length, headerRow: sheet.headerRow }
}
type Size = { rows: number; headerRow: number }

export function previewOf({ subject, columns, asksForOrder, ...plan }: Plan & Size): SheetPreview {
  const { posts, errors, duplicates, rows, headerRow } = plan
  const counts = {
    rows,
    posts: posts.length,
    over: posts.filter(({ outcome }) => outcome).length,
    errors: errors.length,
    duplicates: duplicates.length,
  }
  return {
    ...{ subject, headerRow, columns, asksForOrder, counts },
    first: posts.slice(0, shown.posts),
    errors: errors.slice(0, shown.rows),
    duplicates: duplicates.slice(0, shown.rows),
  }
}
