/** Carries a whole install from one engine to the other, and proves that it is all there. */
import { resolve } from 'node:path'
import { Refused } from '../sqlite-file.ts'
import { allCargo, type Cargo, keyOf, misfitIn } from './cargo.ts'
import type { From, Readable, To } from './ends.ts'
import { fromFile, intoFile } from './lite.ts'
import { fromPostgres, intoPostgres } from './postgres.ts'
import { digestOf, drawerOf, Tally } from './tally.ts'

export type Carried = { table: string; rows: number; hash: string }
export type Progress = (where: { table: string; done: number; all: number }) => void

const mostNamed = 5

/**
 * From `file:…` to `postgres://…` or back. What is moved from is only read. Where it ends before its end, for whatever
 * reason, what is moved into says so to whoever opens it, and the move may simply be made again.
 *
 * @throws Refused, in a sentence, when either of the two is not fit for it, or the rows read back are not those that went in
 */
export async function move(fromUrl: string, toUrl: string, onProgress: Progress): Promise<Carried[]> {
  if (isFile(fromUrl) === isFile(toUrl))
    throw new Refused('One of the two has to be file:…, the other postgres://…')
  const from = await openFrom(fromUrl)
  try {
    const to = await (isFile(toUrl) ? intoFile(pathOf(toUrl)) : intoPostgres(toUrl))
    return await carryAll({ from, to }, onProgress)
  } finally {
    await from.close()
  }
}

/** What each table holds: as many lines as there are tables, the same on both engines for the same rows. */
export async function tallies(url: string): Promise<Carried[]> {
  const from = await openFrom(url)
  try {
    const found: Carried[] = []
    for (const cargo of allCargo()) found.push(asCarried(cargo, await tallyOf(from, cargo)))
    return found
  } finally {
    await from.close()
  }
}

const isFile = (url: string) => url.startsWith('file:')
const pathOf = (url: string) => resolve(url.slice('file:'.length))

function openFrom(url: string): Promise<From> | From {
  if (isFile(url)) return fromFile(pathOf(url))
  if (/^postgres(ql)?:/.test(url)) return fromPostgres(url)
  throw new Refused(`${url} is neither file:… nor postgres://…`)
}

async function carryAll({ from, to }: { from: From; to: To }, onProgress: Progress): Promise<Carried[]> {
  try {
    const all = allCargo()
    const course = { done: 0, all: 0, onProgress }
    for (const cargo of all) course.all += await from.count(cargo)
    const went = new Map<Cargo, Tally>()
    for (const cargo of all) went.set(cargo, await carry({ from, to, cargo }, course))
    for (const cargo of all) await proveSame({ from, to, cargo }, went.get(cargo)!)
    await to.settle()
    return all.map((cargo) => asCarried(cargo, went.get(cargo)!))
  } catch (error) {
    await to.giveUp().catch(() => {})
    throw error
  }
}

type Way = { from: Readable; to: To; cargo: Cargo }
type Course = { done: number; all: number; onProgress: Progress }

async function carry({ from, to, cargo }: Way, course: Course): Promise<Tally> {
  const tally = new Tally()
  for await (const rows of from.rows(cargo)) {
    for (const row of rows) {
      const misfit = misfitIn(cargo, row)
      if (misfit)
        throw new Refused(`${nameOf(cargo, row)} cannot be carried: ${misfit} is not what it should be`)
      tally.add(row)
    }
    await to.put(cargo, rows)
    course.done += rows.length
    course.onProgress({ table: cargo.name, done: course.done, all: course.all })
  }
  return tally
}

async function tallyOf(end: Readable, cargo: Cargo): Promise<Tally> {
  const tally = new Tally()
  for await (const rows of end.rows(cargo)) for (const row of rows) tally.add(row)
  return tally
}

const asCarried = ({ name }: Cargo, { rows, hash }: Tally): Carried => ({ table: name, rows, hash })
const nameOf = (cargo: Cargo, row: Parameters<typeof keyOf>[1]) => `${cargo.name} ${keyOf(cargo, row)}`

/** @throws Refused with the names of rows that differ */
async function proveSame({ from, to, cargo }: Way, went: Tally) {
  const came = await tallyOf(to, cargo)
  if (came.hash === went.hash) return
  const drawers = went.unlike(came)
  const [here, there] = [await rowsIn(from, cargo, drawers), await rowsIn(to, cargo, drawers)]
  const unlike = [
    ...[...here].filter(([digest]) => !there.has(digest)),
    ...[...there].filter(([digest]) => !here.has(digest)),
  ].map(([, name]) => name)
  const some = [...new Set(unlike)].slice(0, mostNamed).join(', ')
  throw new Refused(
    `${cargo.name}: ${went.rows} rows went in and ${came.rows} came out, not the same. Look at ${some}`,
  )
}

/** Digest → name, of the rows in some of the drawers. */
async function rowsIn(end: Readable, cargo: Cargo, drawers: Set<number>): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for await (const rows of end.rows(cargo))
    for (const row of rows) {
      const digest = digestOf(row)
      if (drawers.has(drawerOf(digest))) found.set(digest, nameOf(cargo, row))
    }
  return found
}
