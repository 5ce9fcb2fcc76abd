import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'

/** Where SQLite keeps them: https://www.sqlite.org/fileformat.html, 4.1 and 4.2. */
const headerBytes = 32
const frameBytes = 24
const at = { page: 0, salts: 8, headerSalts: 16 }
const saltBytes = 8

/** The pages that stand in a journal, by number; none where there is no journal. Frames of an older round do not count. */
export function pagesInJournal(journal: string, pageSize: number): Set<number> {
  const pages = new Set<number>()
  const bytes = existsSync(journal) ? statSync(journal).size : 0
  if (bytes < headerBytes) return pages
  const open = openSync(journal, 'r')
  try {
    const salts = read(open, at.headerSalts, saltBytes)
    for (let from = headerBytes; from + frameBytes + pageSize <= bytes; from += frameBytes + pageSize) {
      const frame = read(open, from, frameBytes)
      if (salts.compare(frame, at.salts, at.salts + saltBytes) !== 0) break
      pages.add(frame.readUInt32BE(at.page))
    }
  } finally {
    closeSync(open)
  }
  return pages
}

function read(open: number, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  readSync(open, bytes, 0, length, from)
  return bytes
}
