/** Where databases stand that a test throws away: in memory where there is much room for them, for a sync to a disk is slow. */
import { mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
const wantedBytes = 4 * 1024 ** 3
const base = roomIn(memory) >= wantedBytes ? memory : tmpdir()

/** A fresh folder; whoever makes it removes it. */
export const scratch = (name: string) => mkdtempSync(join(base, `doorstep-${name}-`))

function roomIn(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return 0
  }
}
