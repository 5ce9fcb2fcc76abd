import {
  type Board,
  type BoardEdit,
  type Category,
  type CategoryEdit,
  type NewBoard,
  NotANeighbour,
  type Standing,
  StewardsOnly,
  type You,
} from '#contract/boards'
import { firstCheckedOn, firstHelplines, type Helpline } from '#contract/helplines'
import { InvalidInput } from '#contract/http'

/** How a street starts; its stewards change any of it. */
const beginnings = {
  welcome: 'Ask for what you need. Offer what you can. Every bit helps.',
  languages: ['en'],
  joining: 'open',
  timeZone: 'Europe/London',
  acceptHours: 24,
  doneHours: 72,
  vouchesWanted: null,
  checking: 'new',
} as const

const kindsOfHelp: [id: string, name: string, words: string][] = [
  [
    'shopping',
    'Shopping and food',
    'shop shopping food milk bread groceries supermarket meal cook tea dinner eggs',
  ],
  ['chemist', 'Chemist and post', 'chemist pharmacy prescription medicine tablets parcel post letter stamps'],
  ['lifts', 'Lifts and transport', 'lift lifts car drive hospital appointment station bus van airport ride'],
  ['pets', 'Pets', 'dog dogs cat cats pet pets walk vet feed rabbit hamster fish'],
  [
    'jobs',
    'Jobs about the house',
    'fix mend repair tap leak bulb shelf paint door lock mattress heavy move gas',
  ],
  ['garden', 'Garden and outside', 'garden grass mow hedge weeds plants snow leaves bins bin gutter seeds'],
  ['company', 'Company', 'chat talk visit walk lonely company tea coffee cards phone call read'],
  [
    'children',
    'Children and school',
    'child children baby school nappies homework babysit toys buggy uniform',
  ],
  [
    'tech',
    'Tech and forms',
    'computer phone tablet internet wifi email printer print form forms online password',
  ],
  ['languages', 'Language help', 'translate translation interpreter language English letter read speak'],
  ['lend', 'Lend and borrow', 'lend borrow ladder drill tools chairs table tent pump spare give away free'],
  [
    'street',
    'For the whole street',
    'street everyone party litter clean meeting leaflet noticeboard masks neighbours',
  ],
]

const firstCategories: Category[] = kindsOfHelp.map(([id, name, words]) => ({
  id,
  name,
  words: words.split(' '),
}))

type Spot = { lat: number; lng: number; cell: string; cellLat: number; cellLng: number; area: string | null }

/** A new street, open to its neighbours and closed to the eyes of others. */
export function start(
  { place: _, lead: _lead, helplines: _lines, ...said }: NewBoard,
  spot: Spot,
  { id, now }: { id: string; now: number },
) {
  return {
    ...beginnings,
    languages: [...beginnings.languages],
    ...given(said),
    ...spot,
    name: said.name,
    id,
    categories: firstCategories,
    ...{ helplines: null, helplinesCheckedAt: null },
    visible: false,
    demo: false,
    version: 1,
    createdAt: now,
  }
}

/** What an edit changes; the version it was made from is for the query to compare. */
export function change({ version: _, categories, helplines: _lines, ...fields }: BoardEdit) {
  return { ...given(fields), ...(categories && { categories: categoriesOf(categories) }) }
}

/** @throws InvalidInput (422) when two kinds of help say they are the same one */
function categoriesOf(edits: CategoryEdit[]): Category[] {
  const isTwice = ({ id }: CategoryEdit, at: number) =>
    id !== undefined && edits.slice(0, at).some((one) => one.id === id)
  const twice = edits.findIndex(isTwice)
  if (twice >= 0) throw InvalidInput.at(`categories/${twice}/id`, 'Two kinds of help cannot share one id')
  const kept: Category[] = []
  for (const { id, name, words = [] } of edits)
    if (name !== undefined) kept.push({ id: id ?? freeId(name, [...edits, ...kept]), name, words })
  return kept
}

/** Made from the name, so that it means something in an export: `bees`, `bees-2`. */
function freeId(name: string, known: { id?: string | undefined }[]): string {
  const letters = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const stem =
    letters
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 40) || 'kind'
  const taken = new Set(known.map(({ id }) => id))
  let id = stem
  for (let n = 2; taken.has(id); n++) id = `${stem}-${n}`
  return id
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }
const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>

type Worked = 'createdAt' | 'you' | 'trustsYou' | 'stewards' | 'asking' | 'helplines' | 'helplinesCheckedOn'
type Row = Omit<Board, Worked> & {
  createdAt: number
  helplines: Helpline[] | null
  helplinesCheckedAt: number | null
}
type Counts = { stewards: number; asking: number; trusts?: boolean }

/** A board as the one who asks may see it. */
export function board(row: Row, standing: Standing, { stewards, asking, trusts }: Counts): Board {
  return {
    ...row,
    createdAt: new Date(row.createdAt).toISOString(),
    helplines: row.helplines ?? [...firstHelplines],
    helplinesCheckedOn: row.helplinesCheckedAt === null ? firstCheckedOn : dayOf(row.helplinesCheckedAt),
    you: you(standing),
    trustsYou: trusts ?? standing === 'steward',
    stewards,
    asking: standing === 'steward' ? asking : 0,
  }
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

export function you(standing: Standing): You | null {
  if (standing === 'visitor') return null
  return standing === 'asking' ? { role: 'neighbour', state: 'asking' } : { role: standing, state: 'active' }
}

/** What a membership makes of somebody. */
export function standingOf(
  member: { role: string | null; state: string | null } | null | undefined,
): Standing {
  if (!member?.state) return 'visitor'
  if (member.state === 'asking') return 'asking'
  return member.role === 'steward' ? 'steward' : 'neighbour'
}

/** @throws NotANeighbour (403) */
export function forNeighbours({ standing }: { standing: Standing }) {
  if (standing !== 'neighbour' && standing !== 'steward') throw NotANeighbour.with()
}

/** @throws StewardsOnly (403) */
export function forStewards({ standing }: { standing: Standing }) {
  if (standing !== 'steward') throw StewardsOnly.with()
}
