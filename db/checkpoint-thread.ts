/** The thread of `checkpoints.ts`: it carries over what nobody reads from the journal any more, and waits for nobody. */
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

const db = new Database(workerData as string, { fileMustExist: true })
db.pragma('synchronous = FULL')

parentPort?.on('message', (what: 'carry' | 'stop') => {
  if (what === 'carry') return parentPort?.postMessage(carry())
  db.close()
  parentPort?.close()
})

/** How many pages the journal had when it began. */
function carry(): number {
  try {
    const [round] = db.pragma('wal_checkpoint(PASSIVE)') as { log: number }[]
    return round?.log ?? 0
  } catch {
    // A disk that is full or fails is met again by whoever writes, and said there.
    return 0
  }
}
