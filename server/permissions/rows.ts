/** What may stand in a row of the table: who may do a thing, by kinds of things. */
import { type Cell, type Row, roles } from '#contract/permissions'

type Standing = { visitor: Cell; outside: Cell; neighbour: Cell; steward?: Cell; lead?: Cell }

const never = { operator: 404, partner: 404, linkWorker: 404, funder: 404, coach: 404 } as const

/** `outside`: signed in, but not, or not yet, of this street. Trusted neighbours may what neighbours may, if not said otherwise. */
export const row = ({
  visitor,
  outside,
  neighbour,
  steward = neighbour,
  lead = neighbour,
}: Standing): Row => ({
  visitor,
  ...{ person: outside, asking: outside, neighbour, trusted: neighbour, steward, lead, ...never },
})
const all = (cell: Cell) => Object.fromEntries(roles.map((role) => [role, cell])) as Row

export const everybody = all('yes')
export const signedIn: Row = { ...all('yes'), visitor: 401, operator: 401 }
/** Nobody else learns that it exists. */
export const ownThing: Row = { ...all(['own', 404]), visitor: 401, operator: 401 }
export const machine: Row = { ...all(404), operator: 'yes' }
export const readers = row({ visitor: ['visible', 403], outside: ['visible', 403], neighbour: 'yes' })
export const neighbours = row({ visitor: 401, outside: 403, neighbour: 'yes' })
export const stewards = row({ visitor: 401, outside: 403, neighbour: 403, steward: 'yes' })
/** Where others are not to know that there is anything. */
export const stewardsAlone = row({ visitor: 401, outside: 404, neighbour: 404, steward: 'yes' })
export const stewardsOrOwn = row({
  visitor: 401,
  outside: ['own', 403],
  neighbour: ['own', 403],
  steward: 'yes',
})
export const stewardsOrMaker = row({ visitor: 401, outside: 403, neighbour: ['own', 404], steward: 'yes' })
/** Who is a steward reads no worry for that: only whoever looks after them does. */
export const leadsAlone = row({ visitor: 401, outside: 404, neighbour: 404, lead: 'yes' })
/** A steward asks somebody to look after worries; they say yes or no for themselves. */
export const asked = row({ visitor: 401, outside: 403, neighbour: ['own', 403], steward: 'yes' })
export const ownPost = row({ visitor: 401, outside: 403, neighbour: ['own', 403] })
export const claimer = row({ visitor: 401, outside: 404, neighbour: ['own', 404] })
export const author = row({ visitor: 401, outside: 404, neighbour: ['author', 404] })
export const parties = row({ visitor: 401, outside: 404, neighbour: ['party', 404] })
