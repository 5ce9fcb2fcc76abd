import { createReadStream, statSync } from 'node:fs'
import { parse } from 'csv-parse'
import type { Store } from '#db'
import { redrawCells, savePostcodes } from './queries.ts'
import { isLive, type KeptPostcode, keep, type Line } from './rules.ts'

const batchSize = 1000

export type Tally = { live: number; terminated: number; withoutPosition: number; unread: number }
type Progress = (postcodes: number, percent: number) => void

/**
 * Loads postcodes from a CSV file of the ONS (ONSPD or NSPL). Running it again changes nothing.
 *
 * @throws when there is no such file, or it is no CSV
 */
export async function loadPlaces(store: Store, path: string, progress: Progress): Promise<Tally> {
  const tally = { live: 0, terminated: 0, withoutPosition: 0, unread: 0 }
  const size = Math.max(statSync(path).size, 1)
  const bytes = createReadStream(path)
  let batch: KeptPostcode[] = []
  const save = async () => {
    const rows = batch
    batch = []
    await store.write((tx) => savePostcodes(tx, rows))
    progress(total(tally), Math.floor((100 * bytes.bytesRead) / size))
  }
  for await (const row of postcodesIn(bytes)) {
    tally[kindOf(row)]++
    if (row) batch.push(row)
    if (batch.length === batchSize) await save()
  }
  await save()
  await redrawCells(store)
  return tally
}

async function* postcodesIn(bytes: NodeJS.ReadableStream): AsyncGenerator<KeptPostcode | null> {
  const columns = (header: string[]) => header.map((name) => name.trim().toLowerCase())
  const lines: AsyncIterable<Line> = bytes.pipe(parse({ columns, bom: true, relax_column_count: true }))
  for await (const line of lines) yield keep(line)
}

function kindOf(row: KeptPostcode | null): keyof Tally {
  if (!row) return 'unread'
  if (isLive(row)) return 'live'
  return row.terminatedOn ? 'terminated' : 'withoutPosition'
}

const total = ({ live, terminated, withoutPosition }: Tally) => live + terminated + withoutPosition
