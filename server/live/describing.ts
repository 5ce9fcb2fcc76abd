import type { BoardEvent, MyEvent } from '#contract/live'
import type { Db } from '#db'
import type { EventRow } from './queries.ts'

/** Turns rows of the log into what a neighbour of that board may see now. */
export type Describe = (db: Db, boardId: string, rows: EventRow[]) => Promise<BoardEvent[]>
/** The same for a person's own line: what that person may see now. */
export type DescribeLine = (db: Db, line: string, rows: EventRow[]) => Promise<MyEvent[]>
