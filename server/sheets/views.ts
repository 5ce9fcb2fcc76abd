import type { Import, ImportSummary, KeptRow, KeptRows, SheetPreview } from '#contract/sheets'
import type { ImportRow, keptRows } from './queries.ts'

const iso = (ms: number) => new Date(ms).toISOString()
const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms))

export function toImport(row: ImportRow, preview: SheetPreview): Import {
  const { id, boardId, state, fileName, kind, withDuplicates, posts, made, removed, withdrawn } = row
  return {
    ...{ id, boardId, state, fileName, kind, withDuplicates, posts, made, removed, withdrawn },
    ...preview,
    order: row.dateOrder,
    createdAt: iso(row.createdAt),
    completedAt: isoOrNull(row.completedAt),
    undoneAt: isoOrNull(row.undoneAt),
  }
}

export function toSummary(row: ImportRow): ImportSummary {
  const { id, state, fileName, posts, made } = row
  return { id, state, fileName, posts, made, createdAt: iso(row.createdAt) }
}

type Choices = Pick<ImportRow, 'mapping' | 'kind' | 'dateOrder' | 'withDuplicates'>
type Made = Pick<ImportRow, 'id' | 'boardId' | 'byId' | 'fileName'> & { now: number }

/** An import as it is stored when it begins. */
export function asMade(
  { now, ...ids }: Made,
  { mapping, kind, dateOrder, withDuplicates }: Choices,
): ImportRow {
  return {
    ...ids,
    ...{ mapping, kind, dateOrder, withDuplicates },
    state: 'previewed',
    ...{ posts: 0, made: 0, removed: 0, withdrawn: 0 },
    ...{ createdAt: now, completedAt: null, undoneAt: null },
  }
}

/** One row more than a page was asked for tells that there is another. */
export function toKeptRows(found: Awaited<ReturnType<typeof keptRows>>, pageSize: number): KeptRows {
  const items = found.slice(0, pageSize)
  const next = found.length > pageSize ? String(items.at(-1)!.nth) : null
  return {
    items: items.map(({ kept, nth: _nth, ...row }) => ({ ...row, other: kept as KeptRow['other'] })),
    next,
  }
}
