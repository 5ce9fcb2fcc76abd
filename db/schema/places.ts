import type { Kit } from '../kit.ts'

export function placesTables(k: Kit) {
  const postcodes = k.table(
    'postcodes',
    {
      /** Without its space, in capitals: `SR11AA`. */
      postcode: k.text('postcode').primaryKey(),
      lat: k.real('lat'),
      lng: k.real('lng'),
      /** `2011-06`, as far as it is known. */
      terminatedOn: k.text('terminated_on'),
    },
    (t) => [k.index('postcodes_place').on(t.lat, t.lng)],
  )
  /** How many live postcodes each of the finest H3 cells holds. */
  const cells = k.table('cells', {
    cell: k.text('cell').primaryKey(),
    postcodes: k.int('postcodes').notNull(),
  })
  /** The cells that stand for a place in public, drawn anew after each load, and how many live postcodes each hides. */
  const publicCells = k.table('public_cells', {
    cell: k.text('cell').primaryKey(),
    postcodes: k.int('postcodes').notNull(),
    /** Sectors it may be called by: the one that most of them have, then others that hide enough by themselves. */
    areas: k.json<string[]>('areas').notNull(),
  })
  return { postcodes, cells, publicCells }
}
