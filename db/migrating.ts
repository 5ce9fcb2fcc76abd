import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import { proveWhole } from './proving.ts'
import { Refused } from './sqlite-file.ts'

/** What `migrate` of Drizzle calls; it keeps this door to itself. */
type Inside = { dialect: { migrate(steps: MigrationMeta[], session: unknown): void }; session: unknown }

/** How many steps a folder of migrations knows: what `user_version` is once they have run. */
export function stepsIn(folder: string): number {
  return JSON.parse(readFileSync(`${folder}/meta/_journal.json`, 'utf8')).entries.length
}

/**
 * Brings the tables up to date in one transaction, the number of the step included: whenever the machine stops, the file is
 * as before or as afterwards. A file that has been used is copied first, and the copy proven, so that there is a way back.
 *
 * @throws Refused when there is no room for that copy, or it does not hold together; nothing is changed then
 */
export function bringUpToDate(writer: Database.Database, file: string, folder: string) {
  const [found, wanted] = [Number(writer.pragma('user_version', { simple: true })), stepsIn(folder)]
  if (found > 0 && found < wanted) copyBefore(writer, { file, found, wanted })
  const steps = readMigrationFiles({ migrationsFolder: folder }).map((step, at) => ({
    ...step,
    sql: [...step.sql, `PRAGMA user_version = ${at + 1}`],
  }))
  const { dialect, session } = drizzle(writer) as unknown as Inside
  dialect.migrate(steps, session)
}

type Between = { file: string; found: number; wanted: number }

/** Beside the daily copies, and kept no longer than they are. */
export const copyBeforeOf = (file: string, wanted: number) =>
  join(dirname(file), 'backups', `before-schema-${wanted}.db`)

function copyBefore(writer: Database.Database, { file, found, wanted }: Between) {
  const copy = copyBeforeOf(file, wanted)
  mkdirSync(dirname(copy), { recursive: true, mode: 0o700 })
  const unproven = `${copy}.unproven`
  rmSync(unproven, { force: true })
  try {
    writer.prepare('vacuum into ?').run(unproven)
    proveWhole(unproven, () => {})
    const open = openSync(unproven, 'r+')
    fsyncSync(open)
    closeSync(open)
    renameSync(unproven, copy)
  } catch (error) {
    rmSync(unproven, { force: true })
    const why = (error as Error).message
    throw new Refused(
      `${file} could not be copied before its tables change (${found} to ${wanted}): ${why}. It was left as it is`,
    )
  }
}
