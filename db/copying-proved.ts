/** Runs in a thread of its own: copying is one long read, and proving another, during which others go on being answered. */
import { parentPort, workerData } from 'node:worker_threads'
import { backUp } from './backup.ts'

const { file, to } = workerData as { file: string; to: string }
parentPort!.postMessage(await backUp(file, to, () => {}))
