/** All that a house has kept, wherever it keeps it. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { TestHouse } from './house.ts'

type Db = TestHouse['store']['read']

/** Every row of every table, as text, by the table's name in the code. */
export async function rowsOf(db: Db): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const [name, table] of Object.entries(db.t)) {
    const rows = await db.select().from(table as Db['t']['people'])
    found.set(
      name,
      rows.map((row) => JSON.stringify(row)),
    )
  }
  return found
}

/** In which tables each of these words still stands. */
export async function tablesHolding(db: Db, words: string[]): Promise<string[]> {
  const hits: string[] = []
  for (const [name, rows] of await rowsOf(db))
    for (const word of words)
      if (rows.some((row) => row.toLowerCase().includes(word.toLowerCase()))) hits.push(`${name}: ${word}`)
  return hits
}

/** In which files of a folder, its database, its log and its letters, each of these words still stands, byte by byte. */
export function filesHolding(folder: string, words: string[]): string[] {
  return filesIn(folder).flatMap((file) => {
    const bytes = readFileSync(file)
    return words.filter((word) => bytes.includes(Buffer.from(word))).map((word) => `${file}: ${word}`)
  })
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })
