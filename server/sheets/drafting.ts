import { NotFound } from '#contract/http'
import {
  type Import,
  type ImportEdit,
  ImportOver,
  type SheetMapping,
  type SheetPreview,
} from '#contract/sheets'
import type { Db, Store } from '#db'
import { type BoardRow, findStanding } from '../boards/queries.ts'
import { type Circumstances, keyOf, type Plan } from './plan.ts'
import { planSheet, previewOf } from './preview.ts'
import { broughtTo, findImport, type ImportRow, previewOn, textsOf, typedOn } from './queries.ts'
import { toImport } from './views.ts'

type Place = { store: Store; clock: { now(): number }; board: BoardRow }
export type Choices = Pick<ImportRow, 'mapping' | 'kind' | 'dateOrder' | 'withDuplicates'>

export const noChoices: Choices = { mapping: [], kind: null, dateOrder: null, withDuplicates: false }

/** What the steward has said so far; what an edit leaves out stays. */
export function chosen(
  { mapping, kind, order, withDuplicates }: ImportEdit,
  before: Choices = noChoices,
): Choices {
  return {
    mapping: mapping ?? before.mapping,
    kind: kind ?? before.kind,
    dateOrder: order ?? before.dateOrder,
    withDuplicates: withDuplicates ?? before.withDuplicates,
  }
}

/** What would come of this sheet on this board now. */
export async function draftOf(
  place: Place,
  text: string,
  choices: Choices,
): Promise<{ plan: Plan; preview: SheetPreview }> {
  const plan = await planSheet(text, await circumstancesOn(place, choices))
  return { plan, preview: previewOf(plan) }
}

/** The import and its board, for a steward of it; to everybody else it is not there. @throws NotFound */
export async function importFor(db: Db, id: string, personId: string) {
  const row = (await findImport(db, id)) ?? NotFound.raise()
  const found = await findStanding(db, row.boardId, personId)
  if (found?.standing !== 'steward') throw NotFound.with()
  return { row, board: found.board }
}

/** As it stands now, for a steward who has been found to be one. @throws NotFound */
export async function inFull(db: Db, id: string): Promise<Import> {
  const row = (await findImport(db, id)) ?? NotFound.raise()
  return toImport(row, await previewOn(db, id))
}

/** The sheet as it came. @throws ImportOver once its posts are settled, for then it is kept no longer */
export async function sheetOf(db: Db, importId: string): Promise<string> {
  return (await textsOf(db, importId)).text ?? ImportOver.raise()
}

async function circumstancesOn({ store, clock, board }: Place, choices: Choices): Promise<Circumstances> {
  const { kind, dateOrder, withDuplicates } = choices
  return {
    mapping: choices.mapping as SheetMapping,
    withDuplicates,
    ...(kind ? { kind } : {}),
    ...(dateOrder ? { order: dateOrder } : {}),
    timeZone: board.timeZone,
    categories: board.categories,
    now: clock.now(),
    onBoard: await keysOn(store.read, board.id),
  }
}

async function keysOn(db: Db, boardId: string): Promise<ReadonlySet<string>> {
  const typed = (await typedOn(db, boardId)).flatMap(({ kind, title, details, onBehalf, authorName }) => {
    const post = { kind, title, ...(details ? { details } : {}) }
    const names = onBehalf ? [onBehalf.name] : [authorName, undefined]
    return names.map((name) => keyOf({ post, contacts: { ...(name ? { name } : {}), left: [] } }))
  })
  return new Set([...typed, ...(await broughtTo(db, boardId))])
}
