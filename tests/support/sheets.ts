import { readSheet, type Sheet } from '../../server/sheets/csv.ts'
import { type Circumstances, type Plan, planImport } from '../../server/sheets/plan.ts'

const street: Circumstances = {
  timeZone: 'Europe/London',
  now: Date.UTC(2026, 5, 1),
  categories: [{ id: 'pets', name: 'Pets and plants' }],
  onBoard: new Set(),
}

export function read(text: string): Sheet {
  const sheet = readSheet(text)
  if ('broken' in sheet) throw new Error(sheet.broken)
  return sheet
}

export const plan = (text: string, more: Partial<Circumstances> = {}): Plan =>
  planImport(read(text), { ...street, ...more })

/** What would stand on the board, without what only a sheet knows. */
export const posts = (text: string, more: Partial<Circumstances> = {}) =>
  plan(text, more).posts.map(({ post }) => post)

export const titles = (text: string, more: Partial<Circumstances> = {}) =>
  posts(text, more).map(({ title }) => title)
