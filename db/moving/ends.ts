import type { Cargo, Row } from './cargo.ts'

/** Rows on their way at one time. */
export const atOnce = 500

/** One of the two databases, as it stands at one moment. */
export type Readable = {
  count(cargo: Cargo): Promise<number>
  rows(cargo: Cargo): AsyncIterable<Row[]>
}
export type From = Readable & { close(): Promise<void> }
export type To = Readable & {
  put(cargo: Cargo, rows: Row[]): Promise<void>
  /** From here on the database may be served. */
  settle(): Promise<void>
  /** What was carried is not to be served; whoever opens the database is told so. */
  giveUp(): Promise<void>
}
