import type { BoardEvent, MyEvent } from '#contract/live'
import type { Db } from '#db'
import type { EventRow } from './queries.ts'
import type { HeardBy } from './seats.ts'

/** Turns rows of the log into what a neighbour of that board may see now. */
export type Describe = (db: Db, boardId: string, rows: EventRow[]) => Promise<BoardEvent[]>
/** The same for a person's own line: what that person may see now. */
export type DescribeLine = (db: Db, line: string, rows: EventRow[]) => Promise<MyEvent[]>
/** Who hears what of a board's events now; undefined while everybody hears all of it. */
export type Audience = (db: Db, rows: EventRow[], events: BoardEvent[]) => Promise<HeardBy | undefined>
