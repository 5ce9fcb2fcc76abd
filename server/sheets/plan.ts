import type { PostKind } from '#contract/posts'
import type { DateOrder, RowDuplicate, RowError, SheetMapping } from '#contract/sheets'
import { type Recognised, recognise } from './columns.ts'
import type { Sheet, SheetRow } from './csv.ts'
import { type PostRead, type RowRead, readRow } from './rows.ts'
import { foldForMatching } from './values.ts'

/** What only the steward can say, and what the street, the board and the clock say. */
export type Circumstances = {
  mapping?: SheetMapping
  kind?: PostKind
  order?: DateOrder
  withDuplicates?: boolean
  timeZone: string
  now: number
  categories: { id: string; name: string }[]
  onBoard: ReadonlySet<string>
}
export type Plan = Recognised & {
  posts: PostRead[]
  errors: RowError[]
  duplicates: RowDuplicate[]
  /** Dates that can be read two ways, and nobody has said which: nothing is made until somebody does. */
  asksForOrder: boolean
}

/** What would come of this sheet: every row is a post or several, an error, or already there. */
export function planImport(sheet: Sheet, circumstances: Circumstances): Plan {
  const recognised = recognise(sheet, circumstances.mapping)
  return planOf(recognised, readRows(sheet.rows, recognised, circumstances), circumstances)
}

/** Part of a sheet, so that a long one can be read a few rows at a time. A list of other things has no posts in it. */
export function readRows(rows: SheetRow[], { columns, subject }: Recognised, circumstances: Circumstances) {
  return subject === 'posts' ? rows.map((row) => readRow(row, { ...circumstances, columns })) : []
}

export function planOf(recognised: Recognised, rows: RowRead[], circumstances: Circumstances): Plan {
  const all = rows.flatMap(({ posts }) => posts)
  const { fresh, duplicates } = apart(all, circumstances.onBoard)
  return {
    ...recognised,
    posts: circumstances.withDuplicates ? all : fresh,
    errors: rows.flatMap(({ errors }) => errors),
    duplicates,
    asksForOrder: !circumstances.order && recognised.columns.some(({ order }) => order === 'ask'),
  }
}

/**
 * Two posts with one key are the same: the same words from the same person, however they are typed. Where nobody
 * is named, only the same details make them the same.
 */
export function keyOf({
  post,
  contacts: { name, email, mobile },
}: Pick<PostRead, 'post' | 'contacts'>): string {
  const who = [name, email, mobile?.replace(/\D/g, '').slice(-9)].map((part) => foldForMatching(part ?? ''))
  const words = who.some(Boolean) ? '' : foldForMatching(post.details ?? '')
  return [post.kind, ...who, foldForMatching(post.title), words].join('¦')
}

/** What is typed on a board says no contact: there the name and the words have to do. */
const keysOf = (one: PostRead) =>
  one.contacts.name
    ? [keyOf(one), keyOf({ ...one, contacts: { name: one.contacts.name, left: [] } })]
    : [keyOf(one)]

function apart(posts: PostRead[], onBoard: ReadonlySet<string>) {
  const rowOf = new Map<string, number>()
  const fresh: PostRead[] = []
  const duplicates: RowDuplicate[] = []
  for (const post of posts) {
    const key = keyOf(post)
    const earlier = rowOf.get(key)
    if (keysOf(post).some((one) => onBoard.has(one)))
      duplicates.push({ row: post.row, title: post.post.title, of: null })
    else if (earlier !== undefined) duplicates.push({ row: post.row, title: post.post.title, of: earlier })
    else fresh.push(post)
    if (earlier === undefined) rowOf.set(key, post.row)
  }
  return { fresh, duplicates }
}
