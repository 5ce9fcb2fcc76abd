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
  /** How many live postcodes each H3 cell holds, at every resolution a public cell may have. */
  const cells = k.table('cells', {
    cell: k.text('cell').primaryKey(),
    postcodes: k.int('postcodes').notNull(),
  })
  return { postcodes, cells }
}
