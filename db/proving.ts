import Database from 'better-sqlite3'
import { Refused } from './sqlite-file.ts'

/**
 * Reads a whole copy that nobody writes to: every page, and every reference to another row.
 *
 * @param look what else is wanted of it, once it is known to be whole
 * @throws Refused when it does not hold together
 */
export function proveWhole<T>(file: string, look: (db: Database.Database) => T): T {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const said = db.pragma('integrity_check', { simple: true })
    const loose = db.pragma('foreign_key_check') as unknown[]
    if (said !== 'ok' || loose.length > 0)
      throw new Refused(`${file} does not hold together: ${said}, ${loose.length} loose references`)
    return look(db)
  } finally {
    db.close()
  }
}
