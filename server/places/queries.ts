import { asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Problem } from '#contract/http'
import {
  NoPosition,
  NotAPostcode,
  type PostcodeAnswer,
  TerminatedPostcode,
  UnknownPostcode,
} from '#contract/places'
import { type Db, hot, type Store } from '#db'
import { inBatches } from './batches.ts'
import { cellsAt, drawCells, finestCell, type Point, publicCell } from './cells.ts'
import { answer, compact, isLive, isSomewhere, type KeptPostcode, namesIn, sectorOf } from './rules.ts'

/** A place as the house keeps it: the point is private, the cell and the area's name are public. */
export type Spot = Point & { cell: string; area: string | null }

const find = hot((db: Db) => {
  const { postcodes } = db.t
  return db
    .select()
    .from(postcodes)
    .where(eq(postcodes.postcode, sql.placeholder('postcode')))
    .prepare('find_postcode')
})

export async function findPostcode(db: Db, typed: string): Promise<KeptPostcode | undefined> {
  const postcode = compact(typed)
  const [row] = postcode ? await find(db).execute({ postcode }) : []
  return row
}

/** What we can say about a postcode as somebody typed it, and where it is (or was), if we know. */
export async function answerFor(
  db: Db,
  typed: string,
): Promise<{ said: PostcodeAnswer; point: Point | null }> {
  const row = await findPostcode(db, typed)
  const point = row && row.lat !== null && row.lng !== null ? { lat: row.lat, lng: row.lng } : null
  return { said: answer(typed, row), point }
}

/**
 * The spot of a postcode as somebody typed it.
 *
 * @param pointer the field it came in, for the problem: `place/postcode`
 * @throws NotAPostcode, UnknownPostcode, TerminatedPostcode or NoPosition (422)
 */
export async function spotOfPostcode(db: Db, typed: string, pointer: string): Promise<Spot> {
  const { said, point } = await answerFor(db, typed)
  if (said.state !== 'live' || !point) throw refusal(said, pointer)
  return { ...point, ...(await publicPlaceOf(db, point, said.postcode)) }
}

function refusal({ state, postcode, terminatedOn }: PostcodeAnswer, pointer: string): Problem {
  const ended = `${postcode} ended in ${terminatedOn}. Give the one used today, or a point`
  if (state === 'terminated') return TerminatedPostcode.at(pointer, ended)
  if (state === 'no-position')
    return NoPosition.at(pointer, `The map does not say where ${postcode} is. Give one nearby, or a point`)
  if (state === 'unknown')
    return UnknownPostcode.at(pointer, `We have no ${postcode} here. Look again, or give a point`)
  return NotAPostcode.at(pointer, 'A postcode looks like SR2 7PL')
}

/** The spot of a point. @throws NoPosition (422) at 0,0 */
export async function spotOfPoint(db: Db, point: Point, pointer: string): Promise<Spot> {
  if (!isSomewhere(point)) throw NoPosition.at(pointer, 'That point is in the sea. Give a postcode instead')
  return { ...point, ...(await publicPlaceOf(db, point)) }
}

const around = hot((db: Db) => {
  const { publicCells: cells } = db.t
  const wanted = cellsAt({ lat: 0, lng: 0 }).map((_, at) => sql.placeholder(`c${at}`))
  return db.select().from(cells).where(inArray(cells.cell, wanted)).prepare('cells_around')
})

/** The public cell of a point, and a name for it that says no more: that of a postcode only where enough others have it. */
async function publicPlaceOf(db: Db, point: Point, postcode?: string) {
  const wanted = Object.fromEntries(cellsAt(point).map((cell, at) => [`c${at}`, cell]))
  const drawn = new Map((await around(db).execute(wanted)).map((row) => [row.cell, row.areas]))
  const cell = publicCell(point, drawn)
  const areas = drawn.get(cell) ?? []
  const own = areas.find((area) => postcode?.startsWith(area))
  return { cell, area: own ?? areas[0] ?? null }
}

export const publicCellOf = async (db: Db, point: Point) => (await publicPlaceOf(db, point)).cell

/** Draws the public cells anew, after postcodes were saved. Boards keep the cell they were given. */
export async function redrawCells(store: Store): Promise<void> {
  const live = await store.read.select().from(store.read.t.cells)
  const drawn = drawCells(new Map(live.filter(({ postcodes }) => postcodes > 0).map(inPair)))
  const areas = await areasOf(store.read, drawn)
  const rows = [...drawn].map(([cell, postcodes]) => ({ cell, postcodes, areas: areas.get(cell) ?? [] }))
  await store.write(async (tx) => {
    await tx.delete(tx.t.publicCells)
    for (const some of inBatches(rows)) await tx.insert(tx.t.publicCells).values(some)
  })
}

const inPair = ({ cell, postcodes }: { cell: string; postcodes: number }) => [cell, postcodes] as const

/** For each cell, what it may be called. */
async function areasOf(db: Db, drawn: ReadonlyMap<string, number>): Promise<Map<string, string[]>> {
  const names = new Map<string, Map<string, number>>()
  for await (const { postcode, lat, lng } of allPostcodes(db)) {
    const cell = publicCell({ lat: lat!, lng: lng! }, drawn)
    const here = names.get(cell) ?? new Map<string, number>()
    names.set(cell, here.set(sectorOf(postcode), (here.get(sectorOf(postcode)) ?? 0) + 1))
  }
  return new Map([...names].map(([cell, here]) => [cell, namesIn(here)]))
}

/** Every live one, a page at a time: there are 1.7 million. */
async function* allPostcodes(db: Db): AsyncGenerator<KeptPostcode> {
  const { postcodes } = db.t
  for (let after = ''; ; ) {
    const later = gt(postcodes.postcode, after)
    const page = await db.select().from(postcodes).where(later).orderBy(asc(postcodes.postcode)).limit(5000)
    if (page.length === 0) return
    yield* page.filter(isLive)
    after = page.at(-1)!.postcode
  }
}

/** Saves a batch of postcodes and keeps the count of live ones in each cell right. Running it again changes nothing. */
export async function savePostcodes(tx: Db, batch: KeptPostcode[]): Promise<void> {
  const { postcodes } = tx.t
  const fresh = [...new Map(batch.map((row) => [row.postcode, row])).values()]
  if (fresh.length === 0) return
  const names = fresh.map((row) => row.postcode)
  const before = await tx.select().from(postcodes).where(inArray(postcodes.postcode, names))
  await tx
    .insert(postcodes)
    .values(fresh)
    .onConflictDoUpdate({
      target: postcodes.postcode,
      set: { lat: excluded('lat'), lng: excluded('lng'), terminatedOn: excluded('terminated_on') },
    })
  await count(tx, before, fresh)
}

const excluded = (column: string) => sql.raw(`excluded.${column}`)

async function count(tx: Db, before: KeptPostcode[], after: KeptPostcode[]) {
  const change = new Map<string, number>()
  const add = (rows: KeptPostcode[], by: number) => {
    for (const { lat, lng } of rows.filter(isLive))
      change.set(
        finestCell({ lat: lat!, lng: lng! }),
        (change.get(finestCell({ lat: lat!, lng: lng! })) ?? 0) + by,
      )
  }
  add(before, -1)
  add(after, 1)
  // In one order everywhere, so that two loads at once wait for each other and do not lock.
  const changed = [...change].filter(([, by]) => by !== 0).sort(([a], [b]) => (a < b ? -1 : 1))
  if (changed.length === 0) return
  const { cells } = tx.t
  await tx
    .insert(cells)
    .values(changed.map(([cell, by]) => ({ cell, postcodes: by })))
    .onConflictDoUpdate({
      target: cells.cell,
      set: { postcodes: sql`${cells.postcodes} + ${excluded('postcodes')}` },
    })
}
