import { NewPost } from '#contract/posts'
import type { PostToBe, RowError, SheetField } from '#contract/sheets'
import { dayOf } from '../http/days.ts'
import { type Contacts, contactsIn, noteForHelper, staysUnnamed } from './contacts.ts'
import type { SheetRow } from './csv.ts'
import { instantOf, readDate } from './dates.ts'
import { type Cell, type Page, pageOf, type Reading, withoutGaps } from './page.ts'
import { fold, saysYes } from './values.ts'
import { type Want, wantsIn } from './wants.ts'

/** `contacts` tell one person from another and never leave the stewards. */
export type PostRead = PostToBe & { contacts: Contacts }
export type RowRead = { posts: PostRead[]; errors: RowError[] }

/** A board takes no longer title; see NewPost. */
const titleLength = 300

/** The posts a row stands for: one for each need or offer in it. A row with an error gives none. */
export function readRow(row: SheetRow, reading: Reading): RowRead {
  const page = pageOf(row, reading)
  const contacts = contactsIn(page)
  const askedAt = askedAtIn(page)
  const wants = wantsIn(page)
  const shared = sharedBy(page, { contacts, askedAt, wants })
  if (wants.length === 0) page.refuse(null, 'This row does not say what is needed or offered')
  const rest = { row: row.row, askedAt: askedAt ? new Date(askedAt).toISOString() : null, contacts }
  const other = leftOver(page, contacts, 'neededBy' in shared)
  const posts = wants.map((want) => ({
    ...rest,
    other,
    outcome: want.outcome,
    post: checked(page, withTitle(want, shared)),
  }))
  return page.errors.length > 0 ? { posts: [], errors: page.errors } : { posts, errors: [] }
}

/** By the contract every post passes, so that nothing comes in by a sheet that could not be typed. */
function checked(page: Page, post: NewPost): NewPost {
  const read = NewPost.safeParse(post)
  if (read.success) return read.data
  for (const { path, message } of read.error.issues) {
    const field = String(path[0])
    const cell = (cameFrom[field] ?? []).flatMap((from) => page.cells(from)).find(Boolean)
    page.refuse(cell?.column ?? null, message)
  }
  return post
}

const cameFrom: Record<string, SheetField[]> = {
  title: ['needs', 'offers', 'title', 'details'],
  details: ['details', 'title'],
  when: ['when'],
  parts: ['parts'],
  privateNote: ['note', 'address', 'mobile', 'email'],
  onBehalf: ['name'],
}

type Read = { contacts: Contacts; askedAt: number | undefined; wants: Want[] }

function sharedBy(page: Page, { contacts, askedAt, wants }: Read) {
  const { timeZone, now } = page.reading
  const neededBy = neededByIn(page)
  const somebody = staysUnnamed(page) ? 'Somebody who would rather not be named' : contacts.name
  const agreed = { agreedHow: "On the street's own sheet", agreedOn: dayOf(askedAt ?? now, timeZone) }
  return withoutGaps({
    details: detailsOf(
      page,
      wants.some(({ fromDetails }) => fromDetails),
    ),
    category: categoryOf(page)?.id,
    when: page.joined('when', ', '),
    neededBy,
    parts: partsOf(page),
    standing: page.cells('standing').some(({ text }) => saysYes(text)) || undefined,
    onBehalf: somebody ? { name: somebody, ...agreed } : undefined,
    privateNote: noteForHelper(page, contacts),
  })
}

/** A title too long for a board is cut between words, and the whole of it begins the details: no word is lost. */
function withTitle(want: Want, { details, ...rest }: { details?: string }): NewPost {
  const below = want.text.length > titleLength ? [want.text, details].filter(Boolean).join('\n\n') : details
  return { kind: want.kind, title: cutShort(want.text), ...rest, ...(below ? { details: below } : {}) }
}

function detailsOf(page: Page, firstIsTitle: boolean) {
  const [first, ...more] = page.cells('details')
  const listed = page.cells('needs', 'offers').length > 0 ? page.text('title') : undefined
  const labelled = [...more, ...page.cells('languages')].map(
    ({ column, text }) => `${column.header}: ${text}`,
  )
  return [listed, firstIsTitle ? '' : first?.text, ...labelled].filter(Boolean).join('\n') || undefined
}

function categoryOf(page: Page) {
  const named = fold(page.text('category') ?? '')
  return page.reading.categories.find(({ id, name }) => named && [fold(id), fold(name)].includes(named))
}

function askedAtIn(page: Page) {
  const [cell] = page.cells('askedAt')
  const time = cell && timeIn(page, cell)
  const moment = time && instantOf(time, page.reading.timeZone)
  if (cell && moment && moment > page.reading.now) page.refuse(cell.column, `"${cell.text}" is still to come`)
  return moment
}

/** A day that has gone is kept aside: the need may well be there still, and the board would call it unmet at once. */
function neededByIn(page: Page) {
  const [cell] = page.cells('neededBy')
  const time = cell && timeIn(page, cell)
  const day = time && dayOf(instantOf({ ...time, offsetMinutes: 0 }, 'UTC'), 'UTC')
  return day && day >= dayOf(page.reading.now, page.reading.timeZone) ? day : undefined
}

/** Undefined, and nothing wrong, while nobody has said whether the day or the month comes first. */
function timeIn(page: Page, { column, text }: Cell) {
  const order = column.order === 'ask' ? page.reading.order : (column.order ?? 'day-first')
  const time = order && readDate(text, order)
  if (order && !time) page.refuse(column, `"${text}" is not a date we can read`)
  return time
}

function partsOf(page: Page) {
  const [cell] = page.cells('parts')
  if (!cell) return undefined
  if (/^\d{1,4}$/.test(cell.text)) return Number(cell.text)
  page.refuse(cell.column, `"${cell.text}" is not a number of parts`)
  return undefined
}

function leftOver(page: Page, { left }: Contacts, hasDay: boolean) {
  const unused = [
    ...(categoryOf(page) ? [] : page.cells('category')),
    ...(hasDay ? [] : page.cells('neededBy')),
  ]
  return [...left, ...unused, ...page.cells('private', 'anonymous', 'status')].map(({ column, text }) => ({
    header: column.header,
    text,
  }))
}

function cutShort(text: string) {
  if (text.length <= titleLength) return text
  const cut = text
    .slice(0, titleLength - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '')
  const words = /^.*\S(?=\s)/su.exec(cut)?.[0] ?? cut
  return `${words.length > titleLength / 2 ? words : cut}…`
}
