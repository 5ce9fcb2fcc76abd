import { and, asc, between, eq, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import type { NearBoard } from '#contract/boards'
import { type Db, hot } from '#db'
import { kmBetween, type Point, walkMinutes } from '../places/cells.ts'

const withinKm = 10
const kmPerDegree = 111.32
const mostShown = 50

/**
 * Boards whose cells lie within ten kilometres, nearest first, and the demo streets. From the middle of one
 * cell to the middle of another: no answer depends on the exact spot of anybody.
 */
export async function boardsNear(db: Db, asker: string | undefined, middle: Point): Promise<NearBoard[]> {
  const { boards } = db.t
  const wide = Math.cos((middle.lat * Math.PI) / 180)
  const reach = withinKm / kmPerDegree
  const [north, east] = [
    sql`(${boards.cellLat} - ${middle.lat})`,
    sql`(${boards.cellLng} - ${middle.lng}) * ${wide}`,
  ]
  const inBox = and(
    between(boards.cellLat, middle.lat - reach, middle.lat + reach),
    between(boards.cellLng, middle.lng - reach / wide, middle.lng + reach / wide),
  )
  const rows = await listed(db, asker)
    .where(or(inBox, eq(boards.demo, true)))
    .orderBy(asc(boards.demo), asc(sql`${north} * ${north} + ${east} * ${east}`))
    .limit(mostShown)
  return rows.flatMap((row) => {
    const km = kmBetween(middle, { lat: row.cellLat, lng: row.cellLng })
    if (km <= withinKm) return [near(row, walkMinutes(km))]
    return row.demo ? [near(row, null)] : []
  })
}

/** The boards somebody belongs to or asks to join, longest first. */
export async function boardsOf(db: Db, asker: string): Promise<NearBoard[]> {
  const { members } = db.t
  const rows = await listed(db, asker)
    .where(isNotNull(members.personId))
    .orderBy(asc(members.since))
    .limit(200)
  return rows.map((row) => near(row, null))
}

export async function demoBoards(db: Db, asker: string | undefined): Promise<NearBoard[]> {
  const rows = await listed(db, asker).where(eq(db.t.boards.demo, true)).limit(mostShown)
  return rows.map((row) => near(row, null))
}

const street = hot((db: Db) => {
  const { boards } = db.t
  return db
    .select({ id: boards.id })
    .from(boards)
    .where(eq(boards.demo, false))
    .limit(1)
    .prepare('any_street')
})

export const isAnyStreet = async (db: Db) => (await street(db).execute()).length > 0

function listed(db: Db, asker: string | undefined) {
  const { boards, members } = db.t
  const { id, name, area, joining, demo, cellLat, cellLng } = boards
  const { role, state } = members
  const theirs: SQL | undefined = and(eq(members.boardId, boards.id), eq(members.personId, asker ?? ''))
  return db
    .select({ id, name, area, joining, demo, cellLat, cellLng, role, state })
    .from(boards)
    .leftJoin(members, theirs)
    .$dynamic()
}

type Listed = Awaited<ReturnType<typeof listed>>[number]

function near({ role, state, cellLat: _, cellLng: __, ...board }: Listed, minutes: number | null): NearBoard {
  return { ...board, you: role && state && { role, state }, walkMinutes: minutes }
}
