import type { PostcodeAnswer } from '#contract/places'

/** One line of a postcode file (ONSPD or NSPL), by its column names. */
export type Line = Record<string, string | undefined>
export type KeptPostcode = {
  /** Without its space: `SR11AA`. */
  postcode: string
  lat: number | null
  lng: number | null
  terminatedOn: string | null
}

const shape = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/
const digitFor: Record<string, string> = { O: '0', I: '1', L: '1' }

/** `sr1 1aa`, `SR1-1AA` or `SR1 lAA` → `SR11AA`; null for what cannot be a postcode. */
export function compact(typed: string): string | null {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.,\-‐-―]/g, '')
  const at = letters.length - 3
  const first = letters.charAt(at)
  const text = letters.slice(0, Math.max(at, 0)) + (digitFor[first] ?? first) + letters.slice(at + 1)
  return shape.test(text) ? text : null
}

/** `SR11AA` → `SR1 1AA` */
export const spaced = (postcode: string) => `${postcode.slice(0, -3)} ${postcode.slice(-3)}`

/** `SR27PL` → `SR2 7`: as near as we name a place in public. */
export const sectorOf = (postcode: string) => spaced(postcode).slice(0, -2)

/** A cell hides this many: itself, and ten others. */
export const enoughToHide = 11

/** Of the sectors in a cell: the one that most have, then each that enough have for nobody to be found by it. */
export function namesIn(sectors: ReadonlyMap<string, number>): string[] {
  const [most, ...others] = [...sectors].sort(([, a], [, b]) => b - a)
  const more = others.filter(([, postcodes]) => postcodes >= enoughToHide)
  return [most!, ...more].map(([name]) => name)
}

/** What we keep of a line of the file, or null when it has no postcode. */
export function keep(line: Line): KeptPostcode | null {
  const postcode = compact(line.pcds ?? line.pcd8 ?? line.pcd7 ?? line.pcd2 ?? line.pcd ?? '')
  if (!postcode) return null
  const ended = /^(\d{4})-?(\d{2})/.exec(line.doterm ?? '')
  const terminatedOn = ended ? `${ended[1]}-${ended[2]}` : null
  return { postcode, terminatedOn, ...position(line.lat, line.long ?? line.lng) }
}

/** The file says 99.999999 where it knows no position; nobody lives at 0,0 either. */
function position(latText: string | undefined, lngText: string | undefined) {
  const [lat, lng] = [Number(latText || Number.NaN), Number(lngText || Number.NaN)]
  return isSomewhere({ lat, lng }) ? { lat, lng } : { lat: null, lng: null }
}

/** A point that a street can be at: a device that has no idea says 0,0. */
export function isSomewhere({ lat, lng }: { lat: number; lng: number }): boolean {
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 && (Math.abs(lat) > 0.01 || Math.abs(lng) > 0.01)
}

export const isLive = (row: KeptPostcode) => row.terminatedOn === null && row.lat !== null

/** What we can say about a postcode as somebody typed it. */
export function answer(typed: string, row: KeptPostcode | undefined): PostcodeAnswer {
  const postcode = compact(typed)
  if (!postcode) return { postcode: typed, state: 'not-a-postcode', area: null, terminatedOn: null }
  const said = { postcode: spaced(postcode), area: sectorOf(postcode), terminatedOn: null }
  if (!row) return { ...said, area: null, state: 'unknown' }
  if (row.terminatedOn) return { ...said, state: 'terminated', terminatedOn: row.terminatedOn }
  return { ...said, state: row.lat === null ? 'no-position' : 'live' }
}
