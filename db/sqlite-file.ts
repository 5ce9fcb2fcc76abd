import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { pagesInJournal } from './journal-file.ts'

/** "Door" in the header of every file of ours, so that nothing else is ever taken for one. */
export const applicationId = 0x44_6f_6f_72
const magic = 'SQLite format 3\0'
const headerBytes = 100
/** Where SQLite keeps them: https://www.sqlite.org/fileformat.html, 1.3. */
const at = { pageSize: 16, pages: 28, changes: 24, valid: 92, userVersion: 60, applicationId: 68 }

/** What a move carries is called so until all of it is there. */
export const unfinishedOf = (file: string) => `${file}.moving`

/** A database file that is left as it is, and why, in a sentence for whoever keeps the machine. */
export class Refused extends Error {}

/**
 * Looks at a file before SQLite does, and touches nothing.
 *
 * @param version the schema version this Doorstep knows
 * @throws Refused for a foreign, newer or cut file, or one whose journal lies there without it
 */
export function inspect(file: string, version: number) {
  const isThere = existsSync(file) && statSync(file).size > 0
  if (!isThere && existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0)
    throw new Refused(`${file} is gone, but its journal ${file}-wal is here. Put the database back beside it`)
  if (!isThere && existsSync(unfinishedOf(file)))
    throw new Refused(
      `A move into ${file} was begun and not finished. Make it again, or delete ${unfinishedOf(file)}`,
    )
  if (!isThere) return
  const header = headerOf(file)
  if (header.toString('latin1', 0, 16) !== magic)
    throw new Refused(
      `${file} is not a database of Doorstep, or its beginning is damaged. It was left as it is`,
    )
  if (header.readUInt32BE(at.applicationId) !== applicationId)
    throw new Refused(`${file} belongs to another program. It was left as it is`)
  refuseNewer(file, header.readUInt32BE(at.userVersion), version)
  refuseCut(file, header)
}

/** @throws Refused */
export function refuseNewer(file: string, found: number, version: number) {
  if (found > version)
    throw new Refused(
      `${file} was made by a newer Doorstep (${found}, this is ${version}). It was left as it is`,
    )
}

function headerOf(file: string): Buffer {
  const header = Buffer.alloc(headerBytes)
  const open = openSync(file, 'r')
  try {
    readSync(open, header, 0, headerBytes, 0)
  } finally {
    closeSync(open)
  }
  return header
}

/**
 * A file shorter than its own header says has lost its end, unless the journal holds what is missing: pages are copied
 * out of the journal first to last, and a process may be killed between the first, which counts them, and the last.
 */
function refuseCut(file: string, header: Buffer) {
  const said = header.readUInt16BE(at.pageSize)
  const pageSize = said === 1 ? 65_536 : said
  const isCounted = header.readUInt32BE(at.changes) === header.readUInt32BE(at.valid)
  const pages = header.readUInt32BE(at.pages)
  const held = Math.floor(statSync(file).size / pageSize)
  if (isCounted && held < pages && !isInJournal(file, { after: held, to: pages, pageSize }))
    throw new Refused(`${file} is cut off: it should hold ${pages} pages. Restore a backup`)
}

function isInJournal(file: string, missing: { after: number; to: number; pageSize: number }): boolean {
  const waiting = pagesInJournal(`${file}-wal`, missing.pageSize)
  for (let page = missing.after + 1; page <= missing.to; page++) if (!waiting.has(page)) return false
  return true
}
