/** Reads a ledger from its first line to its last, and compares it with what was written out day by day. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LedgerCheck, LedgerFault } from '#contract/ledger'
import type { Db } from '#db'
import { beginning, faultIn, type Link } from './chain.ts'
import { findChain, linesAfter, linesAt } from './queries.ts'

const atOnce = 1000
export type Kept = Link & { boardId: string; at: string }
export const keptFile = (folder: string) => join(folder, 'ledger-heads.jsonl')

/** `kept`: the heads that were written out beside the database; none to compare with when left out. */
export async function check(db: Db, boardId: string, kept: readonly Kept[] = []): Promise<LedgerCheck> {
  const chain = await findChain(db, boardId)
  const { lines, last, fault } = await walk(db, boardId, chain?.seq ?? 0)
  const isAtHead = last.seq === (chain?.seq ?? 0) && last.hash === (chain?.head ?? beginning)
  const cut: LedgerFault | undefined = isAtHead ? undefined : { seq: last.seq + 1, what: 'cut-off' }
  const head = chain?.head ?? null
  return { lines, head, fault: fault ?? cut ?? (await asKept(db, boardId, kept)) ?? null }
}

async function walk(db: Db, boardId: string, end: number) {
  let last: Link = { seq: 0, hash: beginning }
  for (;;) {
    const lines = await linesAfter(db, boardId, { seq: last.seq, last: end, limit: atOnce })
    const fault = faultIn(lines, last)
    if (fault || lines.length === 0) return { lines: last.seq, last, fault }
    last = lines.at(-1)!
  }
}

/** A chain that was written anew from some line on hangs together, but is not the one that was kept. */
async function asKept(db: Db, boardId: string, kept: readonly Kept[]): Promise<LedgerFault | undefined> {
  const own = kept.filter((one) => one.boardId === boardId)
  const here = new Map(
    (
      await linesAt(
        db,
        boardId,
        own.map(({ seq }) => seq),
      )
    ).map((one) => [one.seq, one.hash]),
  )
  const other = own.find(({ seq, hash }) => here.get(seq) !== hash)
  return other && { seq: other.seq, what: 'not-as-kept' }
}

/** What was written out; nothing when there is no such file yet. */
export async function readKept(folder: string): Promise<Kept[]> {
  const text = await readFile(keptFile(folder), 'utf8').catch(() => '')
  return text.split('\n').flatMap(keptIn)
}

/** Nothing of a line of which a full disk, or the end of a process, has left a part: its head was written out again. */
function keptIn(line: string): Kept[] {
  try {
    return [JSON.parse(line) as Kept]
  } catch {
    return []
  }
}
