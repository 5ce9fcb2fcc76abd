import { createHash } from 'node:crypto'
import type { LedgerFault } from '#contract/ledger'

/** What is hashed of a line. Times in epoch ms. */
export type Line = {
  boardId: string
  seq: number
  at: number
  type: string
  reason: string
  refs: string
}
type Linked = Line & { prev: string; hash: string }

/** Before the first line of any board. */
export const beginning = '0'.repeat(64)

/** The hash of a line and, through `prev`, of all before it. The order of the fields is part of it. */
export function hashOf(prev: string, { boardId, seq, at, type, reason, refs }: Line): string {
  return createHash('sha256')
    .update(`${prev}\n${JSON.stringify([boardId, seq, at, type, reason, refs])}`)
    .digest('hex')
}

export type Link = { seq: number; hash: string }

/** The first line, of those that follow `from`, that is not as it was written. */
export function faultIn(lines: readonly Linked[], from: Link): LedgerFault | undefined {
  let last = from
  for (const line of lines) {
    if (line.seq !== last.seq + 1) return { seq: last.seq + 1, what: 'missing' }
    const isWhole = line.prev === last.hash && line.hash === hashOf(line.prev, line)
    if (!isWhole) return { seq: line.seq, what: 'changed' }
    last = line
  }
  return undefined
}
