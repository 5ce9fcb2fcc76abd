import type { BoardEvent } from '#contract/live'
import type { Db } from '#db'
import { hiddenFrom } from '../blocks/queries.ts'
import type { EventRow } from '../live/queries.ts'
import type { HeardBy } from '../live/seats.ts'
import { authorsOf } from './queries.ts'

/** Across a block nothing is heard of somebody: neither their posts, nor that one has gone, nor that they help. */
export async function audience(db: Db, rows: EventRow[], events: BoardEvent[]): Promise<HeardBy | undefined> {
  const postIds = rows.flatMap(({ postId }) => postId ?? [])
  const authors = await authorsOf(db, [...new Set(postIds)])
  const people = new Set([...authors.values(), ...events.flatMap(helpersIn)])
  const hidden = await hiddenFrom(db, [...people])
  if (hidden.size === 0) return undefined
  return (event, personId) => heard(event, { hidden: hidden.get(personId), authors })
}

const helpersIn = (event: BoardEvent) =>
  'post' in event ? event.post.helpers.map(({ person }) => person.id) : []

type Hearing = { hidden: Set<string> | undefined; authors: Map<string, string> }

function heard(event: BoardEvent, { hidden, authors }: Hearing): BoardEvent | undefined {
  const postId = 'post' in event ? event.post.id : 'postId' in event ? event.postId : undefined
  if (!hidden || postId === undefined) return event
  if (hidden.has(authors.get(postId) ?? '')) return undefined
  if (!helpersIn(event).some((id) => hidden.has(id)) || !('post' in event)) return event
  const helpers = event.post.helpers.filter(({ person }) => !hidden.has(person.id))
  return { ...event, post: { ...event.post, helpers } }
}
