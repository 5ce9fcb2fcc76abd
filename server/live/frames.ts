/** From rows of the log to what is sent, and to whom. */
import type { Store } from '#db'
import type { Audience, Describe, DescribeLine } from './describing.ts'
import { type EventRow, eventsSince, isLine } from './queries.ts'
import { type Frame, frameOf, type HeardBy } from './seats.ts'

type Telling = { store: Store; describe: Describe; describeLine: DescribeLine; audience: Audience }

export const replayLimit = 500

/** What comes after `seq` on a channel, the oldest first, `replayLimit` at most. */
export async function framesAfter(telling: Telling, channelId: string, seq: number): Promise<Frame[]> {
  const rows = await eventsSince(telling.store.read, channelId, { seq, limit: replayLimit })
  if (rows.length === 0) return []
  return isLine(channelId) ? ofLine(telling, channelId, rows) : ofBoard(telling, channelId, rows)
}

async function ofLine({ store, describeLine }: Telling, line: string, rows: EventRow[]) {
  const events = await describeLine(store.read, line, rows)
  return rows.map((row, at) => ({ ...frameOf(row.seq, events[at]!, row.at), memberId: memberIn(row) }))
}

async function ofBoard({ store: { read }, describe, audience }: Telling, boardId: string, rows: EventRow[]) {
  const events = await describe(read, boardId, rows)
  // Last, so that a block counts from the moment it is made, whatever came before it.
  const heardBy: HeardBy | undefined = await audience(read, rows, events)
  return rows.map((row, at) => ({
    ...frameOf(row.seq, events[at]!, row.at),
    heardBy,
    memberId: memberIn(row),
  }))
}

const memberIn = ({ type, personId }: EventRow) => (type.startsWith('member.') ? personId : null)
