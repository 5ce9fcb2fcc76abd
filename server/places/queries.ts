import { and, asc, between, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Problem } from '#contract/http'
import {
  NoPosition,
  NotAPostcode,
  type PostcodeAnswer,
  TerminatedPostcode,
  UnknownPostcode,
} from '#contract/places'
import { type Db, hot } from '#db'
import { cellsAt, type Point, publicCell } from './cells.ts'
import { answer, compact, isLive, isSomewhere, type KeptPostcode, sectorOf } from './rules.ts'

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
  return { ...point, cell: await publicCellOf(db, point), area: said.area }
}

function refusal({ state, postcode, terminatedOn }: PostcodeAnswer, pointer: string): Problem {
  if (state === 'terminated')
    return TerminatedPostcode.at(
      pointer,
      `${postcode} ended in ${terminatedOn}. Give the one used today, or a point`,
    )
  if (state === 'no-position')
    return NoPosition.at(pointer, `The map does not say where ${postcode} is. Give one nearby, or a point`)
  if (state === 'unknown')
    return UnknownPostcode.at(pointer, `We have no ${postcode} here. Look again, or give a point`)
  return NotAPostcode.at(pointer, 'A postcode looks like SR2 7PL')
}

/** The spot of a point, named after the nearest live postcode. @throws NoPosition (422) at 0,0 */
export async function spotOfPoint(db: Db, point: Point, pointer: string): Promise<Spot> {
  if (!isSomewhere(point)) throw NoPosition.at(pointer, 'That point is in the sea. Give a postcode instead')
  return { ...point, cell: await publicCellOf(db, point), area: await areaOf(db, point) }
}

const counted = hot((db: Db) => {
  const { cells } = db.t
  const wanted = cellsAt({ lat: 0, lng: 0 }).map((_, at) => sql.placeholder(`c${at}`))
  return db.select().from(cells).where(inArray(cells.cell, wanted)).prepare('postcodes_in_cells')
})

export async function publicCellOf(db: Db, point: Point): Promise<string> {
  const wanted = Object.fromEntries(cellsAt(point).map((cell, at) => [`c${at}`, cell]))
  const rows = await counted(db).execute(wanted)
  return publicCell(point, new Map(rows.map((row) => [row.cell, row.postcodes])))
}

const reachesDegrees = [0.003, 0.02, 0.1]

/** The sector of the nearest live postcode within about ten kilometres. */
async function areaOf(db: Db, point: Point): Promise<string | null> {
  for (const reach of reachesDegrees) {
    const near = await nearestLive(db, point, reach)
    if (near) return sectorOf(near)
  }
  return null
}

async function nearestLive(db: Db, { lat, lng }: Point, reach: number): Promise<string | undefined> {
  const { postcodes } = db.t
  const wide = Math.cos((lat * Math.PI) / 180)
  const [north, east] = [sql`(${postcodes.lat} - ${lat})`, sql`(${postcodes.lng} - ${lng}) * ${wide}`]
  const [row] = await db
    .select({ postcode: postcodes.postcode })
    .from(postcodes)
    .where(
      and(
        between(postcodes.lat, lat - reach, lat + reach),
        between(postcodes.lng, lng - reach / wide, lng + reach / wide),
        isNull(postcodes.terminatedOn),
      ),
    )
    .orderBy(asc(sql`${north} * ${north} + ${east} * ${east}`))
    .limit(1)
  return row?.postcode
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
      for (const cell of cellsAt({ lat: lat!, lng: lng! })) change.set(cell, (change.get(cell) ?? 0) + by)
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
