import { NotFound } from '#contract/http'
import type { Papers, Records, Rules } from '#contract/papers'
import type { Db } from '#db'
import { countMembers, findStanding } from '../boards/queries.ts'
import type { House } from '../http/room.ts'
import { privacyOf } from '../keeping/privacy.ts'
import { findKeeping } from '../keeping/queries.ts'
import { announce } from '../live/queries.ts'
import {
  type Adopted,
  acceptRules,
  adoptRules,
  countNeighbours,
  disclosuresOf,
  findRules,
} from './queries.ts'
import { missingIn, risksOf } from './rules.ts'

/** The papers of a street, as it is set up now. @throws NotFound */
export async function papersOf({ store, clock }: House, boardId: string): Promise<Papers> {
  const { board } = (await findStanding(store.read, boardId, null)) ?? NotFound.raise()
  const rules = await findRules(store.read, boardId, null)
  const { namedPerson, complaintsTo } = await findKeeping(store.read, boardId)
  const { stewards } = await countMembers(store.read, boardId)
  const neighbours = await countNeighbours(store.read, boardId)
  const { joining, visible, name: boardName } = board
  const said = { namedPerson, complaintsTo, rulesVersion: rules.version, joining, visible, stewards }
  return {
    ...{ boardId, boardName, at: new Date(clock.now()).toISOString(), neighbours },
    ...said,
    rulesAdoptedAt: rules.adoptedAt,
    risks: risksOf(said),
    missing: missingIn(said),
  }
}

export async function recordsOf(house: House, boardId: string): Promise<Records> {
  const { store, clock } = house
  const { board } = (await findStanding(store.read, boardId, null)) ?? NotFound.raise()
  return {
    boardName: board.name,
    at: new Date(clock.now()).toISOString(),
    privacy: privacyOf(house),
    keeping: await findKeeping(store.read, boardId),
    neighbours: await countNeighbours(store.read, boardId),
    disclosures: await disclosuresOf(store.read, boardId),
  }
}

/** New rules hold at once, and whoever adopts them keeps to them. */
export async function adopt(tx: Db, adopted: Adopted): Promise<Rules> {
  const { boardId, adoptedById: personId, adoptedAt: at } = adopted
  // First, because the log's row lets in one change of a board at a time: so no two rules get one number.
  await announce(tx, boardId, { type: 'board.changed', personId, at })
  await acceptRules(tx, { boardId, personId, version: await adoptRules(tx, adopted), at })
  return findRules(tx, boardId, personId)
}
