import type { PostKind } from '#contract/posts'
import type { SheetColumn, SheetOutcome } from '#contract/sheets'
import { needNamed } from './columns.ts'
import { needsIn } from './needs.ts'
import type { Page } from './page.ts'
import { fold, kindOf } from './values.ts'

export type Want = { kind: PostKind; text: string; outcome: SheetOutcome | null; fromDetails?: boolean }

/** Needs and offers are listed; a title stands for one post, and above the details where needs are listed too. */
export function wantsIn(page: Page): Want[] {
  const { kind } = page.reading
  const listed = page.cells('needs', 'offers').flatMap(({ column, text }) => {
    const own: PostKind = column.field === 'offers' ? 'offer' : (kind ?? 'request')
    const named = needNamed(column.header)
    const outcome = outcomeOf(page, named)
    return needsIn(text, named).map((need) => ({ kind: own, text: capital(need), outcome }))
  })
  const seen = new Set<string>()
  const once = listed.filter(({ kind, text }) => !seen.has(kind + fold(text)) && seen.add(kind + fold(text)))
  if (once.length > 0) return once
  const [title] = [...page.cells('title'), ...page.cells('details')]
  if (!title) return []
  const fromDetails = title.column.field === 'details'
  return [{ kind: kindIn(page), text: title.text, outcome: outcomeOf(page, ''), fromDetails }]
}

function kindIn(page: Page): PostKind {
  const [cell] = page.cells('kind')
  const kind = cell && kindOf(cell.text)
  if (cell && !kind) page.refuse(cell.column, 'This is neither a request nor an offer')
  return kind ?? page.reading.kind ?? 'request'
}

/** A status headed like one need speaks for that need; any other speaks for the whole row. */
function outcomeOf(page: Page, need: string): SheetOutcome | null {
  const cells = page.cells('status')
  const own = cells.find(({ column }) => fold(needNamed(column.header)) === fold(need))
  const general = cells.find(({ column }) => !isOfOneNeed(column, page.reading.columns))
  return outcomeIn((own ?? general)?.text ?? '')
}

const isOfOneNeed = (status: SheetColumn, columns: SheetColumn[]) =>
  columns.some(
    ({ field, header }) => field === 'needs' && fold(needNamed(header)) === fold(needNamed(status.header)),
  )

const outcomes: [SheetOutcome | null, RegExp][] = [
  ['unmet', /^unmet$/i],
  ['handed-over', /^handed-over$/i],
  [null, /\b(not|un|in)[ -]?(yet|complete|done|finished|met|delivered|resolved)/i],
  ['met', /\b(complete|completed|done|finished|fulfilled|delivered|closed|met|resolved)\b/i],
  ['withdrawn', /\b(cancell?ed|withdrawn|duplicate|declined|no longer needed)\b/i],
  ['signposted', /\b(sent to another|referred|signposted)\b/i],
]
const outcomeIn = (status: string) => outcomes.find(([, words]) => words.test(status))?.[0] ?? null

const capital = (text: string) => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
