import type { BoardEvent } from '#contract/live'
import { isSensitive } from '#contract/safeguarding'
import type { Db } from '#db'
import { hiddenFrom } from '../blocks/queries.ts'
import type { EventRow } from '../live/queries.ts'
import type { HeardBy } from '../live/seats.ts'
import { trustedOn } from '../permissions/queries.ts'
import { claimersOf, type Outline, outlinesOf } from './queries.ts'

/** Across a block nothing is heard of somebody: neither their posts, nor that one has gone, nor that they help. */
type Hidden = Awaited<ReturnType<typeof hiddenFrom>>
/** Who may hear of a request that needs trust; everybody of any other. */
type MayHear = (postId: string, personId: string) => boolean
type Hearing = { hidden: Hidden; mayHear: MayHear; authors: Map<string, string>; rowOf: RowOf }
type RowOf = ReadonlyMap<BoardEvent, EventRow>

/** Who hears what of these events now. Undefined while everybody hears the same. */
export async function audience(db: Db, rows: EventRow[], events: BoardEvent[]): Promise<HeardBy | undefined> {
  const posts = await outlinesOf(db, [...new Set(rows.flatMap(({ postId }) => postId ?? []))])
  const authors = new Map(posts.map(({ id, authorId }) => [id, authorId]))
  const hidden = await hiddenFrom(db, [...new Set([...authors.values(), ...events.flatMap(helpersIn)])])
  // As described too: an edit in between may have opened to all what was told here before it.
  const described = new Set(
    events.flatMap((event) => ('post' in event && isSensitive(event.post) ? event.post.id : [])),
  )
  const sensitive = posts.filter((post) => isSensitive(post) || described.has(post.id))
  const isAlike = hidden.size + sensitive.length === 0 && !rows.some(isOfMember)
  if (isAlike) return undefined
  const mayHear = await whoMayHear(db, rows[0]!.boardId, sensitive)
  const rowOf = new Map(events.map((event, at) => [event, rows[at]!]))
  return (event, personId) => heard(event, personId, { hidden, mayHear, authors, rowOf })
}

const helpersIn = (event: BoardEvent) =>
  'post' in event ? event.post.helpers.map(({ person }) => person.id) : []

const isOfMember = ({ type }: EventRow) => type === 'member.changed'

async function whoMayHear(db: Db, boardId: string, sensitive: Outline[]): Promise<MayHear> {
  if (sensitive.length === 0) return () => true
  const ids = sensitive.map(({ id }) => id)
  const claimed = (await claimersOf(db, ids)).map(({ postId, personId }) => keyOf(postId, personId))
  const theirs = sensitive.flatMap(({ id, authorId, firstAskId }) => [
    keyOf(id, authorId),
    keyOf(id, firstAskId),
  ])
  const [own, trusted] = [new Set([...theirs, ...claimed]), await trustedOn(db, boardId)]
  return (id, personId) => !ids.includes(id) || trusted.has(personId) || own.has(keyOf(id, personId))
}
const keyOf = (postId: string, personId: string | null) => `${postId} ${personId}`

const postIn = (event: BoardEvent) =>
  'post' in event ? event.post.id : 'postId' in event ? event.postId : undefined

function heard(event: BoardEvent, personId: string, hearing: Hearing): BoardEvent | undefined {
  const { rowOf, authors, mayHear } = hearing
  const row = rowOf.get(event)
  // What the street knows of them may open or close a part of the board to them.
  if (row?.type === 'member.changed' && row.personId === personId) return { type: 'board.refetch' }
  const postId = postIn(event)
  if (postId === undefined) return event
  const hidden = hearing.hidden.get(personId)
  if (hidden?.has(authors.get(postId) ?? '')) return undefined
  if (!mayHear(postId, personId)) return unlessNarrowed(row, postId)
  return hidden ? withoutHelpers(event, hidden) : event
}

/** What one has read until now goes; of all that comes after it nothing is heard, not even that there was something. */
const unlessNarrowed = (row: EventRow | undefined, postId: string): BoardEvent | undefined =>
  row?.type === 'post.narrowed' ? { type: 'post.gone', postId } : undefined

function withoutHelpers(event: BoardEvent, hidden: ReadonlySet<string>): BoardEvent {
  if (!('post' in event) || !helpersIn(event).some((id) => hidden.has(id))) return event
  const helpers = event.post.helpers.filter(({ person }) => !hidden.has(person.id))
  return { ...event, post: { ...event.post, helpers } }
}
