import { cellToLatLng, cellToParent, getResolution, greatCircleDistance, latLngToCell, UNITS } from 'h3-js'
import { enoughToHide } from './rules.ts'

export type Point = { lat: number; lng: number }

/** Finest first: about 0.1 km² up to a small country. Each cell lies inside one of the next. */
const resolutions = [9, 8, 7, 6, 5, 4, 3, 2]
const finest = 9
const withoutPostcodes = 7
/** Pavements bend: what is walked over what a bird flies. */
const bend = 1.3
const metresPerMinute = 80

export const finestCell = ({ lat, lng }: Point) => latLngToCell(lat, lng, finest)

/** The cells of a point at every resolution that a public cell may have, finest first. */
export function cellsAt(point: Point): string[] {
  const own = finestCell(point)
  return resolutions.map((resolution) => cellToParent(own, resolution))
}

/** The public place of a point: the finest cell around it that was drawn, or about 5 km² where no postcode is known. */
export function publicCell(point: Point, drawn: { has(cell: string): boolean }): string {
  return (
    cellsAt(point).find((cell) => drawn.has(cell)) ?? latLngToCell(point.lat, point.lng, withoutPostcodes)
  )
}

/**
 * Draws public cells over all live postcodes: each hides eleven or more that have this very cell and no finer one. It is not
 * enough that a cell *holds* eleven: whoever knows the rule can take away what has a finer cell of its own, and might be
 * left with one house. So what is left over widens, and takes a finer neighbour along where it would be alone.
 *
 * @param live how many live postcodes each finest cell holds
 * @returns how many each public cell hides
 */
export function drawCells(live: ReadonlyMap<string, number>): Map<string, number> {
  const drawn = new Map<string, number>()
  let waiting = live
  for (const resolution of resolutions) waiting = settle(sumAt(resolution, waiting), { resolution, drawn })
  for (const [cell, postcodes] of waiting) drawn.set(cell, postcodes)
  return drawn
}

function sumAt(resolution: number, cells: Iterable<[string, number]>): Map<string, number> {
  const sums = new Map<string, number>()
  for (const [cell, postcodes] of cells) {
    const around = cellToParent(cell, resolution)
    sums.set(around, (sums.get(around) ?? 0) + postcodes)
  }
  return sums
}

type Level = { resolution: number; drawn: Map<string, number> }

/** Draws what is enough by itself, or with what it takes along. @returns what is still too few */
function settle(cells: Map<string, number>, level: Level): Map<string, number> {
  const waiting = new Map<string, number>()
  const inside = drawnInside(cells, level)
  for (const [cell, postcodes] of cells) {
    const taken = postcodes < enoughToHide ? leastOf(inside.get(cell) ?? []) : undefined
    if (taken) level.drawn.delete(taken[0])
    const all = postcodes + (taken?.[1] ?? 0)
    if (all >= enoughToHide) level.drawn.set(cell, all)
    else waiting.set(cell, all)
  }
  return waiting
}

/** The finer cells already drawn inside those that are too few. */
function drawnInside(cells: Map<string, number>, { resolution, drawn }: Level) {
  const inside = new Map<string, [string, number][]>()
  if (resolution === finest) return inside
  for (const one of drawn) {
    const around = cellToParent(one[0], resolution)
    if ((cells.get(around) ?? enoughToHide) < enoughToHide)
      inside.set(around, [...(inside.get(around) ?? []), one])
  }
  return inside
}

/** Of the widest, for nothing lies around them that would catch what they let go; the one that hides the fewest. */
function leastOf(drawn: [string, number][]): [string, number] | undefined {
  const widest = Math.min(...drawn.map(([cell]) => getResolution(cell)))
  return drawn.filter(([cell]) => getResolution(cell) === widest).sort(([, a], [, b]) => a - b)[0]
}

export function middleOf(cell: string): Point {
  const [lat, lng] = cellToLatLng(cell)
  return { lat, lng }
}

export const kmBetween = (a: Point, b: Point) => greatCircleDistance([a.lat, a.lng], [b.lat, b.lng], UNITS.km)

/** Minutes on foot, to five minutes, and never less: two spots in one cell are not told apart. */
export function walkMinutes(km: number): number {
  return Math.max(5, Math.round((km * 1000 * bend) / metresPerMinute / 5) * 5)
}
