import { cellToLatLng, greatCircleDistance, latLngToCell, UNITS } from 'h3-js'

export type Point = { lat: number; lng: number }

/** Finest first: about 0.1 km² down to a whole county. */
const resolutions = [9, 8, 7, 6, 5, 4]
const enoughToHide = 10
const withoutPostcodes = 7
/** Pavements bend: what is walked over what a bird flies. */
const bend = 1.3
const metresPerMinute = 80

/** The cells of a point at every resolution that a public cell may have, finest first. */
export const cellsAt = ({ lat, lng }: Point) => resolutions.map((finest) => latLngToCell(lat, lng, finest))

/**
 * The public place of a point: the finest cell that holds at least ten live postcodes, else the coarsest.
 * Where no postcode is known at all, a cell of about 5 km².
 */
export function publicCell(point: Point, postcodesIn: ReadonlyMap<string, number>): string {
  const cells = cellsAt(point)
  const hidden = cells.find((cell) => (postcodesIn.get(cell) ?? 0) >= enoughToHide)
  if (hidden) return hidden
  const anyKnown = (postcodesIn.get(cells.at(-1)!) ?? 0) > 0
  return anyKnown ? cells.at(-1)! : latLngToCell(point.lat, point.lng, withoutPostcodes)
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
