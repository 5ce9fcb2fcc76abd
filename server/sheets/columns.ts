import type { SheetColumn, SheetField, SheetMapping, SheetSubject } from '#contract/sheets'
import { orderOf } from './dates.ts'
import { headings, otherLists } from './headings.ts'
import { type Shape, shapeOf } from './values.ts'

export type Recognised = { columns: SheetColumn[]; subject: SheetSubject }

const samples = 200
const shown = 3
const onlyOnce: SheetField[] = [
  'title',
  'kind',
  'category',
  'neededBy',
  'askedAt',
  'parts',
  'standing',
  'anonymous',
]
const dated: SheetField[] = ['askedAt', 'neededBy']
const speaksForItself: Partial<Record<Shape, SheetField>> = {
  email: 'email',
  phone: 'mobile',
  postcode: 'postcode',
  kind: 'kind',
}

/** What each column means: by its heading, else by its values, else private; a steward's mapping goes before both. */
export function recognise(
  sheet: { headers: string[]; rows: { cells: string[] }[] },
  mapping: SheetMapping = [],
): Recognised {
  const words = sheet.headers.map(plainWords)
  const common = sharedWord(words)
  const values = sheet.headers.map((_, at) => sheet.rows.map(({ cells }) => cells[at] ?? '').filter(Boolean))
  const guesses = words.map((heading, at) => fieldFor([heading, without(common, heading)], values[at]!))
  const fields = withTitle(withoutSeconds(guesses)).map((field, at) => mapping[at] ?? field)
  const columns = fields.map((field, index) => ({
    index,
    header: sheet.headers[index]!,
    field,
    order: dated.includes(field) ? orderOf(values[index]!) : null,
    examples: values[index]!.slice(0, shown),
  }))
  return { columns, subject: subjectOf(words, fields, mapping) }
}

/** How many of these cells are headings we know: tells the heading row from what stands above and below it. */
export function scoreOfHeader(cells: string[]): number {
  const words = cells.map(plainWords).filter(Boolean)
  return words.filter((heading) => headings.some((known) => known.words.test(heading))).length
}

/** "Essential Goods Requests?" is about essential goods, and so is "Essential Goods Requests Status". */
export function needNamed(header: string): string {
  return header
    .replace(/(?<![?:*\s])[?:*\s]+$/u, '')
    .replace(/(?<![\s_-])[\s_-]+status$/i, '')
    .replace(/(?<![\s_-])[\s_-]+(requests?|needed|wanted)$/i, '')
    .replace(/[_-]+/g, ' ')
    .trim()
}

function fieldFor(spellings: string[], values: string[]): SheetField {
  const shape = shapeOf(values.slice(0, samples))
  const fits = (heading: string) =>
    headings.find(({ words, shapes }) => words.test(heading) && (shapes?.includes(shape) ?? true))
  const known = spellings.map(fits).find(Boolean)
  return known?.field ?? speaksForItself[shape] ?? 'private'
}

function withoutSeconds(fields: SheetField[]): SheetField[] {
  return fields.map((field, at) => {
    if (!onlyOnce.includes(field) || fields.indexOf(field) === at) return field
    return field === 'title' ? 'details' : 'private'
  })
}

/** A sheet with a message and nothing shorter: the message says what is needed. */
function withTitle(fields: SheetField[]): SheetField[] {
  if (fields.some(tellsPosts)) return fields
  const message = fields.indexOf('details')
  return fields.map((field, at) => (at === message ? 'title' : field))
}

const tellsPosts = (field: SheetField) => field === 'title' || field === 'needs' || field === 'offers'

function subjectOf(words: string[], fields: SheetField[], mapping: SheetMapping): SheetSubject {
  if (mapping.some(tellsPosts)) return 'posts'
  const headed = (list: RegExp) => words.filter((heading) => list.test(heading)).length
  if (headed(otherLists.accounts) > 0) return 'accounts'
  if (headed(otherLists.questions) > 1) return 'questions'
  if (headed(otherLists.payments) > 2) return 'payments'
  if (fields.some(tellsPosts)) return 'posts'
  return fields.some((field) => ['name', 'email', 'mobile'].includes(field)) ? 'people' : 'unknown'
}

/** The first word that most headings share ("volunteer_email", "volunteer_phone") says nothing of any of them. */
function sharedWord(words: string[]): string | undefined {
  const first = words.map((heading) => heading.split(' ')[0]!)
  return first.find((word) => word && first.filter((other) => other === word).length * 2 > first.length)
}

const without = (word: string | undefined, heading: string) =>
  word && heading.startsWith(`${word} `) ? heading.slice(word.length + 1) : heading

const plainWords = (header: string) =>
  header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
