/** Runs in a thread of its own: one long read of the whole file, during which others go on writing. */
import { workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

const { file, to } = workerData as { file: string; to: string }
const source = new Database(file, { readonly: true, fileMustExist: true })
// Not the backup call of SQLite, which begins anew whenever somebody writes; and this leaves behind what was erased.
source.prepare('vacuum into ?').run(to)
source.close()
